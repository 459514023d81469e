/** The awareness encoding of y-protocols: number of entries, then client id, clock and state as JSON of each. */

import * as encoding from 'lib0/encoding';
import { ByteReader } from './vet/byte-reader.ts';
import { CLIENT_LIMIT } from './vet/scanned-update.ts';

export interface AwarenessEntry {
  readonly clientId: number;
  readonly clock: number;
  /** JSON. */
  readonly state: string;
}

/** The state of somebody who has left. */
export const NOBODY = 'null';

/** More than anybody is told at once. */
const MOST_ENTRIES = 10_000;
const LONGEST_STATE = 64 * 1024;
/** Clocks come from clients; a reader of Yjs takes up to 2^53. */
const CLOCK_LIMIT = 2 ** 32;

/** Undefined when the bytes are nothing of the kind. States are not parsed. */
export const readAwareness = (update: Uint8Array): AwarenessEntry[] | undefined => {
  const reader = new ByteReader(update);
  const count = reader.uint(MOST_ENTRIES);
  const entries: AwarenessEntry[] = [];
  for (let index = 0; index < count && !reader.isBroken(); index++) {
    const clientId = reader.uint(CLIENT_LIMIT);
    const clock = reader.uint(CLOCK_LIMIT);
    entries.push({ clientId, clock, state: reader.text(LONGEST_STATE) });
  }
  return reader.isBroken() || !reader.isAtEnd ? undefined : entries;
};

export const encodeAwareness = (entries: readonly AwarenessEntry[]): Uint8Array => {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, entries.length);
  for (const { clientId, clock, state } of entries) {
    encoding.writeVarUint(encoder, clientId);
    encoding.writeVarUint(encoder, clock);
    encoding.writeVarString(encoder, state);
  }
  return encoding.toUint8Array(encoder);
};
