/**
 * Time and timers as an argument. Only `server/main.ts` and tests construct one; everything else is handed it, so that
 * a test can move the clock instead of waiting.
 */

export type Cancel = () => void;

export interface Clock {
  /** Wall-clock time in milliseconds since 1970, for what people see. */
  readonly nowMs: () => number;
  /** Milliseconds from an arbitrary start that never jump, for measuring and windows. */
  readonly monotonicMs: () => number;
  /** Run once after `delayMs`. A timer never keeps the process alive by itself. */
  readonly after: (delayMs: number, run: () => void) => Cancel;
  /** Run every `periodMs` until cancelled. */
  readonly every: (periodMs: number, run: () => void) => Cancel;
  /** Run when the work at hand is done, before any timer. */
  readonly soon: (run: () => void) => void;
}

export const systemClock = (): Clock => ({
  nowMs: () => Date.now(),
  monotonicMs: () => performance.now(),
  after: (delayMs, run) => {
    const timer = setTimeout(run, delayMs);
    timer.unref();
    return () => clearTimeout(timer);
  },
  every: (periodMs, run) => {
    const timer = setInterval(run, periodMs);
    timer.unref();
    return () => clearInterval(timer);
  },
  soon: (run) => {
    setImmediate(run);
  },
});
