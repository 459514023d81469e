/** A document on one node: what people see of each other, when it is there, and who may do what. */

import { beforeEach, describe, expect, it } from 'vitest';
import type * as Y from 'yjs';
import { decodeKept } from '../../../server/documents/entry-format.ts';
import { streamOf } from '../../../server/documents/document-name.ts';
import { BOARD, BOARD_ID, readingOf } from '../../kit/document-node.ts';
import { ControlledStore, DocumentScene, type, wordingOf } from '../../kit/document-scene.ts';
import { ANA, BEN, person } from '../../kit/vetted-documents.ts';

let scene: DocumentScene;

beforeEach(() => {
  scene = new DocumentScene();
});

describe('a document on one node', () => {
  it('D5 is there with its first state, and shows each what the others write', async () => {
    const node = await scene.node();
    const ana = await scene.visit(node);
    const ben = await scene.visit(node, BEN);
    expect(wordingOf(ana)).toBe('We ship it.');
    type(ana, 'First: ');
    await scene.pass(20);
    type(ben, 'Then. ', 7);
    await scene.pass(20);
    expect([wordingOf(ana), wordingOf(ben)]).toEqual(['First: Then. We ship it.', 'First: Then. We ship it.']);
    expect(ana.doc.store.pendingStructs).toBeNull();
    expect(node.faults).toEqual([]);
  });

  it('D1 acknowledges what is durable, message by message, and where the document is', async () => {
    const node = await scene.node();
    const ana = await scene.visit(node);
    type(ana, 'abc');
    type(ana, 'd');
    expect(ana.lastCount).toBeLessThan(ana.sent);
    await scene.pass(20);
    expect(ana.lastCount).toBe(ana.sent);
    expect(ana.acknowledged.at(-1)?.vector.get(ana.doc.clientID)).toBe(4);
  });

  it('D1 acknowledges what somebody finds in the store, or sends again, only once that is flushed', async () => {
    const node = await scene.node({ limits: { unloadMs: 1000 } });
    const ana = await scene.visit(node);
    scene.medium.holdDurability();
    type(ana, 'abc');
    await scene.pass(50);
    const count = ana.lastCount;
    expect(count).toBeLessThan(ana.sent);
    ana.leave();
    await scene.pass(5000);
    expect(node.documents.peek(BOARD)).toBeUndefined();
    const again = await scene.visit(node, ANA, { doc: ana.doc });
    expect([again.isSynced, again.acknowledged]).toEqual([true, []]);
    scene.medium.releaseDurability();
    await scene.pass(50);
    expect(again.acknowledged.at(-1)?.vector.get(ana.doc.clientID)).toBe(3);
    expect(again.lastCount).toBe(again.sent);
  });

  it('D2 shows nobody, newcomers included, what is not committed', async () => {
    const store = new ControlledStore();
    const node = await scene.node({ store: store.options });
    const ana = await scene.visit(node);
    const ben = await scene.visit(node, BEN);
    store.hold();
    type(ana, 'secret ');
    await scene.pass(50);
    const cid = await scene.visit(node, person('c'));
    expect(wordingOf(ben)).toBe('We ship it.');
    expect(cid.isSynced).toBe(false);
    expect(ana.lastCount).toBeLessThan(ana.sent);
    store.release();
    await scene.pass(50);
    expect([wordingOf(ben), wordingOf(cid)]).toEqual(['secret We ship it.', 'secret We ship it.']);
    expect(ana.lastCount).toBe(ana.sent);
  });

  it('D5 one window of many writers is one entry and one message to each', async () => {
    const node = await scene.node();
    const people = await Promise.all(['a', 'b', 'c', 'd'].map((letter) => scene.visit(node, person(letter))));
    const before = people.map(({ received }) => received.length);
    const { seq } = await node.store.head(BOARD_ID);
    for (const one of people) type(one, 'x');
    await scene.pass(0);
    expect((await node.store.head(BOARD_ID)).seq).toBe(seq + 1);
    people.forEach(({ received }, index) => {
      expect(received.slice(before[index]).filter(([kind, step]) => kind === 0 && step === 2)).toHaveLength(1);
    });
  });

  it('D5 nobody is sent back their own edits when nobody else wrote', async () => {
    const node = await scene.node();
    const ana = await scene.visit(node, ANA, { wantsAcks: false });
    const before = ana.received.length;
    type(ana, 'x');
    await scene.pass(20);
    expect(ana.received).toHaveLength(before);
  });

  it('S3 a reading is created once its author may write, and with it the questions', async () => {
    const node = await scene.node();
    const ana = await scene.visit(node, ANA, {}, readingOf(ANA));
    expect([...ana.doc.getMap('answers').keys()].sort()).toEqual(['what', 'when', 'why']);
    node.writers.set(BEN, 'sealed');
    const ben = await scene.visit(node, BEN, {}, readingOf(BEN));
    expect(ben.isSynced).toBe(true);
    expect(await node.store.read(BOARD_ID, streamOf(readingOf(BEN)))).toMatchObject({ head: 0 });
    node.writers.delete(BEN);
    node.documents.forEach((live) => live.recheck());
    await scene.pass(20);
    expect(ben.doc.getMap('answers').size).toBe(3);
  });

  it('S2 a reader’s copy is no write, and a write they may not make ends the connection or is named', async () => {
    const node = await scene.node();
    await scene.visit(node).then((ana) => type(ana, 'x'));
    node.writers.set(BEN, 'wrong_phase');
    const ben = await scene.visit(node, BEN);
    const stock = await scene.visit(node, BEN, { wantsAcks: false });
    await scene.pass(20);
    expect([ben.refusals, ben.closed, stock.closed]).toEqual([[], undefined, undefined]);
    type(ben, 'mine');
    type(stock, 'mine');
    await scene.pass(20);
    expect(ben.refusals).toContain('wrong_phase');
    expect(stock.closed).toEqual({ code: 4403, reason: 'wrong_phase' });
    expect(await scene.wordingAt(node)).toBe('xWe ship it.');
  });

  it('S12 those who may not read any more are cut off, and get nothing of what follows', async () => {
    const node = await scene.node();
    const ana = await scene.visit(node);
    const ben = await scene.visit(node, BEN);
    node.readers.set(BEN, 'removed');
    node.documents.forEach((live) => live.recheck());
    type(ana, 'x');
    await scene.pass(20);
    expect(ben.closed).toEqual({ code: 4403, reason: 'removed' });
    expect(wordingOf(ben)).toBe('We ship it.');
  });

  it('D13 what nobody has open is let go, and is there again when somebody comes', async () => {
    const node = await scene.node({ limits: { unloadMs: 1000 } });
    const ana = await scene.visit(node);
    for (let round = 0; round < 80; round++) {
      type(ana, 'x');
      await scene.pass(20);
    }
    ana.leave();
    expect(node.documents.peek(BOARD)).toBeDefined();
    await scene.pass(3000);
    expect(node.documents.peek(BOARD)).toBeUndefined();
    const { snapshot, entries } = await node.store.read(BOARD_ID, streamOf(BOARD));
    expect([snapshot === undefined, entries.length]).toEqual([false, 0]);
    expect(wordingOf(await scene.visit(node, BEN))).toBe(wordingOf(ana));
  });

  it('S5 forgetting the history leaves nothing that was deleted, and whose the client ids are', async () => {
    const node = await scene.node();
    const ana = await scene.visit(node, ANA, {}, readingOf(ANA));
    const text = ana.doc.getMap<Y.Map<Y.Text>>('answers').get('what')!.get('value')!;
    text.insert(0, 'canary in the reading');
    await scene.pass(20);
    text.delete(0, 6);
    await scene.pass(20);
    await node.documents.get(readingOf(ANA)).forgetHistory();
    const { snapshot, entries } = await node.store.read(BOARD_ID, streamOf(readingOf(ANA)));
    expect(entries).toEqual([]);
    expect(Buffer.from(snapshot!.bytes).includes('canary')).toBe(false);
    expect(Buffer.from(snapshot!.bytes).includes('in the reading')).toBe(true);
    expect(decodeKept(snapshot!.bytes).owners).toContainEqual([ana.doc.clientID, ANA]);
  });

  it('S11 whose a client id is outlives the document in memory', async () => {
    const node = await scene.node({ limits: { unloadMs: 1000 } });
    const ana = await scene.visit(node, ANA, { clientId: 77 });
    type(ana, 'x');
    await scene.pass(20);
    ana.leave();
    await scene.pass(3000);
    const ben = await scene.visit(node, BEN, { clientId: 77 });
    ben.doc.clientID = 77;
    type(ben, 'y');
    await scene.pass(20);
    expect(ben.refusals).toEqual(['foreign_client']);
  });

  it('U3 a question that is added gets its notes while people are there', async () => {
    const node = await scene.node();
    const ana = await scene.visit(node);
    node.dimensions.push('who');
    node.documents.forEach((live) => live.recheck());
    await scene.pass(50);
    expect([...ana.doc.getMap('notes').keys()].sort()).toEqual(['what', 'who']);
  });
});
