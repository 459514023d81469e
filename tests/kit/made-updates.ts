/** Updates as a client would send them, and as none ever would. */

import * as encoding from 'lib0/encoding';
import type * as Y from 'yjs';
import { changesOf, copyOf, type ServerDocument } from './vetted-documents.ts';

/** What a client would send that makes `change` in its copy. */
export const change = (server: ServerDocument, make: (doc: Y.Doc) => void, clientId = 7): Uint8Array => {
  const copy = copyOf(server, clientId);
  const changes = changesOf(copy);
  copy.transact(() => make(copy));
  return changes[0] ?? Uint8Array.of(0, 0);
};

/** Sections of hand-made structs: number of structs, client, clock, then what `write` writes. */
export const update = (...sections: ((encoder: encoding.Encoder) => void)[]): Uint8Array => {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, sections.length);
  for (const section of sections) section(encoder);
  encoding.writeVarUint(encoder, 0);
  return encoding.toUint8Array(encoder);
};
/** Numbers as Yjs writes them. */
export const numbers =
  (...values: number[]) =>
  (encoder: encoding.Encoder) => {
    for (const value of values) encoding.writeVarUint(encoder, value);
  };

/** A piece of text between two neighbours: what `info` announces, then the ids. */
export const letter = (encoder: encoding.Encoder, info: number, ...ids: number[]) => {
  encoding.writeUint8(encoder, info);
  numbers(...ids)(encoder);
  encoding.writeVarString(encoder, 'x');
};
/** What the first byte of a letter says of the ids that follow. */
export const AFTER = 0x84;
export const BETWEEN = 0xc4;
