/** Writes part of a scanned update as an update of its own, by copying its bytes. */

import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { Kind, type NewStruct, type ScannedUpdate } from './scanned-update.ts';

export const NO_DELETIONS = Uint8Array.of(0);
const ORIGIN = 0x80;
const RIGHT = 0x40;

/** A struct whose beginning the document has: written as Yjs would write it from there on. */
const writeEndOf = (encoder: encoding.Encoder, update: ScannedUpdate, struct: NewStruct): void => {
  const { origin, right, known, kind } = struct;
  encoding.writeUint8(encoder, kind | ORIGIN | (right === undefined ? 0 : RIGHT));
  for (const id of [origin, right]) {
    if (id === undefined) continue;
    encoding.writeVarUint(encoder, id.client);
    encoding.writeVarUint(encoder, id.clock);
  }
  const content = decoding.createDecoder(update.bytes.subarray(struct.content, struct.end));
  if (kind === Kind.string) {
    encoding.writeVarString(encoder, decoding.readVarString(content).slice(known));
    return;
  }
  encoding.writeVarUint(encoder, struct.length);
  if (kind === Kind.deleted) return;
  decoding.readVarUint(content);
  for (let index = 0; index < known; index++) decoding.readAny(content);
  encoding.writeUint8Array(encoder, decoding.readTailAsUint8Array(content));
};

/**
 * @param structs in integration order; of each client a run without gaps
 * @param deleteSet as encoded
 */
export const writeUpdate = (
  update: ScannedUpdate,
  structs: readonly NewStruct[],
  deleteSet: Uint8Array,
): Uint8Array => {
  const byClient = new Map<number, NewStruct[]>();
  for (const struct of structs) {
    const own = byClient.get(struct.client);
    if (own === undefined) byClient.set(struct.client, [struct]);
    else own.push(struct);
  }
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, byClient.size);
  for (const [client, own] of byClient) {
    encoding.writeVarUint(encoder, own.length);
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, own[0]?.clock ?? 0);
    for (const struct of own) {
      if (struct.known > 0) writeEndOf(encoder, update, struct);
      else encoding.writeUint8Array(encoder, update.bytes.subarray(struct.start, struct.end));
    }
  }
  encoding.writeUint8Array(encoder, deleteSet);
  return encoding.toUint8Array(encoder);
};
