import { describe, expect, it } from 'vitest';
import { Countdown } from '../../../client/session/countdown.svelte.ts';

const at = (nowMs: number, deadlineMs: number | undefined) =>
  new Countdown({ deadlineMs: () => deadlineMs, nowMs: () => nowMs });

describe('the time of a round', () => {
  it.each([
    [0, 300_000, { minutes: 5, seconds: 0 }, 'running'],
    [1, 300_000, { minutes: 5, seconds: 0 }, 'running'],
    [1000, 300_000, { minutes: 4, seconds: 59 }, 'running'],
    [240_000, 300_000, { minutes: 1, seconds: 0 }, 'last_minute'],
    [299_500, 300_000, { minutes: 0, seconds: 1 }, 'last_minute'],
    [300_000, 300_000, { minutes: 0, seconds: 0 }, 'over'],
    [900_000, 300_000, { minutes: 0, seconds: 0 }, 'over'],
  ] as const)('A7 is counted by the server’s clock and ends at nothing: %d of %d', (nowMs, deadlineMs, left, stage) => {
    const countdown = at(nowMs, deadlineMs);
    expect(countdown.left).toEqual(left);
    expect(countdown.stage).toBe(stage);
  });

  it('A7 is not there without a limit', () => {
    expect(at(0, undefined).left).toBeUndefined();
    expect(at(0, undefined).stage).toBe('none');
  });
});
