/**
 * When a document flushes what has come in: at once in a quiet room, else when its window ends. The window grows with
 * the room, because what a write costs grows with it (PERFORMANCE, 3.1).
 */

import type { Cancel, Clock } from '../runtime/clock.ts';

/** Peers → milliseconds; straight lines in between. */
const WINDOWS: readonly (readonly [peers: number, ms: number])[] = [
  [20, 8],
  [100, 16],
  [200, 25],
  [1000, 50],
];

export const windowMs = (peers: number): number => {
  let [fromPeers, fromMs] = WINDOWS[0] ?? [0, 0];
  for (const [toPeers, toMs] of WINDOWS) {
    if (peers <= toPeers) {
      const share = toPeers === fromPeers ? 1 : Math.max(0, (peers - fromPeers) / (toPeers - fromPeers));
      return fromMs + share * (toMs - fromMs);
    }
    [fromPeers, fromMs] = [toPeers, toMs];
  }
  return fromMs;
};

export class WriteWindow {
  readonly #clock: Clock;
  readonly #peers: () => number;
  readonly #flush: () => void;
  #openedAtMs = -Infinity;
  #isAsked = false;
  #cancel: Cancel | undefined;

  constructor(clock: Clock, peers: () => number, flush: () => void) {
    this.#clock = clock;
    this.#peers = peers;
    this.#flush = flush;
  }

  /** Flush soon; asking again before that changes nothing. */
  ask(): void {
    if (this.#isAsked) return;
    this.#isAsked = true;
    const restMs = this.#openedAtMs + windowMs(this.#peers()) - this.#clock.monotonicMs();
    if (restMs <= 0) this.#clock.soon(this.#open);
    else this.#cancel = this.#clock.after(restMs, this.#open);
  }

  stop(): void {
    this.#cancel?.();
    this.#isAsked = true;
  }

  readonly #open = (): void => {
    this.#isAsked = false;
    this.#openedAtMs = this.#clock.monotonicMs();
    this.#flush();
  };
}
