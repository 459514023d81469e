/** A document on two nodes that write at once, lag, and seal against each other. */

import { beforeEach, describe, expect, it } from 'vitest';
import type * as Y from 'yjs';
import { BOARD, readingOf } from '../../kit/document-node.ts';
import { ControlledStore, DocumentScene, type, wordingOf } from '../../kit/document-scene.ts';
import { ANA, BEN, person } from '../../kit/vetted-documents.ts';

let scene: DocumentScene;

beforeEach(() => {
  scene = new DocumentScene();
});

describe('two nodes', () => {
  it('D5 people on both see the same, whoever was first', async () => {
    const [one, two] = [await scene.node({ seed: 1 }), await scene.node({ seed: 2 })];
    const ana = await scene.visit(one);
    const ben = await scene.visit(two, BEN);
    for (let round = 0; round < 20; round++) {
      type(ana, `a${round} `, round);
      type(ben, `b${round} `, 2 * round);
      await scene.pass(7);
    }
    await scene.pass(500);
    expect(wordingOf(ana)).toBe(wordingOf(ben));
    expect(wordingOf(ana)).toContain('a19 ');
    expect(wordingOf(ana)).toContain('b19 ');
    for (const { lastCount, sent, refusals } of [ana, ben]) expect([lastCount, refusals]).toEqual([sent, []]);
    expect([one.faults, two.faults]).toEqual([[], []]);
    const newcomer = await scene.visit(one, person('c'));
    expect(wordingOf(newcomer)).toBe(wordingOf(ana));
  });

  it('D9 a client that changed nodes and sends again what it sent is taken once', async () => {
    const [one, two] = [await scene.node({ seed: 1 }), await scene.node({ seed: 2 })];
    const ana = await scene.visit(one);
    two.store.holdTails();
    type(ana, 'moved ');
    await scene.pass(50);
    ana.leave();
    type(ana, 'again ');
    ana.connect(two, BOARD);
    await scene.pass(20);
    two.store.releaseTails();
    await scene.pass(500);
    expect(wordingOf(ana)).toBe('again moved We ship it.');
    expect(await scene.wordingAt(two)).toBe(wordingOf(ana));
    expect(await scene.wordingAt(one)).toBe(wordingOf(ana));
  });

  it('S11 of two people who use the same client id on two nodes the first one has it', async () => {
    const [one, two] = [await scene.node({ seed: 1 }), await scene.node({ seed: 2 })];
    const ana = await scene.visit(one, ANA, { clientId: 5 });
    const ben = await scene.visit(two, BEN, { clientId: 5 });
    ana.doc.clientID = ben.doc.clientID = 5;
    two.store.holdTails();
    type(ana, 'ana ');
    type(ben, 'ben ');
    await scene.pass(50);
    two.store.releaseTails();
    await scene.pass(500);
    expect([await scene.wordingAt(one), await scene.wordingAt(two)]).toEqual(['ana We ship it.', 'ana We ship it.']);
    expect([ana.refusals, ben.refusals]).toEqual([[], ['foreign_client']]);
  });

  it('D3 what was not in the store before the seal is refused, what was is in it', async () => {
    const store = new ControlledStore();
    const [one, two] = [await scene.node({ seed: 1, store: store.options }), await scene.node({ seed: 2 })];
    const ana = await scene.visit(one, ANA, {}, readingOf(ANA));
    const text = ana.doc.getMap<Y.Map<Y.Text>>('answers').get('what')!.get('value')!;
    text.insert(0, 'before');
    await scene.pass(50);
    const count = ana.lastCount;
    store.hold();
    text.insert(6, ' after');
    await scene.pass(50);
    await two.seal();
    store.release();
    await scene.pass(200);
    expect(ana.refusals).toEqual(['sealed']);
    const { doc } = await one.documents.get(readingOf(ANA)).committed();
    expect(doc.getMap<Y.Map<Y.Text>>('answers').get('what')!.get('value')!.toJSON()).toBe('before');
    expect(count).toBeGreaterThan(0);
  });

  it('D3 a seal that does not concern an author costs them nothing', async () => {
    const store = new ControlledStore();
    const [one, two] = [await scene.node({ seed: 1, store: store.options }), await scene.node({ seed: 2 })];
    const ana = await scene.visit(one);
    const ben = await scene.visit(one, BEN);
    store.hold();
    type(ana, 'mine ');
    type(ben, 'not any more ');
    await scene.pass(50);
    await two.seal([ANA]);
    store.release();
    await scene.pass(500);
    expect(ben.refusals).toEqual(['sealed']);
    expect([ana.refusals, ana.lastCount]).toEqual([[], ana.sent]);
    expect(await scene.wordingAt(two)).toBe('mine We ship it.');
  });
});
