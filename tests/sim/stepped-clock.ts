/** A clock that only ever moves when the simulation moves it, one timer at a time. */

import type { Cancel, Clock } from '../../server/runtime/clock.ts';

interface Timer {
  readonly atMs: number;
  readonly order: number;
  readonly run: () => void;
}

const EPOCH_MS = Date.UTC(2026, 0, 5, 9);

export class SteppedClock {
  readonly #timers = new Set<Timer>();
  #nowMs = 1000;
  #order = 0;

  readonly nowMs = (): number => EPOCH_MS + this.#nowMs;
  readonly monotonicMs = (): number => this.#nowMs;

  readonly after = (delayMs: number, run: () => void): Cancel => {
    const timer = { atMs: this.#nowMs + Math.max(0, delayMs), order: this.#order++, run };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  };

  /** Moves on to the next timer and runs it, if it is due by `untilMs`; else moves to `untilMs`. @returns whether one ran */
  advance(untilMs: number): boolean {
    let next: Timer | undefined;
    for (const timer of this.#timers) {
      if (next === undefined || timer.atMs < next.atMs || (timer.atMs === next.atMs && timer.order < next.order)) {
        next = timer;
      }
    }
    if (next === undefined || next.atMs > untilMs) {
      this.#nowMs = Math.max(this.#nowMs, untilMs);
      return false;
    }
    this.#timers.delete(next);
    this.#nowMs = Math.max(this.#nowMs, next.atMs);
    next.run();
    return true;
  }

  /** The clock of one process: when that is dead, nothing of it happens any more. */
  ofProcess(isAlive: () => boolean, soon: (run: () => void) => void): Clock {
    const after = (delayMs: number, run: () => void): Cancel =>
      this.after(delayMs, () => {
        if (isAlive()) run();
      });
    return {
      nowMs: this.nowMs,
      monotonicMs: this.monotonicMs,
      after,
      every: (periodMs, run) => {
        let cancel: Cancel = () => undefined;
        const again = (): void => {
          cancel = after(periodMs, () => {
            again();
            run();
          });
        };
        again();
        return () => cancel();
      },
      soon,
    };
  }
}
