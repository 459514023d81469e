/**
 * What is said on a board's channel. A message is a hint that saves a read: whoever misses one, or is sent one of a
 * kind it does not know, learns the same from the board itself.
 *
 *   1 appended: f64 first, f64 last, u32 mark of the append before, u32 own mark, then, unless they would be too
 *     large, the entries: u16 length and name of the stream, u32 length and bytes of the payload
 *   2 signal: the bytes
 *   3 erased: u32 mark of the board's last append
 *
 * Numbers are big-endian. Kinds 1 and 3 are written by the scripts (scripts.ts).
 */

import type { Entry, Seq } from '../board-store.ts';

export interface Appended {
  readonly kind: 'appended';
  readonly first: Seq;
  readonly last: Seq;
  readonly markBefore: number;
  readonly mark: number;
  /** Undefined when they were too large to be sent to everybody. */
  readonly entries: readonly Entry[] | undefined;
}

export type ChannelMessage =
  | Appended
  | { readonly kind: 'signal'; readonly bytes: Uint8Array }
  | { readonly kind: 'erased'; readonly mark: number };

const SIGNAL = Buffer.of(2);

export const signalMessage = (message: Uint8Array): Buffer => Buffer.concat([SIGNAL, message]);

/** Undefined for a kind that this version does not know. */
export function parseMessage(bytes: Buffer): ChannelMessage | undefined {
  switch (bytes[0]) {
    case 1:
      return parseAppended(bytes);
    case 2:
      return { kind: 'signal', bytes: new Uint8Array(bytes.subarray(1)) };
    case 3:
      return { kind: 'erased', mark: bytes.readUInt32BE(1) };
    default:
      return undefined;
  }
}

const HEADER_BYTES = 25;

function parseAppended(bytes: Buffer): Appended {
  const first = bytes.readDoubleBE(1);
  const entries: Entry[] = [];
  for (let at = HEADER_BYTES, seq = first; at < bytes.length; seq += 1) {
    const streamEnd = at + 2 + bytes.readUInt16BE(at);
    const payloadEnd = streamEnd + 4 + bytes.readUInt32BE(streamEnd);
    const stream = bytes.toString('utf8', at + 2, streamEnd);
    entries.push({ seq, stream, payload: new Uint8Array(bytes.subarray(streamEnd + 4, payloadEnd)) });
    at = payloadEnd;
  }
  return {
    kind: 'appended',
    first,
    last: bytes.readDoubleBE(9),
    markBefore: bytes.readUInt32BE(17),
    mark: bytes.readUInt32BE(21),
    entries: entries.length > 0 ? entries : undefined,
  };
}
