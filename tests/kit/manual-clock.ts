/** A clock that stands still until it is moved, and lets everything that is due happen before it moves on. */

import { setImmediate as turn } from 'node:timers/promises';
import type { Cancel, Clock } from '../../server/runtime/clock.ts';

interface Timer {
  readonly atMs: number;
  readonly order: number;
  readonly run: () => void;
}

export class ManualClock implements Clock {
  readonly #timers = new Set<Timer>();
  #nowMs = 1_000_000;
  #order = 0;

  readonly nowMs = (): number => 1_700_000_000_000 + this.#nowMs;
  readonly monotonicMs = (): number => this.#nowMs;

  readonly after = (delayMs: number, run: () => void): Cancel => {
    const timer = { atMs: this.#nowMs + Math.max(0, delayMs), order: this.#order++, run };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  };

  readonly every = (periodMs: number, run: () => void): Cancel => {
    let cancel: Cancel = () => undefined;
    const again = () => {
      cancel = this.after(periodMs, () => {
        again();
        run();
      });
    };
    again();
    return () => cancel();
  };

  readonly soon = (run: () => void): void => {
    this.after(0, run);
  };

  /** Everything that is due within `ms` happens, in order, with whatever follows from it. */
  async pass(ms: number): Promise<void> {
    const until = this.#nowMs + ms;
    for (;;) {
      await turn();
      const next = [...this.#timers].sort((a, b) => a.atMs - b.atMs || a.order - b.order)[0];
      if (next === undefined || next.atMs > until) break;
      this.#timers.delete(next);
      this.#nowMs = Math.max(this.#nowMs, next.atMs);
      next.run();
    }
    this.#nowMs = until;
  }
}
