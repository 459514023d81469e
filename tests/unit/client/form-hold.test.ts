import { describe, expect, it } from 'vitest';
import { FormHold } from '../../../client/session/form-hold.svelte.ts';

/** A form of round 1 on the screen, and a hand on the clock. */
const atWork = () => {
  let nowMs = 10_000;
  let isInField = true;
  const hold = new FormHold({ monotonicMs: () => nowMs });
  hold.follow(1);
  hold.watch(() => isInField);
  return {
    hold,
    pass: (ms: number) => (nowMs += ms),
    leaveField: () => (isInField = false),
  };
};

describe('a form whose board moves on', () => {
  it('U3 stays while somebody types in it, until they put it away', () => {
    const { hold, pass } = atWork();
    hold.typed();
    pass(1000);
    hold.follow(undefined);
    expect([hold.round, hold.isHeld]).toEqual([1, true]);
    pass(60_000);
    hold.follow(undefined);
    expect(hold.isHeld).toBe(true);
    hold.release();
    expect([hold.round, hold.isHeld]).toEqual([undefined, false]);
  });

  it('U3 stays while a character is being put together, however long that takes', () => {
    const { hold, pass } = atWork();
    hold.composing(true);
    pass(60_000);
    hold.follow(undefined);
    expect(hold.isHeld).toBe(true);
  });

  it('U3 goes at once when nobody types in it', () => {
    const { hold, pass } = atWork();
    hold.typed();
    pass(5000);
    hold.follow(undefined);
    expect([hold.round, hold.isHeld]).toEqual([undefined, false]);
  });

  it('U3 goes at once when whoever typed has left the field', () => {
    const { hold, leaveField } = atWork();
    hold.typed();
    leaveField();
    hold.follow(undefined);
    expect(hold.round).toBeUndefined();
  });

  it('U3 is the same form when the round is opened again', () => {
    const { hold } = atWork();
    hold.typed();
    hold.follow(undefined);
    hold.follow(1);
    expect([hold.round, hold.isHeld]).toEqual([1, false]);
  });

  it('U3 makes way for the form of the next round', () => {
    const { hold } = atWork();
    hold.typed();
    hold.follow(undefined);
    hold.follow(2);
    expect([hold.round, hold.isHeld]).toEqual([2, false]);
  });
});
