/** A document whose store answers late, fails, or does not tell whether it did. */

import { beforeEach, describe, expect, it } from 'vitest';
import { BOARD } from '../../kit/document-node.ts';
import { ControlledStore, DocumentScene, type, wordingOf } from '../../kit/document-scene.ts';
import { BEN } from '../../kit/vetted-documents.ts';

let scene: DocumentScene;

beforeEach(() => {
  scene = new DocumentScene();
});

describe('a store that fails', () => {
  it('D8 tells writers at once that nothing is saved, and takes what they have when it can', async () => {
    const store = new ControlledStore();
    const node = await scene.node({ store: store.options });
    const ana = await scene.visit(node);
    const stock = await scene.visit(node, BEN, { wantsAcks: false });
    store.fail('before');
    type(ana, 'kept ');
    type(stock, 'too ');
    await scene.pass(50);
    expect(ana.refusals).toContain('unavailable');
    expect(stock.closed).toEqual({ code: 1013, reason: 'unavailable' });
    expect(ana.lastCount).toBeLessThan(ana.sent);
    store.fail(undefined);
    stock.connect(node, BOARD);
    await scene.pass(2000);
    type(ana, 'more ');
    await scene.pass(100);
    expect(ana.lastCount).toBe(ana.sent);
    expect(await scene.wordingAt(node)).toBe(wordingOf(ana));
    expect(wordingOf(ana)).toBe(wordingOf(stock));
  });

  it('D8 a write whose answer is lost is found again, and is there once', async () => {
    const store = new ControlledStore();
    const node = await scene.node({ store: store.options });
    const ana = await scene.visit(node);
    const ben = await scene.visit(node, BEN);
    store.fail('after');
    type(ana, 'once ');
    await scene.pass(5);
    store.fail(undefined);
    await scene.pass(2000);
    expect([wordingOf(ana), wordingOf(ben)]).toEqual(['once We ship it.', 'once We ship it.']);
    expect(ana.lastCount).toBe(ana.sent);
  });

  it('D8 a store that goes on failing is not asked all the time, and nobody is sent away for it', async () => {
    let appends = 0;
    let isFull = false;
    const node = await scene.node({
      limits: { refusals: 5 },
      store: {
        fault: (operation) => {
          if (operation !== 'append') return undefined;
          appends++;
          return isFull ? 'before' : undefined;
        },
      },
    });
    const ana = await scene.visit(node);
    isFull = true;
    type(ana, 'kept ');
    const before = appends;
    await scene.pass(20_000);
    expect(appends - before).toBeLessThan(30);
    expect([ana.closed, new Set(ana.refusals)]).toEqual([undefined, new Set(['unavailable'])]);
    isFull = false;
    await scene.pass(3000);
    expect(ana.lastCount).toBe(ana.sent);
    expect(await scene.wordingAt(node)).toBe('kept We ship it.');
  });

  it('A4 a document that cannot be loaded is not served empty, and not tried by everybody at once', async () => {
    const node = await scene.node();
    await scene.visit(node).then((ana) => type(ana, 'x'));
    await scene.pass(50);
    let reads = 0;
    const broken = await scene.node({
      store: { fault: (operation) => (operation === 'read' ? (reads++, 'before') : undefined) },
    });
    const ben = await scene.visit(broken, BEN);
    expect([ben.closed, ben.isSynced]).toEqual([{ code: 1013, reason: 'unavailable' }, false]);
    const tried = reads;
    expect(() => broken.documents.get(BOARD)).toThrow('could not be loaded');
    expect(reads).toBe(tried);
  });

  it('D9 a node that may have missed something takes no writes', async () => {
    const node = await scene.node();
    const ana = await scene.visit(node);
    node.isFresh = false;
    type(ana, 'x');
    await scene.pass(50);
    expect(ana.refusals).toEqual(['unavailable']);
    expect(ana.lastCount).toBeLessThan(ana.sent);
  });
});
