/** Whatever the bytes, vetting answers; and whatever it lets in, the document stays what its schema says. */

import fc from 'fast-check';
import * as encoding from 'lib0/encoding';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
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
  type ServerDocument,
} from '../kit/vetted-documents.ts';

/** A reading with some history of two clients of its author. */
const writtenReading = (): ServerDocument => {
  const server = readingOnServer();
  const copy = copyOf(server, 7);
  textOf(copy, 'what').insert(0, 'Everything by March');
  textOf(copy, 'what').delete(3, 4);
  textOf(copy, 'what').insert(5, '🙂');
  answerOf(copy, 'when').set('raw', 'March');
  answerOf(copy, 'when').set('raw', 'April');
  copy.getMap('nod').set('fist', 3);
  server.take(Y.encodeStateAsUpdate(copy, Y.encodeStateVector(server.doc)));
  const other = copyOf(server, 8);
  textOf(other, 'why').insert(0, 'Because');
  textOf(other, 'what').insert(2, 'xyz');
  server.take(Y.encodeStateAsUpdate(other, Y.encodeStateVector(server.doc)));
  return server;
};

const holdsItsPromise = (server: ServerDocument, update: Uint8Array, author = ANA): void => {
  const before = Y.encodeStateAsUpdate(server.doc);
  const verdict = server.take(update, author);
  if (verdict.kind !== 'write') expect(Y.encodeStateAsUpdate(server.doc)).toEqual(before);
  expect(outsideSchema(server.doc)).toEqual([]);
  // What the server holds can be loaded again, and is then the same.
  const again = new Y.Doc();
  Y.applyUpdate(again, Y.encodeStateAsUpdate(server.doc));
  expect(again.getMap('answers').toJSON()).toEqual(server.doc.getMap('answers').toJSON());
};

const client = fc.constantFrom(7, 8, 9, SERVER_CLIENT);
const clock = fc.oneof({ weight: 5, arbitrary: fc.nat(12) }, { weight: 1, arbitrary: fc.nat(80) });
const id = fc.tuple(client, clock);
const parent = fc.oneof(fc.constantFrom('answers', 'nod', 'wording', 'elsewhere'), id);
const content = fc.oneof(
  fc.record({
    kind: fc.constant('string' as const),
    text: fc.string({ minLength: 1, maxLength: 4, unit: 'grapheme' }),
  }),
  fc.record({ kind: fc.constant('deleted' as const), length: fc.integer({ min: 1, max: 5 }) }),
  fc.record({ kind: fc.constant('any' as const), values: fc.array(fc.jsonValue(), { minLength: 1, maxLength: 2 }) }),
  fc.record({ kind: fc.constant('type' as const), type: fc.nat(7) }),
  fc.record({ kind: fc.constant('garbage' as const), length: fc.nat(5) }),
  fc.record({ kind: fc.constant('skip' as const), length: fc.nat(5) }),
);
const struct = fc.record({
  origin: fc.option(id, { freq: 1 }),
  right: fc.option(id, { freq: 2 }),
  parent,
  key: fc.option(fc.constantFrom('value', 'raw', 'state', 'kept', 'carried', 'fist', 'sure', 'reason', 'what')),
  content,
});
type Struct = typeof struct extends fc.Arbitrary<infer Made> ? Made : never;
const section = fc.record({ client, clock, structs: fc.array(struct, { minLength: 1, maxLength: 4 }) });
const deletions = fc.array(
  fc.tuple(client, fc.array(fc.tuple(clock, fc.integer({ min: 1, max: 6 })), { maxLength: 3 })),
  {
    maxLength: 2,
  },
);
const madeUpdate = fc.record({ sections: fc.array(section, { maxLength: 3 }), deletions });

const KINDS = { garbage: 0, deleted: 1, string: 4, type: 7, any: 8, skip: 10 } as const;

const writeStruct = (encoder: encoding.Encoder, { origin, right, parent: at, key, content: made }: Struct): void => {
  const kind = KINDS[made.kind];
  if (made.kind === 'garbage' || made.kind === 'skip') {
    encoding.writeUint8(encoder, kind);
    encoding.writeVarUint(encoder, made.length);
    return;
  }
  encoding.writeUint8(encoder, kind | (origin ? 0x80 : 0) | (right ? 0x40 : 0) | (key === null ? 0 : 0x20));
  for (const found of [origin, right]) {
    if (found === null) continue;
    encoding.writeVarUint(encoder, found[0]);
    encoding.writeVarUint(encoder, found[1]);
  }
  if (origin === null && right === null) {
    encoding.writeVarUint(encoder, typeof at === 'string' ? 1 : 0);
    if (typeof at === 'string') encoding.writeVarString(encoder, at);
    else for (const number of at) encoding.writeVarUint(encoder, number);
    if (key !== null) encoding.writeVarString(encoder, key);
  }
  if (made.kind === 'string') encoding.writeVarString(encoder, made.text);
  else if (made.kind === 'any') {
    encoding.writeVarUint(encoder, made.values.length);
    for (const value of made.values) encoding.writeAny(encoder, value);
  } else encoding.writeVarUint(encoder, made.kind === 'type' ? made.type : made.length);
};

