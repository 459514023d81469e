/** Yjs updates that no honest client of ours sends: by name, as bytes. Some Yjs would take, some would kill its reader. */

import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';

export const encoded = (write: (encoder: encoding.Encoder) => void): Uint8Array => {
  const encoder = encoding.createEncoder();
  write(encoder);
  return encoding.toUint8Array(encoder);
};

/** What a Y.Doc holds after `make`, as one update. */
export const updateOf = (make: (doc: Y.Doc) => void, clientId?: number): Uint8Array => {
  const doc = new Y.Doc();
  if (clientId !== undefined) doc.clientID = clientId;
  make(doc);
  return Y.encodeStateAsUpdate(doc);
};

const varUints = (...numbers: number[]): Uint8Array =>
  encoded((encoder) => {
    for (const number of numbers) encoding.writeVarUint(encoder, number);
  });

/** Garbage of a length, said to be what `client` did from `clock` on. */
export const garbageOf = (client: number, clock: number, length: number): Uint8Array =>
  encoded((encoder) => {
    for (const number of [1, 1, client, clock]) encoding.writeVarUint(encoder, number);
    encoding.writeUint8(encoder, 0);
    encoding.writeVarUint(encoder, length);
    encoding.writeVarUint(encoder, 0);
  });

/** One letter that follows something nobody has. */
export const gapOf = (client: number, clock: number): Uint8Array =>
  encoded((encoder) => {
    for (const number of [1, 1, client, clock]) encoding.writeVarUint(encoder, number);
    encoding.writeUint8(encoder, 0x84);
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, clock - 1);
    encoding.writeVarString(encoder, 'x');
    encoding.writeVarUint(encoder, 0);
  });

const deepAny = (depth: number): Uint8Array =>
  encoded((encoder) => {
    for (const number of [1, 1, 4711, 0]) encoding.writeVarUint(encoder, number);
    encoding.writeUint8(encoder, 8 | 0x20);
    encoding.writeVarUint(encoder, 1);
    encoding.writeVarString(encoder, 'answers');
    encoding.writeVarString(encoder, 'what');
    encoding.writeVarUint(encoder, 1);
    for (let at = 0; at < depth; at++) {
      encoding.writeUint8(encoder, 117);
      encoding.writeVarUint(encoder, 1);
    }
    encoding.writeUint8(encoder, 126);
    encoding.writeVarUint(encoder, 0);
  });

/** @param victim a client id that somebody else has written with */
export const hostileUpdates = (victim: number): readonly (readonly [what: string, update: Uint8Array])[] => [
  ['33 million structs in seven bytes', varUints(1, 33_554_431, 1, 0)],
  ['2^40 clients', varUints(2 ** 40)],
  ['garbage of 2^40 for somebody else', garbageOf(victim, 0, 2 ** 40)],
  ['garbage of 2^30 for somebody else', garbageOf(victim, 0, 2 ** 30)],
  ['garbage of 2^30 of its own', garbageOf(99, 0, 2 ** 30)],
  ['a clock near the end of numbers', garbageOf(99, 2 ** 53 - 2, 1)],
  ['a client id near the end of numbers', garbageOf(2 ** 53 - 1, 0, 1)],
  ['writing as somebody else', updateOf((doc) => doc.getText('wording').insert(0, 'HOSTILE'), victim)],
  ['a gap', gapOf(123, 77)],
  ['nesting of 100 000', deepAny(100_000)],
  ['nesting of 40', deepAny(40)],
  ['deleting everything of everybody', varUints(0, 1, victim, 1, 0, 2 ** 30)],
  ['a sub-document', updateOf((doc) => doc.getMap('answers').set('x', new Y.Doc({ guid: '../../../etc/passwd' })))],
  ['an embed', updateOf((doc) => doc.getText('wording').insertEmbed(0, { HOSTILE: true }))],
  ['a format', updateOf((doc) => doc.getText('wording').insert(0, 'HOSTILE', { bold: true }))],
  ['XML', updateOf((doc) => doc.getXmlFragment('wording').insert(0, [new Y.XmlElement('HOSTILE')]))],
  ['bytes', updateOf((doc) => doc.getMap('nod').set('fist', new Uint8Array(50_000)))],
  ['a root nobody knows', updateOf((doc) => doc.getMap('HOSTILE').set('a', 1))],
  ['a root named like a prototype', updateOf((doc) => doc.getMap('__proto__').set('isFacilitator', true))],
  ['a key named like a prototype', updateOf((doc) => doc.getMap('nod').set('__proto__', { isFacilitator: true }))],
  ['a nested type of its own', updateOf((doc) => doc.getMap('answers').set('HOSTILE', new Y.Map([['state', 'a']])))],
  ['a note of its own', updateOf((doc) => doc.getMap('notes').set('what', new Y.Text('HOSTILE')))],
  ['an array in place of a map', updateOf((doc) => doc.getArray('answers').insert(0, ['HOSTILE']))],
  ['a wall', updateOf((doc) => doc.getMap('rounds').set('1', new Y.Map([['HOSTILE', 1]])))],
  ['a text of 250 000', updateOf((doc) => doc.getText('wording').insert(0, 'H'.repeat(250_000)))],
  [
    'ten thousand keys',
    updateOf((doc) => doc.transact(() => Array.from({ length: 10_000 }, (_, i) => doc.getMap('nod').set(`k${i}`, i)))),
  ],
];

/** Another update with some bytes changed, left out, doubled or cut off. */
export const mutated = (bytes: Uint8Array, random: () => number): Uint8Array => {
  const changed = Array.from(bytes);
  const times = 1 + Math.floor(random() * 4);
  for (let time = 0; time < times; time++) {
    const at = Math.floor(random() * changed.length);
    const kind = random();
    if (kind < 0.4) changed[at] = Math.floor(random() * 256);
    else if (kind < 0.6) changed.splice(at, 1);
    else if (kind < 0.8) changed.splice(at, 0, Math.floor(random() * 256));
    else changed.length = Math.max(1, at);
  }
  return Uint8Array.from(changed);
};
