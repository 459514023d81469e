/** Cursors: whose they are, what they say, how often, and for how long. */

import { beforeEach, describe, expect, it } from 'vitest';
import { createMemoryMedium } from '../../../server/store/memory-store.ts';
import type { MemoryMedium } from '../../../server/store/memory-medium.ts';
import { BOARD, DocumentNode, readingOf } from '../../kit/document-node.ts';
import { DocumentVisitor } from '../../kit/document-visitor.ts';
import { ManualClock } from '../../kit/manual-clock.ts';
import { ANA, BEN, person } from '../../kit/vetted-documents.ts';

let clock: ManualClock;
let medium: MemoryMedium;
let node: DocumentNode;

beforeEach(async () => {
  clock = new ManualClock();
  medium = createMemoryMedium();
  node = await new DocumentNode({ medium, clock }).start();
});

const position = (clockAt: number) => ({ type: null, tname: 'wording', item: { client: 7, clock: clockAt }, assoc: 0 });
const cursorAt = (at: number) => ({ cursor: { anchor: position(at), head: position(at) } });

const visit = async (who = ANA, clientId?: number) => {
  const visitor = new DocumentVisitor(who).connect(node, BOARD);
  await clock.pass(50);
  if (clientId !== undefined) visitor.tellAwareness([[clientId, 1, cursorAt(0)]]);
  await clock.pass(150);
  return visitor;
};

const seenBy = (visitor: DocumentVisitor, clientId: number) =>
  visitor.awareness.filter((entry) => entry.clientId === clientId).at(-1)?.state;

describe('awareness', () => {
  it('S11 says who somebody is by their key, whatever they say of themselves', async () => {
    const ben = await visit(BEN);
    const ana = await visit(ANA);
    ana.tellAwareness([[7, 1, { user: { id: BEN, name: 'Ben', colour: 0 }, ...cursorAt(3), note: 'x' }]]);
    await clock.pass(150);
    expect(seenBy(ben, 7)).toEqual({
      user: { id: ANA, name: 'Name of a', colour: expect.any(Number) as number },
      ...cursorAt(3),
    });
  });

  it('S11 a connection touches its own entry only, and nobody takes over somebody else’s', async () => {
    const ana = await visit(ANA, 7);
    const ben = await visit(BEN, 8);
    const cid = await visit(person('c'));
    ben.tellAwareness([
      [7, 2 ** 31, null],
      [7, 2 ** 31, cursorAt(9)],
    ]);
    cid.tellAwareness([
      [7, 99, cursorAt(9)],
      [8, 99, cursorAt(9)],
    ]);
    await clock.pass(300);
    expect(seenBy(cid, 7)).toMatchObject({ user: { id: ANA }, ...cursorAt(0) });
    expect(seenBy(ana, 8)).toMatchObject({ user: { id: BEN }, ...cursorAt(0) });
    ana.leave();
    await clock.pass(150);
    cid.tellAwareness([[7, 100, cursorAt(9)]]);
    await clock.pass(150);
    expect(seenBy(ben, 7)).toBeNull();
    ben.tellAwareness([[8, 2 ** 31, cursorAt(4)]]);
    ben.tellAwareness([[8, 3, cursorAt(5)]]);
    await clock.pass(150);
    expect(seenBy(cid, 8)).toMatchObject(cursorAt(5));
  });

  it('S11 a client id somebody shows themselves under is theirs to write with', async () => {
    await visit(ANA, 7);
    const ben = await visit(BEN);
    ben.doc.clientID = 7;
    ben.doc.getText('wording').insert(0, 'x');
    await clock.pass(50);
    expect(ben.refusals).toEqual(['foreign_client']);
  });

  it('D5 a reconnected client takes its entry along, and its old connection ends without a trace', async () => {
    const ben = await visit(BEN);
    const old = await visit(ANA, 7);
    const now = new DocumentVisitor(ANA).connect(node, BOARD);
    await clock.pass(50);
    now.tellAwareness([[7, 1, cursorAt(2)]]);
    await clock.pass(150);
    old.leave();
    await clock.pass(150);
    expect(seenBy(ben, 7)).toMatchObject(cursorAt(2));
    const clocks = ben.awareness.filter(({ clientId }) => clientId === 7).map((entry) => entry.clock);
    expect(clocks).toEqual([...clocks].sort((a, b) => a - b));
    expect(new Set(clocks).size).toBe(clocks.length);
  });

  it('A3 moves of a cursor go out ten times a second at most, and the last one always', async () => {
    const ben = await visit(BEN);
    const ana = await visit(ANA, 7);
    const before = ben.received.length;
    for (let move = 0; move < 100; move++) {
      ana.tellAwareness([[7, 2 + move, cursorAt(move)]]);
      await clock.pass(10);
    }
    await clock.pass(150);
    expect(ben.received.length - before).toBeLessThanOrEqual(12);
    expect(seenBy(ben, 7)).toMatchObject(cursorAt(99));
  });

  it('A3 renewals without news are one message every 15 s, and nobody times out', async () => {
    const people = await Promise.all([1, 2, 3, 4].map((id) => visit(person(String.fromCharCode(96 + id)), id)));
    const [first] = people;
    const before = first!.received.length;
    for (let second = 0; second < 60; second++) {
      people.forEach((one, index) => one.tellAwareness([[index + 1, second + 2, cursorAt(0)]]));
      await clock.pass(1000);
    }
    expect(first!.received.length - before).toBeLessThanOrEqual(5);
    expect(seenBy(first!, 4)).toMatchObject({ user: { name: 'Name of d' } });
  });

  it('A1 states that are too large, no JSON, or no states at all change nothing', async () => {
    const ben = await visit(BEN);
    const ana = await visit(ANA, 7);
    const before = ben.awareness.length;
    ana.tellAwareness([[7, 5, { cursor: { anchor: position(1), head: { tname: 'x'.repeat(5000) } } }]]);
    ana.tellAwareness([[7, 6, { cursor: { anchor: { tname: { nested: [] } }, head: 5 } }]]);
    await clock.pass(150);
    expect(ben.awareness.slice(before).every(({ state }) => state?.['cursor'] === undefined)).toBe(true);
    ana.raw(Uint8Array.of(1, 5, 255, 255, 255, 255, 255));
    expect(ana.closed).toEqual({ code: 1003, reason: 'malformed' });
  });

  it('S1 a reading has no awareness: whoever sends some is heard by nobody', async () => {
    const one = new DocumentVisitor(ANA).connect(node, readingOf(ANA));
    const two = new DocumentVisitor(ANA).connect(node, readingOf(ANA));
    await clock.pass(50);
    one.tellAwareness([[7, 1, cursorAt(0)]]);
    await clock.pass(20_000);
    expect([two.awareness, one.closed]).toEqual([[], undefined]);
  });

  it('D5 people on another node are seen until they leave or their node falls silent', async () => {
    const ana = await visit(ANA);
    const live = node.documents.get(BOARD);
    const theirs = Uint8Array.of(1, 9, 1, 2, 0x7b, 0x7d);
    live.hearAwareness('other', theirs);
    await clock.pass(150);
    expect(seenBy(ana, 9)).toEqual({});
    const late = await visit(BEN);
    expect(seenBy(late, 9)).toEqual({});
    await clock.pass(60_000);
    expect(seenBy(late, 9)).toBeNull();
  });
});