const encode = ({ sections, deletions: gone }: typeof madeUpdate extends fc.Arbitrary<infer Made> ? Made : never) => {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, sections.length);
  for (const one of sections) {
    encoding.writeVarUint(encoder, one.structs.length);
    encoding.writeVarUint(encoder, one.client);
    encoding.writeVarUint(encoder, one.clock);
    for (const made of one.structs) writeStruct(encoder, made);
  }
  encoding.writeVarUint(encoder, gone.length);
  for (const [who, ranges] of gone) {
    encoding.writeVarUint(encoder, who);
    encoding.writeVarUint(encoder, ranges.length);
    for (const [from, length] of ranges.sort(([a], [b]) => a - b)) {
      encoding.writeVarUint(encoder, from);
      encoding.writeVarUint(encoder, length);
    }
  }
  return encoding.toUint8Array(encoder);
};

describe('vetting', () => {
  it('A1 answers to any bytes, and never throws', () => {
    const server = writtenReading();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => holdsItsPromise(server, bytes)),
      { numRuns: 500 },
    );
  });

  it('A1 lets nothing in that is not whole and in its schema, whatever is made up', () => {
    fc.assert(
      fc.property(fc.array(madeUpdate, { minLength: 1, maxLength: 6 }), (updates) => {
        const server = writtenReading();
        for (const update of updates) holdsItsPromise(server, encode(update));
      }),
      { numRuns: 250 },
    );
  });

  it('A1 survives honest updates with bytes changed, cut off or put in', () => {
    const tampering = fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      remove: fc.nat(3),
      insert: fc.uint8Array({ maxLength: 3 }),
    });
    fc.assert(
      fc.property(fc.array(fc.array(tampering, { maxLength: 2 }), { minLength: 1, maxLength: 8 }), (rounds) => {
        const server = writtenReading();
        const copy = copyOf(server, 7);
        const changes = changesOf(copy);
        for (const [round, tamperings] of rounds.entries()) {
          textOf(copy, 'what').insert(round, `${round}🙂`);
          textOf(copy, 'what').delete(0, 1);
          answerOf(copy, 'when').set('raw', `${round}`);
          const honest = round % 2 === 0 ? changes.at(-1)! : Y.encodeStateAsUpdate(copy);
          holdsItsPromise(server, tamperings.reduce(tamper, honest));
        }
      }),
      { numRuns: 150 },
    );
  });
  const tamper = (bytes: Uint8Array, { at, remove, insert }: { at: number; remove: number; insert: Uint8Array }) => {
    const from = Math.floor(at * bytes.length);
    return Uint8Array.from([...bytes.subarray(0, from), ...insert, ...bytes.subarray(from + remove)]);
  };

  it('D7 lets in everything honest clients write, in any order of delivery, and ends where they end', () => {
    const edit = fc.record({
      who: fc.nat(2),
      at: fc.nat(30),
      text: fc.string({ minLength: 1, maxLength: 6, unit: 'grapheme' }),
      isDeletion: fc.boolean(),
      sends: fc.boolean(),
      receives: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 40 }), (edits) => {
        const server = boardOnServer();
        const people = [ANA, BEN, ANA];
        const docs = people.map((_, index) => copyOf(server, 20 + index));
        const vectors = docs.map(() => Y.encodeStateVector(server.doc));
        const send = (who: number, from?: Uint8Array) => {
          const verdict = server.take(Y.encodeStateAsUpdate(docs[who]!, from), people[who]);
          expect(verdict.kind).not.toBe('refused');
        };
        for (const { who, at, text, isDeletion, sends, receives } of edits) {
          const wording = docs[who]!.getText('wording');
          const place = Math.min(at, wording.length);
          if (isDeletion) wording.delete(place, Math.min(text.length, wording.length - place));
          else wording.insert(place, text.toWellFormed());
          if (sends) send(who, vectors[who]);
          if (receives) Y.applyUpdate(docs[who]!, Y.encodeStateAsUpdate(server.doc));
          vectors[who] = Y.encodeStateVector(server.doc);
        }
        for (const who of people.keys()) send(who);
        for (const doc of docs) {
          Y.applyUpdate(doc, Y.encodeStateAsUpdate(server.doc));
          expect(doc.getText('wording').toJSON()).toBe(server.doc.getText('wording').toJSON());
        }
        expect(outsideSchema(server.doc)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });
});
