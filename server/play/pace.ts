/** How fast somebody types: as a human would, faster, or as fast as one connection may send. */

import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '../runtime/clock.ts';

/** Below what a document takes from one connection, so that no message is ever refused for its speed. */
const AT_ONCE = 250;
const GAP_MS = 1000 / 150;

export class Pace {
  readonly #clock: Pick<Clock, 'monotonicMs'>;
  readonly #speed: number;
  #earliestMs = 0;

  /** @param speed how many times as fast as a human; Infinity waits only where it must */
  constructor(clock: Pick<Clock, 'monotonicMs'>, speed: number) {
    this.#clock = clock;
    this.#speed = speed;
  }

  /** Resolves when the next act may be done. @param pauseMs what a human would wait before it */
  async rest(pauseMs: number): Promise<void> {
    const nowMs = this.#clock.monotonicMs();
    this.#earliestMs = Math.max(this.#earliestMs, nowMs - AT_ONCE * GAP_MS) + GAP_MS;
    const waitMs = Math.max(pauseMs / this.#speed, this.#earliestMs - nowMs);
    await (waitMs < 1 ? nextTurn() : pause(waitMs));
  }
}
