/** What honest clients send, whose it is, and what is missing before it. */

import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { AFTER, change, letter, numbers, update } from '../../kit/made-updates.ts';
import {
  ANA,
  answerOf,
  BEN,
  boardOnServer,
  changesOf,
  copyOf,
  outsideSchema,
  readingOnServer,
  SERVER_CLIENT,
  textOf,
} from '../../kit/vetted-documents.ts';
import type { RejectionCode } from '../../../shared/board/rejections.ts';

const refused = (code: RejectionCode) => ({ kind: 'refused', code, isHostile: code === 'malformed' });

describe('writing', () => {
  it('D7 keystrokes are let in, one by one, and are the whole of what is applied', () => {
    const server = readingOnServer();
    const copy = copyOf(server, 7);
    const changes = changesOf(copy);
    for (const letter of 'Everything 🙂 by März') textOf(copy, 'what').insert(textOf(copy, 'what').length, letter);
    for (const one of changes) expect(server.take(one)).toMatchObject({ kind: 'write', places: ['reading'] });
    expect(textOf(server.doc, 'what').toJSON()).toBe(textOf(copy, 'what').toJSON());
    expect(server.owners.get(7)).toBe(ANA);
    expect(outsideSchema(server.doc)).toEqual([]);
  });

  it('D7 values and the nod are let in under their keys', () => {
    const server = readingOnServer();
    const made = change(server, (doc) => {
      answerOf(doc, 'when').set('value', { start: '2026-01-01', end: '2026-03-31', precision: 'quarter' });
      answerOf(doc, 'when').set('raw', 'first quarter');
      answerOf(doc, 'when').set('state', 'answered');
      answerOf(doc, 'what').set('kept', true);
      doc.getMap('nod').set('fist', 4);
      doc.getMap('nod').set('sure', 70);
      doc.getMap('nod').set('reason', 'We talked about it');
    });
    expect(server.take(made)).toMatchObject({ kind: 'write' });
    expect(answerOf(server.doc, 'when').get('raw')).toBe('first quarter');
  });

  it('D5 what the document has already is no write, whoever sends it', () => {
    const server = boardOnServer();
    const changed = change(server, (doc) => doc.getText('wording').delete(0, 3));
    server.take(changed);
    const whole = Y.encodeStateAsUpdate(server.doc);
    expect(server.take(whole, BEN)).toEqual({ kind: 'nothing' });
    expect(server.take(changed, BEN)).toEqual({ kind: 'nothing' });
    expect(server.take(Uint8Array.of(0, 0), BEN)).toEqual({ kind: 'nothing' });
  });

  it('D6 a whole state with something new in it is let in as the new part only', () => {
    const server = readingOnServer();
    const copy = copyOf(server, 7);
    const changes = changesOf(copy);
    textOf(copy, 'what').insert(0, 'known');
    server.take(changes[0]!);
    textOf(copy, 'what').insert(5, ' and new 🙂');
    textOf(copy, 'what').delete(0, 1);
    const whole = Y.encodeStateAsUpdate(copy);
    const verdict = server.take(whole);
    expect(verdict).toMatchObject({ kind: 'write' });
    expect(textOf(server.doc, 'what').toJSON()).toBe('nown and new 🙂');
    expect(server.take(whole)).toEqual({ kind: 'nothing' });
  });

  it('D6 long offline work is let in piece by piece', () => {
    const server = readingOnServer();
    const copy = copyOf(server, 7);
    const text = textOf(copy, 'what');
    for (let at = 0; at < 3000; at++) text.insert(at % 2 === 0 ? 0 : text.length, String(at % 10));
    const verdict = server.take(Y.encodeStateAsUpdate(copy, Y.encodeStateVector(server.doc)));
    expect(verdict).toHaveProperty('rest');
    expect(textOf(server.doc, 'what').toJSON()).toBe(text.toJSON());
    expect(outsideSchema(server.doc)).toEqual([]);
  });
});

