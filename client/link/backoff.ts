/**
 * How long to wait before connecting again: one second, doubling up to thirty, each spread by half up and down, so that
 * a thousand people who lost the same server do not come back in the same moment (A5).
 */

const FIRST_MS = 1000;
const MOST_MS = 30_000;
const SPREAD = 0.5;

/**
 * @param attempt 0 for the first try after a loss
 * @param chance in [0, 1)
 * @returns milliseconds
 */
export const backoffMs = (attempt: number, chance: number): number =>
  Math.min(FIRST_MS * 2 ** Math.min(attempt, 10), MOST_MS) * (1 - SPREAD + 2 * SPREAD * chance);

/** Resolves after so many milliseconds. */
export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
