/** A document on one node and on two, with a store that answers late, refuses, or does not answer at all. */

import { beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { decodeKept } from '../../../server/documents/entry-format.ts';
import { streamOf } from '../../../server/documents/document-name.ts';
import { createMemoryMedium, type MemoryStoreOptions } from '../../../server/store/memory-store.ts';
import type { MemoryMedium } from '../../../server/store/memory-medium.ts';
import {
  BOARD,
  BOARD_ID,
  DocumentNode,
  DocumentVisitor,
  readingOf,
  type ClientOptions,
  type NodeOptions,
} from '../../kit/document-node.ts';
import { ManualClock } from '../../kit/manual-clock.ts';
import { ANA, BEN, person } from '../../kit/vetted-documents.ts';

let clock: ManualClock;
let medium: MemoryMedium;

beforeEach(() => {
  clock = new ManualClock();
  medium = createMemoryMedium();
});

const nodeWith = (options: Partial<NodeOptions> = {}) => new DocumentNode({ medium, clock, ...options }).start();

const visit = async (node: DocumentNode, who = ANA, options: ClientOptions = {}, name = BOARD) => {
  const visitor = new DocumentVisitor(who, options).connect(node, name);
  await clock.pass(100);
  return visitor;
};

const wordingOf = ({ doc }: { doc: Y.Doc }) => doc.getText('wording').toJSON();
/** The wording as a node has it. */
const wordingAt = async (node: DocumentNode, name = BOARD) => {
  const state = node.documents.get(name).committed();
  await clock.pass(50);
  return wordingOf(await state);
};
const type = ({ doc }: DocumentVisitor, text: string, at = 0) => doc.getText('wording').insert(at, text);

/** A store whose appends to documents wait until they are let go, or fail as they are told to. */
const controlled = () => {
  let held: (() => void)[] | undefined;
  let failing: 'before' | 'after' | undefined;
  const options: MemoryStoreOptions = {
    schedule: (step) => {
      if (held === undefined) queueMicrotask(step);
      else held.push(step);
    },
    fault: (operation) => (operation === 'append' ? failing : undefined),
  };
  return {
    options,
    hold: () => {
      held = [];
    },
    release: () => {
      const steps = held ?? [];
      held = undefined;
      for (const step of steps) queueMicrotask(step);
    },
    fail: (how: 'before' | 'after' | undefined) => {
      failing = how;
    },
  };
};

describe('a document on one node', () => {
  it('D5 is there with its first state, and shows each what the others write', async () => {
    const node = await nodeWith();
    const ana = await visit(node);
    const ben = await visit(node, BEN);
    expect(wordingOf(ana)).toBe('We ship it.');
    type(ana, 'First: ');
    await clock.pass(20);
    type(ben, 'Then. ', 7);
    await clock.pass(20);
    expect([wordingOf(ana), wordingOf(ben)]).toEqual(['First: Then. We ship it.', 'First: Then. We ship it.']);
    expect(ana.doc.store.pendingStructs).toBeNull();
    expect(node.faults).toEqual([]);
  });

  it('D1 acknowledges what is durable, message by message, and where the document is', async () => {
    const node = await nodeWith();
    const ana = await visit(node);
    type(ana, 'abc');
    type(ana, 'd');
    expect(ana.lastCount).toBeLessThan(ana.sent);
    await clock.pass(20);
    expect(ana.lastCount).toBe(ana.sent);
    expect(ana.acknowledged.at(-1)?.vector.get(ana.doc.clientID)).toBe(4);
  });

  it('D1 acknowledges what somebody finds in the store, or sends again, only once that is flushed', async () => {
    const node = await nodeWith({ limits: { unloadMs: 1000 } });
    const ana = await visit(node);
    medium.holdDurability();
    type(ana, 'abc');
    await clock.pass(50);
    const count = ana.lastCount;
    expect(count).toBeLessThan(ana.sent);
    ana.leave();
    await clock.pass(5000);
    expect(node.documents.peek(BOARD)).toBeUndefined();
    const again = await visit(node, ANA, { doc: ana.doc });
    expect([again.isSynced, again.acknowledged]).toEqual([true, []]);
    medium.releaseDurability();
    await clock.pass(50);
    expect(again.acknowledged.at(-1)?.vector.get(ana.doc.clientID)).toBe(3);
    expect(again.lastCount).toBe(again.sent);
  });

  it('D2 shows nobody, newcomers included, what is not committed', async () => {
    const store = controlled();
    const node = await nodeWith({ store: store.options });
    const ana = await visit(node);
    const ben = await visit(node, BEN);
    store.hold();
    type(ana, 'secret ');
    await clock.pass(50);
    const cid = await visit(node, person('c'));
    expect(wordingOf(ben)).toBe('We ship it.');
    expect(cid.isSynced).toBe(false);
    expect(ana.lastCount).toBeLessThan(ana.sent);
    store.release();
    await clock.pass(50);
    expect([wordingOf(ben), wordingOf(cid)]).toEqual(['secret We ship it.', 'secret We ship it.']);
    expect(ana.lastCount).toBe(ana.sent);
  });

  it('D5 one window of many writers is one entry and one message to each', async () => {
    const node = await nodeWith();
    const people = await Promise.all(['a', 'b', 'c', 'd'].map((letter) => visit(node, person(letter))));
    const before = people.map(({ received }) => received.length);
    const { seq } = await node.store.head(BOARD_ID);
    for (const one of people) type(one, 'x');
    await clock.pass(0);
    expect((await node.store.head(BOARD_ID)).seq).toBe(seq + 1);
    people.forEach(({ received }, index) => {
      expect(received.slice(before[index]).filter(([kind, step]) => kind === 0 && step === 2)).toHaveLength(1);
    });
  });

  it('D5 nobody is sent back their own edits when nobody else wrote', async () => {
    const node = await nodeWith();
    const ana = await visit(node, ANA, { wantsAcks: false });
    const before = ana.received.length;
    type(ana, 'x');
    await clock.pass(20);
    expect(ana.received).toHaveLength(before);
  });

  it('S3 a reading is created once its author may write, and with it the questions', async () => {
    const node = await nodeWith();
    const ana = await visit(node, ANA, {}, readingOf(ANA));
    expect([...ana.doc.getMap('answers').keys()].sort()).toEqual(['what', 'when', 'why']);
    node.writers.set(BEN, 'sealed');
    const ben = await visit(node, BEN, {}, readingOf(BEN));
    expect(ben.isSynced).toBe(true);
    expect(await node.store.read(BOARD_ID, streamOf(readingOf(BEN)))).toMatchObject({ head: 0 });
    node.writers.delete(BEN);
    node.documents.forEach((live) => live.recheck());
    await clock.pass(20);
    expect(ben.doc.getMap('answers').size).toBe(3);
  });

  it('S2 a reader’s copy is no write, and a write they may not make ends the connection or is named', async () => {
    const node = await nodeWith();
    await visit(node).then((ana) => type(ana, 'x'));
    node.writers.set(BEN, 'wrong_phase');
    const ben = await visit(node, BEN);
    const stock = await visit(node, BEN, { wantsAcks: false });
    await clock.pass(20);
    expect([ben.refusals, ben.closed, stock.closed]).toEqual([[], undefined, undefined]);
    type(ben, 'mine');
    type(stock, 'mine');
    await clock.pass(20);
    expect(ben.refusals).toContain('wrong_phase');
    expect(stock.closed).toEqual({ code: 4403, reason: 'wrong_phase' });
    expect(await wordingAt(node)).toBe('xWe ship it.');
  });

  it('S12 those who may not read any more are cut off, and get nothing of what follows', async () => {
    const node = await nodeWith();
    const ana = await visit(node);
    const ben = await visit(node, BEN);
    node.readers.set(BEN, 'removed');
    node.documents.forEach((live) => live.recheck());
    type(ana, 'x');
    await clock.pass(20);
    expect(ben.closed).toEqual({ code: 4403, reason: 'removed' });
    expect(wordingOf(ben)).toBe('We ship it.');
  });

  it('A1 nonsense ends its own connection, once, and nobody else’s', async () => {
    const node = await nodeWith();
    const ana = await visit(node);
    for (const bytes of [
      [],
      [9, 9],
      [0],
      [0, 2, 5, 1],
      [0, 0, 5, 255, 255, 255, 255, 15],
      [0, 2, 2, 255, 255],
      [1, 3, 1, 2],
    ]) {
      const ben = await visit(node, BEN, { wantsAcks: false });
      ben.raw(Uint8Array.from(bytes));
      await clock.pass(20);
      expect(ben.closed).toEqual({ code: 1003, reason: 'malformed' });
    }
    type(ana, 'still here ');
    await clock.pass(20);
    expect(ana.lastCount).toBe(ana.sent);
    expect(node.faults).toEqual([]);
  });

  it('A2 more messages than a connection may send are refused by name, and arrive when it has calmed down', async () => {
    const node = await nodeWith({ limits: { messageBurst: 10, messagesPerSecond: 5, refusals: 1000 } });
    const ana = await visit(node);
    for (let count = 0; count < 30; count++) type(ana, 'x');
    await clock.pass(20);
    expect(ana.refusals).toContain('rate_limited');
    expect(ana.lastCount).toBeLessThan(ana.sent);
    await clock.pass(10_000);
    expect(await wordingAt(node)).toBe(wordingOf(ana));
    expect(ana.lastCount).toBe(ana.sent);
  });

  it('A2 a connection that does not stop is closed', async () => {
    const node = await nodeWith({ limits: { messageBurst: 10, messagesPerSecond: 1, refusals: 20 } });
    const ana = await visit(node);
    for (let count = 0; count < 60; count++) type(ana, 'x');
    await clock.pass(20);
    expect(ana.closed).toEqual({ code: 1008, reason: 'rate_limited' });
  });

  it('A3 who takes nothing is left behind, brought up to date when they do, and let go when they do not', async () => {
    const node = await nodeWith({ limits: { unsentBytes: 1000, unsentMs: 2000 } });
    const ana = await visit(node);
    const slow = await visit(node, BEN);
    const stuck = await visit(node, person('c'));
    slow.takesNothing = stuck.takesNothing = true;
    for (let round = 0; round < 60; round++) {
      type(ana, 'some words ');
      await clock.pass(20);
    }
    expect(slow.buffered).toBeLessThan(1200);
    const [, ...before] = slow.received;
    slow.takesNothing = false;
    slow.buffered = 0;
    await clock.pass(200);
    expect(wordingOf(slow).length).toBeLessThanOrEqual(wordingOf(ana).length);
    expect(slow.received.length - before.length).toBeLessThan(5);
    await clock.pass(3000);
    expect(stuck.closed).toEqual({ code: 1013, reason: 'slow' });
    expect(slow.closed).toBeUndefined();
  });

  it('D5 edits made before the server asked arrive with what came before them', async () => {
    const node = await nodeWith();
    const ana = await visit(node);
    ana.leave();
    type(ana, 'offline ');
    ana.connect(node, BOARD);
    type(ana, 'at once ');
    await clock.pass(100);
    expect(await wordingAt(node)).toBe('at once offline We ship it.');
    expect([ana.refusals, ana.lastCount >= 3]).toEqual([[], true]);
  });

  it('D5 a gap is named, asked for, and not acknowledged before it is filled', async () => {
    const node = await nodeWith();
    const ana = await visit(node);
    const updates: Uint8Array[] = [];
    const other = new Y.Doc();
    Y.applyUpdate(other, Y.encodeStateAsUpdate(ana.doc));
    other.on('update', (update: Uint8Array) => updates.push(update));
    other.getText('wording').insert(0, 'a');
    other.getText('wording').insert(0, 'b');
    ana.sync(2, updates[1]!);
    await clock.pass(20);
    expect(ana.refusals).toEqual(['reset']);
    // What it was asked for it answered from its own document, where nothing is missing.
    ana.sync(2, Y.mergeUpdates(updates));
    await clock.pass(20);
    expect(await wordingAt(node)).toBe('baWe ship it.');
  });

  it('D13 what nobody has open is let go, and is there again when somebody comes', async () => {
    const node = await nodeWith({ limits: { unloadMs: 1000 } });
    const ana = await visit(node);
    for (let round = 0; round < 80; round++) {
      type(ana, 'x');
      await clock.pass(20);
    }
    ana.leave();
    expect(node.documents.peek(BOARD)).toBeDefined();
    await clock.pass(3000);
    expect(node.documents.peek(BOARD)).toBeUndefined();
    const { snapshot, entries } = await node.store.read(BOARD_ID, streamOf(BOARD));
    expect([snapshot === undefined, entries.length]).toEqual([false, 0]);
    expect(wordingOf(await visit(node, BEN))).toBe(wordingOf(ana));
  });

  it('S5 forgetting the history leaves nothing that was deleted, and whose the client ids are', async () => {
    const node = await nodeWith();
    const ana = await visit(node, ANA, {}, readingOf(ANA));
    const text = ana.doc.getMap<Y.Map<Y.Text>>('answers').get('what')!.get('value')!;
    text.insert(0, 'canary in the reading');
    await clock.pass(20);
    text.delete(0, 6);
    await clock.pass(20);
    await node.documents.get(readingOf(ANA)).forgetHistory();
    const { snapshot, entries } = await node.store.read(BOARD_ID, streamOf(readingOf(ANA)));
    expect(entries).toEqual([]);
    expect(Buffer.from(snapshot!.bytes).includes('canary')).toBe(false);
    expect(Buffer.from(snapshot!.bytes).includes('in the reading')).toBe(true);
    expect(decodeKept(snapshot!.bytes).owners).toContainEqual([ana.doc.clientID, ANA]);
  });

  it('S11 whose a client id is outlives the document in memory', async () => {
    const node = await nodeWith({ limits: { unloadMs: 1000 } });
    const ana = await visit(node, ANA, { clientId: 77 });
    type(ana, 'x');
    await clock.pass(20);
    ana.leave();
    await clock.pass(3000);
    const ben = await visit(node, BEN, { clientId: 77 });
    ben.doc.clientID = 77;
    type(ben, 'y');
    await clock.pass(20);
    expect(ben.refusals).toEqual(['foreign_client']);
  });

  it('U3 a question that is added gets its notes while people are there', async () => {
    const node = await nodeWith();
    const ana = await visit(node);
    node.dimensions.push('who');
    node.documents.forEach((live) => live.recheck());
    await clock.pass(50);
    expect([...ana.doc.getMap('notes').keys()].sort()).toEqual(['what', 'who']);
  });
});

describe('a store that fails', () => {
  it('D8 tells writers at once that nothing is saved, and takes what they have when it can', async () => {
    const store = controlled();
    const node = await nodeWith({ store: store.options });
    const ana = await visit(node);
    const stock = await visit(node, BEN, { wantsAcks: false });
    store.fail('before');
    type(ana, 'kept ');
    type(stock, 'too ');
    await clock.pass(50);
    expect(ana.refusals).toContain('unavailable');
    expect(stock.closed).toEqual({ code: 1013, reason: 'unavailable' });
    expect(ana.lastCount).toBeLessThan(ana.sent);
    store.fail(undefined);
    stock.connect(node, BOARD);
    await clock.pass(2000);
    type(ana, 'more ');
    await clock.pass(100);
    expect(ana.lastCount).toBe(ana.sent);
    expect(await wordingAt(node)).toBe(wordingOf(ana));
    expect(wordingOf(ana)).toBe(wordingOf(stock));
  });

  it('D8 a write whose answer is lost is found again, and is there once', async () => {
    const store = controlled();
    const node = await nodeWith({ store: store.options });
    const ana = await visit(node);
    const ben = await visit(node, BEN);
    store.fail('after');
    type(ana, 'once ');
    await clock.pass(5);
    store.fail(undefined);
    await clock.pass(200);
    expect([wordingOf(ana), wordingOf(ben)]).toEqual(['once We ship it.', 'once We ship it.']);
    expect(ana.lastCount).toBe(ana.sent);
  });

  it('A4 a document that cannot be loaded is not served empty, and not tried by everybody at once', async () => {
    const node = await nodeWith();
    await visit(node).then((ana) => type(ana, 'x'));
    await clock.pass(50);
    let reads = 0;
    const broken = await nodeWith({
      store: { fault: (operation) => (operation === 'read' ? (reads++, 'before') : undefined) },
    });
    const ben = await visit(broken, BEN);
    expect([ben.closed, ben.isSynced]).toEqual([{ code: 1013, reason: 'unavailable' }, false]);
    const tried = reads;
    expect(() => broken.documents.get(BOARD)).toThrow('could not be loaded');
    expect(reads).toBe(tried);
  });

  it('D9 a node that may have missed something takes no writes', async () => {
    const node = await nodeWith();
    const ana = await visit(node);
    node.isFresh = false;
    type(ana, 'x');
    await clock.pass(50);
    expect(ana.refusals).toEqual(['unavailable']);
    expect(ana.lastCount).toBeLessThan(ana.sent);
  });
});

describe('two nodes', () => {
  it('D5 people on both see the same, whoever was first', async () => {
    const [one, two] = [await nodeWith({ seed: 1 }), await nodeWith({ seed: 2 })];
    const ana = await visit(one);
    const ben = await visit(two, BEN);
    for (let round = 0; round < 20; round++) {
      type(ana, `a${round} `, round);
      type(ben, `b${round} `, 2 * round);
      await clock.pass(7);
    }
    await clock.pass(500);
    expect(wordingOf(ana)).toBe(wordingOf(ben));
    expect(wordingOf(ana)).toContain('a19 ');
    expect(wordingOf(ana)).toContain('b19 ');
    for (const { lastCount, sent, refusals } of [ana, ben]) expect([lastCount, refusals]).toEqual([sent, []]);
    expect([one.faults, two.faults]).toEqual([[], []]);
    const newcomer = await visit(one, person('c'));
    expect(wordingOf(newcomer)).toBe(wordingOf(ana));
  });

  it('D9 a client that changed nodes and sends again what it sent is taken once', async () => {
    const [one, two] = [await nodeWith({ seed: 1 }), await nodeWith({ seed: 2 })];
    const ana = await visit(one);
    two.store.holdTails();
    type(ana, 'moved ');
    await clock.pass(50);
    ana.leave();
    type(ana, 'again ');
    ana.connect(two, BOARD);
    await clock.pass(20);
    two.store.releaseTails();
    await clock.pass(500);
    expect(wordingOf(ana)).toBe('again moved We ship it.');
    expect(await wordingAt(two)).toBe(wordingOf(ana));
    expect(await wordingAt(one)).toBe(wordingOf(ana));
  });

  it('S11 of two people who use the same client id on two nodes the first one has it', async () => {
    const [one, two] = [await nodeWith({ seed: 1 }), await nodeWith({ seed: 2 })];
    const ana = await visit(one, ANA, { clientId: 5 });
    const ben = await visit(two, BEN, { clientId: 5 });
    ana.doc.clientID = ben.doc.clientID = 5;
    two.store.holdTails();
    type(ana, 'ana ');
    type(ben, 'ben ');
    await clock.pass(50);
    two.store.releaseTails();
    await clock.pass(500);
    expect([await wordingAt(one), await wordingAt(two)]).toEqual(['ana We ship it.', 'ana We ship it.']);
    expect([ana.refusals, ben.refusals]).toEqual([[], ['foreign_client']]);
  });

  it('D3 what was not in the store before the seal is refused, what was is in it', async () => {
    const store = controlled();
    const [one, two] = [await nodeWith({ seed: 1, store: store.options }), await nodeWith({ seed: 2 })];
    const ana = await visit(one, ANA, {}, readingOf(ANA));
    const text = ana.doc.getMap<Y.Map<Y.Text>>('answers').get('what')!.get('value')!;
    text.insert(0, 'before');
    await clock.pass(50);
    const count = ana.lastCount;
    store.hold();
    text.insert(6, ' after');
    await clock.pass(50);
    await two.seal();
    store.release();
    await clock.pass(200);
    expect(ana.refusals).toEqual(['sealed']);
    const { doc } = await one.documents.get(readingOf(ANA)).committed();
    expect(doc.getMap<Y.Map<Y.Text>>('answers').get('what')!.get('value')!.toJSON()).toBe('before');
    expect(count).toBeGreaterThan(0);
  });

  it('D3 a seal that does not concern an author costs them nothing', async () => {
    const store = controlled();
    const [one, two] = [await nodeWith({ seed: 1, store: store.options }), await nodeWith({ seed: 2 })];
    const ana = await visit(one);
    const ben = await visit(one, BEN);
    store.hold();
    type(ana, 'mine ');
    type(ben, 'not any more ');
    await clock.pass(50);
    await two.seal([ANA]);
    store.release();
    await clock.pass(500);
    expect(ben.refusals).toEqual(['sealed']);
    expect([ana.refusals, ana.lastCount]).toEqual([[], ana.sent]);
    expect(await wordingAt(two)).toBe('mine We ship it.');
  });
});