describe('other people', () => {
  it('S11 thirteen bytes that would erase somebody’s writing are refused', () => {
    const server = boardOnServer();
    server.take(change(server, (doc) => doc.getText('wording').insert(0, 'Mine'), 7));
    const burn = update(numbers(1, 7, 4, 0, 2 ** 30));
    expect(server.take(burn, BEN)).toEqual(refused('foreign_client'));
    expect(server.take(burn, ANA)).toEqual(refused('malformed'));
  });

  it('S11 a client id belongs to the first who used it, and the server’s to nobody', () => {
    const server = boardOnServer();
    server.take(change(server, (doc) => doc.getText('wording').insert(0, 'Mine'), 7));
    const forged = change(server, (doc) => doc.getText('wording').insert(0, 'Not mine'), 7);
    expect(server.take(forged, BEN)).toEqual(refused('foreign_client'));
    expect(server.take(forged, ANA)).toMatchObject({ kind: 'write', newClientIds: [] });
    const asServer = change(server, (doc) => doc.getText('wording').insert(0, 'From above'), SERVER_CLIENT);
    expect(server.take(asServer, ANA)).toEqual(refused('foreign_client'));
  });

  it('A2 a person has so many client ids in one document', () => {
    const server = boardOnServer({ clientIdsPerPerson: 2 });
    const write = (client: number, who = ANA) =>
      server.take(
        change(server, (doc) => doc.getText('wording').insert(0, 'x'), client),
        who,
      );
    expect([write(1), write(2)]).toMatchObject([{ kind: 'write' }, { kind: 'write' }]);
    expect(write(3)).toEqual(refused('too_many'));
    expect(write(3, BEN)).toMatchObject({ kind: 'write', newClientIds: [3] });
  });
});

describe('what is missing', () => {
  it('D5 an update with something missing before it is refused, and let in with it', () => {
    const server = readingOnServer();
    const copy = copyOf(server, 7);
    const changes = changesOf(copy);
    for (const letter of 'abc') textOf(copy, 'what').insert(0, letter);
    expect(server.take(changes[1]!)).toEqual(refused('reset'));
    expect(server.take(Y.mergeUpdates([changes[0]!, changes[2]!]))).toEqual(refused('reset'));
    expect(server.take(Y.mergeUpdates(changes))).toMatchObject({ kind: 'write' });
    expect(textOf(server.doc, 'what').toJSON()).toBe('cba');
  });

  it('D5 a deletion of what nobody has is refused', () => {
    const server = readingOnServer();
    const copy = copyOf(server, 7);
    const changes = changesOf(copy);
    textOf(copy, 'what').insert(0, 'abc');
    textOf(copy, 'what').delete(0, 1);
    expect(server.take(changes[1]!)).toEqual(refused('reset'));
  });

  it('A1 structs that wait for each other are refused', () => {
    const server = readingOnServer();
    const knot = update(
      (encoder) => {
        numbers(1, 8, 0)(encoder);
        letter(encoder, AFTER, 9, 0);
      },
      (encoder) => {
        numbers(1, 9, 0)(encoder);
        letter(encoder, AFTER, 8, 0);
      },
    );
    expect(server.take(knot)).toEqual(refused('reset'));
  });

  it('D5 two writers who stand on each other’s structs are put in order', () => {
    const server = boardOnServer();
    const one = copyOf(server, 8);
    const two = copyOf(server, 9);
    const sync = () => {
      Y.applyUpdate(one, Y.encodeStateAsUpdate(two));
      Y.applyUpdate(two, Y.encodeStateAsUpdate(one));
    };
    for (let turn = 0; turn < 20; turn++) {
      const doc = turn % 2 === 0 ? one : two;
      doc.getText('wording').insert((turn * 7) % doc.getText('wording').length, `${turn} `);
      sync();
    }
    const both = Y.encodeStateAsUpdate(one, Y.encodeStateVector(server.doc));
    const newClientIds: unknown = expect.arrayContaining([8, 9]);
    expect(server.take(both, ANA)).toMatchObject({ kind: 'write', newClientIds });
    expect(server.doc.getText('wording').toJSON()).toBe(one.getText('wording').toJSON());
  });
});
