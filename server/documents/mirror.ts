/**
 * What is written elsewhere in the same step as a flush: the wall, while the readings of an open round are typed (I7). At
 * most once a second for each reading, and once more when its author pauses.
 */

import type { Cancel, Clock } from '../runtime/clock.ts';
import type { Companions } from './appending.ts';
import type { DocumentState } from './document-state.ts';

const EVERY_MS = 1000;
const LATER_MS = 100;

/** Undefined: nothing to write; `later`: it cannot be said yet what. */
export type Reflect = (state: DocumentState) => Companions | 'later' | undefined;

export class Mirror {
  readonly #clock: Clock;
  readonly #reflect: Reflect;
  readonly #ask: () => void;
  #isOwed = false;
  #nextAtMs = -Infinity;
  #cancel: Cancel | undefined;

  /** @param ask called when something is due although nothing is written */
  constructor(clock: Clock, reflect: Reflect, ask: () => void) {
    this.#clock = clock;
    this.#reflect = reflect;
    this.#ask = ask;
  }

  get isDue(): boolean {
    return this.#isOwed && this.#clock.monotonicMs() >= this.#nextAtMs;
  }

  /** Something was written that others are to see. */
  owe(): void {
    this.#isOwed = true;
  }

  /** Nothing else is being written now: what is still owed is written when its time has come. */
  watch(): void {
    if (!this.#isOwed || this.#cancel !== undefined) return;
    this.#cancel = this.#clock.after(Math.max(0, this.#nextAtMs - this.#clock.monotonicMs()), () => {
      this.#cancel = undefined;
      // A timer may be a little early.
      this.#nextAtMs = -Infinity;
      this.#ask();
    });
  }

  /** What goes with the write that is about to be made. */
  companions(state: DocumentState): Companions | undefined {
    if (!this.isDue) return undefined;
    const companions = this.#reflect(state);
    if (companions === 'later') {
      this.#nextAtMs = this.#clock.monotonicMs() + LATER_MS;
      return undefined;
    }
    if (companions === undefined) this.#isOwed = false;
    return companions;
  }

  /** The write with its companions is committed. */
  committed(): void {
    this.#isOwed = false;
    this.#nextAtMs = this.#clock.monotonicMs() + EVERY_MS;
  }

  stop(): void {
    this.#cancel?.();
  }
}
