/** Who is here, over all nodes, and since when nobody who could lead has been. */

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EMPTY_SEAT_MS } from '../../shared/board/decide-people.ts';
import type { ParticipantId } from '../../shared/board/ids.ts';
import { ANNOUNCE_MS, Presence, type PresenceChange } from '../../server/room/presence.ts';
import { ManualClock } from '../kit/manual-clock.ts';

const [noor, ana] = ['noor', 'ana'] as ParticipantId[] as [ParticipantId, ParticipantId];

let clock: ManualClock;
let presence: Presence;
let changes: PresenceChange[];
let announced: (readonly ParticipantId[])[];
beforeEach(() => {
  clock = new ManualClock();
  changes = [];
  announced = [];
  presence = new Presence({
    clock,
    isFacilitator: (id) => id === noor,
    announce: (here) => announced.push(here),
    onChange: (change) => changes.push(change),
  });
});
afterEach(() => presence.stop());

describe('presence', () => {
  it('S11 counts people, not tabs, and does not flicker when one reloads', async () => {
    presence.arrive(ana);
    presence.arrive(ana);
    await clock.pass(1000);
    presence.leave(ana);
    presence.leave(ana);
    await clock.pass(1000);
    presence.arrive(ana);
    await clock.pass(10_000);
    expect(changes).toEqual([{ arrived: [ana], left: [] }]);
    presence.leave(ana);
    await clock.pass(10_000);
    expect(changes.at(-1)).toEqual({ arrived: [], left: [ana] });
  });

  it('S11 knows whom the other nodes hold, and forgets a node that has fallen silent', async () => {
    presence.hear('node-2', [ana]);
    await clock.pass(1000);
    expect(presence.online()).toEqual([ana]);
    await clock.pass(10_000);
    presence.hear('node-2', [ana]);
    await clock.pass(10_000);
    expect(presence.isOnline(ana)).toBe(true);
    await clock.pass(10_000);
    expect(presence.isOnline(ana)).toBe(false);
  });

  it('S11 tells the others at once when somebody comes, and again as a sign of life', async () => {
    presence.arrive(ana);
    await clock.pass(1000);
    expect(announced).toContainEqual([ana]);
    const before = announced.length;
    await clock.pass(ANNOUNCE_MS * 2);
    expect(announced.length).toBeGreaterThan(before);
  });

  it('A6 the seat is empty ten minutes after the last facilitator left, on whatever node they were', async () => {
    presence.arrive(noor);
    await clock.pass(EMPTY_SEAT_MS * 2);
    expect(presence.facilitatorAwayMs()).toBe(0);
    presence.leave(noor);
    presence.hear('node-2', [noor]);
    await clock.pass(1000);
    expect(presence.facilitatorAwayMs()).toBe(0);
    await clock.pass(EMPTY_SEAT_MS);
    expect(presence.facilitatorAwayMs()).toBeGreaterThan(EMPTY_SEAT_MS - 60_000);
    expect(presence.facilitatorAwayMs()).toBeLessThan(EMPTY_SEAT_MS);
    await clock.pass(60_000);
    expect(presence.facilitatorAwayMs()).toBeGreaterThan(EMPTY_SEAT_MS);
    presence.arrive(noor);
    expect(presence.facilitatorAwayMs()).toBe(0);
  });
});
