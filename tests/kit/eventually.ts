/**
 * Waiting for something that announces itself by no event: ask again until it is so. Where there is an event, wait for
 * that; where there is a fake clock, move it.
 */

import { setTimeout as pause } from 'node:timers/promises';

export interface Patience {
  /** Give up after so many milliseconds; generous, because a passing test never waits that long. */
  readonly withinMs?: number;
  readonly everyMs?: number;
}

/**
 * Resolves with what `probe` returns, as soon as it returns neither `false` nor `undefined` and does not throw, so it may
 * hold an `expect`. Rejects with the last thing it threw, or with its own last answer, once patience has ended.
 */
export async function eventually<Found>(
  probe: () => Found | false | undefined | Promise<Found | false | undefined>,
  { withinMs = 10_000, everyMs = 10 }: Patience = {},
): Promise<Found> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    let complaint: unknown;
    try {
      const found = await probe();
      if (found !== false && found !== undefined) return found;
      complaint = new Error(`Still ${String(found)} after ${withinMs} ms: ${probe.toString()}`);
    } catch (thrown) {
      complaint = thrown;
    }
    if (performance.now() >= deadline) throw complaint;
    await pause(everyMs);
  }
}
