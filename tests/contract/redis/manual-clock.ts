/** A clock that a test moves, for a store whose server and connections are real. */

import type { Cancel, Clock } from '../../../server/runtime/clock.ts';

export interface ManualClock extends Clock {
  /** Runs what is due on the way, in order. */
  readonly advance: (byMs: number) => void;
}

interface Timer {
  dueMs: number;
  readonly periodMs: number | undefined;
  readonly run: () => void;
}

export function manualClock(): ManualClock {
  const timers = new Set<Timer>();
  let now = 0;
  const add = (timer: Timer): Cancel => {
    timers.add(timer);
    return () => timers.delete(timer);
  };
  const nextDue = (limitMs: number): Timer | undefined =>
    [...timers].filter(({ dueMs }) => dueMs <= limitMs).sort((one, other) => one.dueMs - other.dueMs)[0];
  return {
    nowMs: () => now,
    monotonicMs: () => now,
    after: (delayMs, run) => add({ dueMs: now + delayMs, periodMs: undefined, run }),
    every: (periodMs, run) => add({ dueMs: now + periodMs, periodMs, run }),
    soon: (run) => queueMicrotask(run),
    advance: (byMs) => {
      const limitMs = now + byMs;
      for (let timer = nextDue(limitMs); timer; timer = nextDue(limitMs)) {
        now = Math.max(now, timer.dueMs);
        if (timer.periodMs === undefined) timers.delete(timer);
        else timer.dueMs += timer.periodMs;
        timer.run();
      }
      now = limitMs;
    },
  };
}
