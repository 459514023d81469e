/**
 * How a document is kept: log entries (what one window brought) and snapshots (the whole state without history). Both
 * begin with a version byte and name the owners of Yjs client ids; compaction keeps that list for good.
 */

import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import type { ClientOwner, Ownership } from './client-owners.ts';

const VERSION = 1;
const NOBODY_NEW = Uint8Array.of(VERSION, 0);

export interface KeptUpdate {
  /** In an entry those who wrote here for the first time; in a snapshot everybody. */
  readonly owners: readonly Ownership[];
  /** A Yjs update, version 1 encoding. */
  readonly update: Uint8Array;
}

export const encodeKept = ({ owners, update }: KeptUpdate): Uint8Array => {
  // By far the most entries bring nobody new.
  if (owners.length === 0) return Buffer.concat([NOBODY_NEW, update]);
  const encoder = encoding.createEncoder();
  encoding.writeUint8(encoder, VERSION);
  encoding.writeVarUint(encoder, owners.length);
  for (const [clientId, owner] of owners) {
    encoding.writeVarUint(encoder, clientId);
    encoding.writeVarString(encoder, owner);
  }
  encoding.writeUint8Array(encoder, update);
  return encoding.toUint8Array(encoder);
};

/** @throws Error for a version that is newer than this program, or bytes that were damaged */
export const decodeKept = (bytes: Uint8Array): KeptUpdate => {
  const decoder = decoding.createDecoder(bytes);
  const version = decoding.readUint8(decoder);
  if (version !== VERSION) throw new Error(`Document entry of version ${version}: this program reads ${VERSION}`);
  const owners: Ownership[] = [];
  for (let left = decoding.readVarUint(decoder); left > 0; left--) {
    const clientId = decoding.readVarUint(decoder);
    owners.push([clientId, decoding.readVarString(decoder) as ClientOwner]);
  }
  return { owners, update: bytes.subarray(decoder.pos) };
};

/** The client ids whose structs an update holds. It must be one that was stored or is about to be. */
export const clientsOf = (update: Uint8Array): number[] => [...Y.parseUpdateMeta(update).to.keys()];
