/** Connections that send nonsense, too much, too early, or take nothing: each costs itself only. */

import { beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { BOARD } from '../../kit/document-node.ts';
import { DocumentScene, type, wordingOf } from '../../kit/document-scene.ts';
import { BEN, person } from '../../kit/vetted-documents.ts';

let scene: DocumentScene;

beforeEach(() => {
  scene = new DocumentScene();
});

describe('connections that ask too much', () => {
  it('A1 nonsense ends its own connection, once, and nobody else’s', async () => {
    const node = await scene.node();
    const ana = await scene.visit(node);
    for (const bytes of [
      [],
      [9, 9],
      [0],
      [0, 2, 5, 1],
      [0, 0, 5, 255, 255, 255, 255, 15],
      [0, 2, 2, 255, 255],
      [1, 3, 1, 2],
    ]) {
      const ben = await scene.visit(node, BEN, { wantsAcks: false });
      ben.raw(Uint8Array.from(bytes));
      await scene.pass(20);
      expect(ben.closed).toEqual({ code: 1003, reason: 'malformed' });
    }
    type(ana, 'still here ');
    await scene.pass(20);
    expect(ana.lastCount).toBe(ana.sent);
    expect(node.faults).toEqual([]);
  });

  it('A2 more messages than a connection may send are refused by name, and arrive when it has calmed down', async () => {
    const node = await scene.node({ limits: { messageBurst: 10, messagesPerSecond: 5, refusals: 1000 } });
    const ana = await scene.visit(node);
    for (let count = 0; count < 30; count++) type(ana, 'x');
    await scene.pass(20);
    expect(ana.refusals).toContain('rate_limited');
    expect(ana.lastCount).toBeLessThan(ana.sent);
    await scene.pass(10_000);
    expect(await scene.wordingAt(node)).toBe(wordingOf(ana));
    expect(ana.lastCount).toBe(ana.sent);
  });

  it('A2 a connection that does not stop is closed', async () => {
    const node = await scene.node({ limits: { messageBurst: 10, messagesPerSecond: 1, refusals: 20 } });
    const ana = await scene.visit(node);
    for (let count = 0; count < 60; count++) type(ana, 'x');
    await scene.pass(20);
    expect(ana.closed).toEqual({ code: 1008, reason: 'rate_limited' });
  });

  it('A3 who takes nothing is left behind, brought up to date when they do, and let go when they do not', async () => {
    const node = await scene.node({ limits: { unsentBytes: 1000, unsentMs: 2000 } });
    const ana = await scene.visit(node);
    const slow = await scene.visit(node, BEN);
    const stuck = await scene.visit(node, person('c'));
    slow.takesNothing = stuck.takesNothing = true;
    for (let round = 0; round < 60; round++) {
      type(ana, 'some words ');
      await scene.pass(20);
    }
    expect(slow.buffered).toBeLessThan(1200);
    const [, ...before] = slow.received;
    slow.takesNothing = false;
    slow.buffered = 0;
    await scene.pass(200);
    expect(wordingOf(slow).length).toBeLessThanOrEqual(wordingOf(ana).length);
    expect(slow.received.length - before.length).toBeLessThan(5);
    await scene.pass(3000);
    expect(stuck.closed).toEqual({ code: 1013, reason: 'slow' });
    expect(slow.closed).toBeUndefined();
  });

  it('D5 edits made before the server asked arrive with what came before them', async () => {
    const node = await scene.node();
    const ana = await scene.visit(node);
    ana.leave();
    type(ana, 'offline ');
    ana.connect(node, BOARD);
    type(ana, 'at once ');
    await scene.pass(100);
    expect(await scene.wordingAt(node)).toBe('at once offline We ship it.');
    expect([ana.refusals, ana.lastCount >= 3]).toEqual([[], true]);
  });

  it('D5 a gap is named, asked for, and not acknowledged before it is filled', async () => {
    const node = await scene.node();
    const ana = await scene.visit(node);
    const updates: Uint8Array[] = [];
    const other = new Y.Doc();
    Y.applyUpdate(other, Y.encodeStateAsUpdate(ana.doc));
    other.on('update', (update: Uint8Array) => updates.push(update));
    other.getText('wording').insert(0, 'a');
    other.getText('wording').insert(0, 'b');
    ana.sync(2, updates[1]!);
    await scene.pass(20);
    expect(ana.refusals).toEqual(['reset']);
    // What it was asked for it answered from its own document, where nothing is missing.
    ana.sync(2, Y.mergeUpdates(updates));
    await scene.pass(20);
    expect(await scene.wordingAt(node)).toBe('baWe ship it.');
  });
});
