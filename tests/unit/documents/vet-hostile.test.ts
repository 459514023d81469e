/** Named attacks on a document: bytes, content and sizes that no client of ours would send. */

import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { BETWEEN, change, letter, numbers, update } from '../../kit/made-updates.ts';
import {
  answerOf,
  boardOnServer,
  copyOf,
  readingOnServer,
  SERVER_CLIENT,
  textOf,
  wallOnServer,
} from '../../kit/vetted-documents.ts';
import type { RejectionCode } from '../../../shared/board/rejections.ts';

const refused = (code: RejectionCode) => ({ kind: 'refused', code, isHostile: code === 'malformed' });

describe('bytes nobody meant', () => {
  const bombs: readonly [string, Uint8Array][] = [
    ['nothing', new Uint8Array()],
    ['33 million structs in seven bytes', update(numbers(33_554_431, 7, 0))],
    ['2^31 sections', Uint8Array.of(0xff, 0xff, 0xff, 0xff, 7, 0)],
    ['a number of zeros without end', new Uint8Array(300).fill(0x80)],
    ['a client id of 2^53', update(numbers(1, 2 ** 53 - 1, 0, 0, 1))],
    ['a clock of 2^40', update(numbers(1, 7, 2 ** 40, 0, 1))],
    ['trailing bytes', Uint8Array.of(0, 0, 0)],
    ['a struct of no length', update(numbers(1, 7, 0, 0, 0))],
    ['an unknown kind of content', update(numbers(1, 7, 0, 31, 1))],
    ['one client twice', update(numbers(1, SERVER_CLIENT, 0, 0, 1), numbers(1, SERVER_CLIENT, 0, 0, 1))],
    ['a text of 2^30 bytes', update(numbers(1, 7, 0, 4, 1, 1, 0x77, 2 ** 30))],
  ];
  it.each(bombs)('A1 %s: refused, nothing allocated for it', (_, bytes) => {
    const server = readingOnServer();
    expect(server.take(bytes)).toEqual(refused('malformed'));
  });

  it('A1 values nested without end are refused', () => {
    const server = readingOnServer();
    const made = change(server, (doc) => answerOf(doc, 'when').set('value', deep(40)));
    expect(server.take(made)).toEqual(refused('malformed'));
    expect(server.take(change(server, (doc) => answerOf(doc, 'when').set('value', deep(10))))).toMatchObject({
      kind: 'write',
    });
  });
  const deep = (levels: number): unknown => (levels === 0 ? 1 : [deep(levels - 1)]);

  it('A1 keys that would change what an object is are refused', () => {
    const server = readingOnServer();
    for (const key of ['__proto__', 'constructor', 'prototype']) {
      const value = Object.defineProperty({}, key, { value: 1, enumerable: true });
      const made = change(server, (doc) => answerOf(doc, 'when').set('value', { inner: value }));
      expect(server.take(made)).toEqual(refused('malformed'));
    }
  });
});

