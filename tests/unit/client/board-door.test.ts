/** The door of a board, seen from one device: who it is there, and what it does about it by itself. */

import { beforeEach, describe, expect, it } from 'vitest';
import { FIRST_RULES } from '../../../shared/board/rules.ts';
import type { View } from '../../../shared/board/view.ts';
import type { SeenBoard } from '../../../client/link/board-http.ts';
import type { RefusalCode } from '../../../client/link/refusal.ts';
import { BoardDoor, type Look } from '../../../client/session/board-door.svelte.ts';

const asSeenBy = (name: string): SeenBoard => ({
  seq: 1,
  view: {
    board: { id: 'board', phase: 'frame', round: 0, rules: FIRST_RULES },
    me: { participantId: name.toLowerCase() },
    participants: [{ id: name.toLowerCase(), name }],
  } as unknown as View,
});

const seenBy = (name: string): Look => ({ ok: true, value: asSeenBy(name) });
const pending: Look = { ok: true, value: { pending: true } };
const refused = (code: RefusalCode): { ok: false; refusal: { code: RefusalCode } } => ({
  ok: false,
  refusal: { code },
});
const unknown = refused('not_found');

let mine: Look;
let keys: Record<string, Look>;
let entered: string[];
let waiting: { ms: number; then: () => void }[];
let isCodeThere: boolean;
let last: SeenBoard | undefined;
let door: BoardDoor;

beforeEach(() => {
  mine = unknown;
  keys = {};
  entered = [];
  waiting = [];
  isCodeThere = true;
  last = undefined;
  door = new BoardDoor({
    look: () => Promise.resolve(mine),
    lookWith: (key) => Promise.resolve(keys[key] ?? unknown),
    lastView: () => last,
    keepKey: (key) => {
      const found = keys[key] ?? unknown;
      if (!found.ok) return Promise.resolve(found);
      mine = found;
      return Promise.resolve({ ok: true, value: undefined });
    },
    enter: (start) => {
      if (!isCodeThere) return Promise.reject(new TypeError('Failed to fetch'));
      entered.push(start.view.me.participantId);
      return Promise.resolve();
    },
    after: (ms, then) => {
      const entry = { ms, then };
      waiting.push(entry);
      return () => (waiting = waiting.filter((other) => other !== entry));
    },
    chance: () => 0.5,
  });
});

/** The time has come for whatever waits, and it has been answered. */
const pass = async (): Promise<void> => {
  const due = waiting;
  waiting = [];
  for (const { then } of due) then();
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
};

describe('the door', () => {
  it('U2 asks strangers for a name, and lets them in once they have joined', async () => {
    await door.arrive(undefined);
    expect(door.standing.kind).toBe('stranger');
    mine = seenBy('Ana');
    await door.again();
    expect(door.standing.kind).toBe('inside');
    expect(entered).toEqual(['ana']);
  });

  it('U2 opens by itself for whoever waits to be let in', async () => {
    mine = pending;
    await door.arrive(undefined);
    await pass();
    expect(door.standing.kind).toBe('waiting');
    mine = refused('offline');
    await pass();
    expect(door.standing.kind).toBe('unreachable');
    mine = seenBy('Ana');
    await pass();
    expect(door.standing.kind).toBe('inside');
    expect(waiting).toEqual([]);
  });

  it('U5 tells whoever was turned away, and lets them ask once more', async () => {
    mine = pending;
    await door.arrive(undefined);
    mine = unknown;
    await pass();
    expect(door.standing.kind).toBe('turned_away');
    door.knock();
    expect(door.standing.kind).toBe('stranger');
  });

  it('A5 tries an unreachable server again by itself, less and less often, and at once when the network is back', async () => {
    mine = refused('offline');
    await door.arrive(undefined);
    const pauses: number[] = [];
    for (let count = 0; count < 4; count++) {
      pauses.push(waiting[0]!.ms);
      await pass();
    }
    expect(pauses).toEqual([1000, 2000, 4000, 8000]);
    mine = seenBy('Ana');
    door.awake();
    await pass();
    expect(entered).toEqual(['ana']);
  });

  it('U5 says so when the code of the board cannot be fetched, and goes on when it can', async () => {
    mine = seenBy('Ana');
    isCodeThere = false;
    await door.arrive(undefined);
    expect(door.standing).toEqual({ kind: 'unreachable', refusal: { code: 'offline' } });
    isCodeThere = true;
    await pass();
    expect(door.standing.kind).toBe('inside');
  });

  it('D6 opens on what this device last saw when the server cannot be reached, never for a stranger', async () => {
    last = asSeenBy('Ana');
    mine = refused('offline');
    await door.arrive(undefined);
    expect([door.standing.kind, ...entered]).toEqual(['inside', 'ana']);
    mine = unknown;
    await door.again();
    expect(door.standing.kind).toBe('stranger');
  });

  it('S10 becomes the person of a personal link', async () => {
    keys['ana-key'] = seenBy('Ana');
    await door.arrive('ana-key');
    expect(door.standing.kind).toBe('inside');
    expect(entered).toEqual(['ana']);
  });

  it('S11 asks before a link makes this device somebody else', async () => {
    keys['ana-key'] = seenBy('Ana');
    mine = seenBy('Ben');
    await door.arrive('ana-key');
    expect(door.standing).toEqual({ kind: 'two_people', here: 'Ben', link: 'Ana' });
    await door.choose('here');
    expect(entered).toEqual(['ben']);
    await door.arrive('ana-key');
    await door.choose('link');
    expect(entered).toEqual(['ben', 'ana']);
  });

  it('S11 does not ask when the link is one’s own', async () => {
    keys['ana-key'] = seenBy('Ana');
    mine = seenBy('Ana');
    await door.arrive('ana-key');
    expect(entered).toEqual(['ana']);
  });

  it('U5 tells that a link has ended, and goes on without it', async () => {
    await door.arrive('old-key');
    expect([door.standing.kind, door.isLinkEnded]).toEqual(['stranger', true]);
    mine = seenBy('Ben');
    await door.arrive('old-key');
    expect([door.standing.kind, door.isLinkEnded]).toEqual(['inside', true]);
  });

  it('A5 keeps a personal link that could not be asked about for the next try', async () => {
    keys['ana-key'] = refused('offline');
    await door.arrive('ana-key');
    expect(door.standing.kind).toBe('unreachable');
    keys['ana-key'] = seenBy('Ana');
    await pass();
    expect(entered).toEqual(['ana']);
  });

  it('U2 does not begin anew when only the part of the board changes', async () => {
    mine = seenBy('Ana');
    await door.arrive(undefined);
    await door.arrive(undefined);
    expect(entered).toEqual(['ana']);
  });

  it('A5 asks nothing any more once it is left', async () => {
    mine = pending;
    await door.arrive(undefined);
    door.close();
    expect(waiting).toEqual([]);
  });
});