describe('what does not belong', () => {
  const strangers: readonly [string, (doc: Y.Doc) => void][] = [
    ['another root', (doc) => doc.getText('chat').insert(0, 'hello')],
    ['a question of one’s own', (doc) => doc.getMap('answers').set('mine', 'x')],
    ['a type under a question', (doc) => answerOf(doc, 'when').set('value', new Y.Text('x'))],
    ['a question taken away', (doc) => doc.getMap('answers').delete('when')],
    ['the text of a question taken away', (doc) => answerOf(doc, 'what').delete('value')],
    ['a value in place of the text', (doc) => answerOf(doc, 'what').set('value', 'x')],
    ['an unknown key', (doc) => answerOf(doc, 'when').set('carried', 1)],
    ['an unknown state', (doc) => answerOf(doc, 'when').set('state', 'perhaps')],
    ['a long raw', (doc) => answerOf(doc, 'when').set('raw', 'x'.repeat(2001))],
    ['a large value', (doc) => answerOf(doc, 'when').set('value', 'x'.repeat(9000))],
    ['bytes as a value', (doc) => answerOf(doc, 'when').set('value', { a: Uint8Array.of(1) })],
    ['a big integer', (doc) => answerOf(doc, 'when').set('value', [2n ** 60n])],
    ['an infinite number', (doc) => answerOf(doc, 'when').set('value', Infinity)],
    ['a sub-document', (doc) => answerOf(doc, 'when').set('value', new Y.Doc({ guid: '../../../etc/passwd' }))],
    ['six fingers', (doc) => doc.getMap('nod').set('fist', 6)],
    ['surer than sure', (doc) => doc.getMap('nod').set('sure', 101)],
    ['a long reason', (doc) => doc.getMap('nod').set('reason', 'x'.repeat(501))],
    ['an embed', (doc) => textOf(doc, 'what').insertEmbed(0, { image: 'x' })],
    ['a format', (doc) => textOf(doc, 'what').insert(0, 'x', { bold: true })],
    ['an attribute of the text', (doc) => textOf(doc, 'what').setAttribute('a', 'b')],
  ];
  it.each(strangers)('A1 %s is refused, and the document is as it was', (_, make) => {
    const server = readingOnServer();
    const before = Y.encodeStateAsUpdate(server.doc);
    expect(server.take(change(server, make))).toEqual(refused('unknown_content'));
    expect(Y.encodeStateAsUpdate(server.doc)).toEqual(before);
    expect([...server.doc.share.keys()].sort()).toEqual(['answers', 'nod']);
  });

  it('A1 notes take letters, and no notes of one’s own', () => {
    const server = boardOnServer();
    const notes = (doc: Y.Doc) => doc.getMap<Y.Text>('notes');
    expect(server.take(change(server, (doc) => notes(doc).get('what')!.insert(0, 'x')))).toMatchObject({
      kind: 'write',
      places: ['notes'],
    });
    const own = (doc: Y.Doc) => void notes(doc).set('mine', new Y.Text());
    expect(server.take(change(server, own, 8))).toEqual(refused('unknown_content'));
  });

  it('S2 nobody writes on the wall', () => {
    const server = wallOnServer();
    expect(server.take(change(server, (doc) => doc.getMap('rounds').set('1', 'x')))).toEqual(refused('read_only'));
  });

  it('A1 text that claims neighbours in two texts is refused', () => {
    const server = readingOnServer();
    server.take(change(server, (doc) => textOf(doc, 'what').insert(0, 'ab'), 7));
    server.take(change(server, (doc) => textOf(doc, 'why').insert(0, 'cd'), 8));
    const bridge = update((encoder) => {
      numbers(1, 9, 0)(encoder);
      letter(encoder, BETWEEN, 7, 0, 8, 1);
    });
    expect(server.take(bridge)).toEqual(refused('unknown_content'));
  });
});

describe('too much', () => {
  it('A2 the texts of a reading are long enough together, and not longer', () => {
    const server = readingOnServer({ readingUnits: 10 });
    expect(server.take(change(server, (doc) => textOf(doc, 'what').insert(0, '123456'), 7))).toMatchObject({
      kind: 'write',
    });
    expect(server.take(change(server, (doc) => textOf(doc, 'why').insert(0, '12345'), 8))).toEqual(
      refused('too_large'),
    );
    const replaced = change(server, (doc) => {
      textOf(doc, 'what').delete(0, 6);
      textOf(doc, 'why').insert(0, '1234567890');
    });
    expect(server.take(replaced)).toMatchObject({ kind: 'write' });
  });

  it('A2 a full document takes deletions only', () => {
    const server = { ...readingOnServer() };
    server.take(change(server, (doc) => textOf(doc, 'what').insert(0, '123456'), 7));
    const full = Object.assign(server, { hasRoomFor: () => false });
    expect(full.take(change(full, (doc) => textOf(doc, 'what').delete(0, 2), 7))).toMatchObject({ kind: 'write' });
  });

  it('A1 an update made to be slow is refused', () => {
    const server = readingOnServer();
    const copy = copyOf(server, 7);
    const text = textOf(copy, 'what');
    // Letters that cannot be merged, each an item of its own.
    for (let at = 0; at < 4000; at++) text.insert(0, 'x');
    for (let at = 0; at < 4000; at += 2) text.delete(at / 2, 1);
    server.take(Y.encodeStateAsUpdate(copy, Y.encodeStateVector(server.doc)));
    const items = server.doc.store.clients.get(7)!.length;
    expect(items).toBeGreaterThan(1000);
    const slow = update((encoder) => {
      numbers(400, 8, 0)(encoder);
      for (let at = 0; at < 400; at++) letter(encoder, BETWEEN, 7, 3999, 7, at % 2);
    });
    expect(server.take(slow)).toEqual(refused('too_large'));
  });

  it('A2 so many structs come in one message', () => {
    const server = readingOnServer({ structsPerMessage: 5 });
    const many = change(server, (doc) => {
      for (let at = 0; at < 10; at++) textOf(doc, 'what').insert(0, 'x');
    });
    expect(server.take(many)).toEqual(refused('too_many'));
  });
});
