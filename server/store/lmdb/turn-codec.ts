/**
 * One turn as it stands in the journal: everything that was appended, to whatever boards, since the turn before. A turn
 * is there whole or not at all, which its checksum decides, so no append is ever halved.
 */

import { crc32 } from 'node:zlib';
import type { BoardId } from '../../../shared/board/ids.ts';
import type { Seq, StreamName } from '../board-store.ts';
import { SEQ_BYTES } from './keys.ts';

export interface JournaledEntry {
  readonly seq: Seq;
  readonly stream: StreamName;
  /** See `StoredEntry`. */
  readonly previous: Seq;
  readonly payload: Uint8Array;
}

/** What one turn added to one board, and where that left it. */
export interface JournaledWrite {
  readonly board: BoardId;
  readonly seq: Seq;
  readonly fence: Seq;
  readonly entries: readonly JournaledEntry[];
}

export interface Turn {
  /** 1, 2, 3 … over the life of a data folder. */
  readonly number: number;
  /** The last turn that was known to be flushed when this one was written: what is missing up to there was destroyed. */
  readonly flushed: number;
  readonly writes: readonly JournaledWrite[];
}

export const TURN_MAGIC = Buffer.from('RbT1');
const CHECKSUM_AT = 4;
const LENGTH_AT = 8;
const NUMBER_AT = 12;
const HEADER_BYTES = NUMBER_AT + 2 * SEQ_BYTES + 4;
const WRITE_BYTES = 1 + 2 * SEQ_BYTES + 4;
const ENTRY_BYTES = 2 * SEQ_BYTES + 2 + 4;

const bytesOf = ({ board, entries }: JournaledWrite): number =>
  entries.reduce(
    (bytes, { stream, payload }) => bytes + ENTRY_BYTES + Buffer.byteLength(stream) + payload.length,
    WRITE_BYTES + Buffer.byteLength(board),
  );

/** `seed` belongs to the data folder: what another folder journaled is no turn here. */
export function encodeTurn({ number, flushed, writes }: Turn, seed: number): Buffer {
  const length = writes.reduce((bytes, write) => bytes + bytesOf(write), HEADER_BYTES);
  const bytes = Buffer.allocUnsafe(length);
  TURN_MAGIC.copy(bytes);
  bytes.writeUInt32BE(length, LENGTH_AT);
  let at = bytes.writeUIntBE(number, NUMBER_AT, SEQ_BYTES);
  at = bytes.writeUIntBE(flushed, at, SEQ_BYTES);
  at = bytes.writeUInt32BE(writes.length, at);
  for (const { board, seq, fence, entries } of writes) {
    at = bytes.writeUInt8(Buffer.byteLength(board), at);
    at += bytes.write(board, at);
    at = bytes.writeUIntBE(seq, at, SEQ_BYTES);
    at = bytes.writeUIntBE(fence, at, SEQ_BYTES);
    at = bytes.writeUInt32BE(entries.length, at);
    for (const { seq: entrySeq, previous, stream, payload } of entries) {
      at = bytes.writeUIntBE(entrySeq, at, SEQ_BYTES);
      at = bytes.writeUIntBE(previous, at, SEQ_BYTES);
      at = bytes.writeUInt16BE(Buffer.byteLength(stream), at);
      at += bytes.write(stream, at);
      at = bytes.writeUInt32BE(payload.length, at);
      bytes.set(payload, at);
      at += payload.length;
    }
  }
  bytes.writeUInt32BE(crc32(bytes.subarray(LENGTH_AT), seed), CHECKSUM_AT);
  return bytes;
}

/** The turn that begins at `offset`, with the offset after it; undefined where there is none, or a damaged one. */
export function decodeTurn(bytes: Buffer, offset: number, seed: number): { turn: Turn; end: number } | undefined {
  if (offset + HEADER_BYTES > bytes.length || bytes.compare(TURN_MAGIC, 0, 4, offset, offset + 4) !== 0)
    return undefined;
  const end = offset + bytes.readUInt32BE(offset + LENGTH_AT);
  if (end < offset + HEADER_BYTES || end > bytes.length) return undefined;
  if (bytes.readUInt32BE(offset + CHECKSUM_AT) !== crc32(bytes.subarray(offset + LENGTH_AT, end), seed))
    return undefined;
  return { turn: decodeChecked(bytes.subarray(offset, end)), end };
}

function decodeChecked(bytes: Buffer): Turn {
  let at = NUMBER_AT;
  const number = (width: number): number => {
    at += width;
    return bytes.readUIntBE(at - width, width);
  };
  const text = (length: number): string => {
    at += length;
    return bytes.toString('utf8', at - length, at);
  };
  const entry = (): JournaledEntry => {
    const seq = number(SEQ_BYTES);
    const previous = number(SEQ_BYTES);
    const stream = text(number(2));
    const length = number(4);
    at += length;
    return { seq, previous, stream, payload: bytes.subarray(at - length, at) };
  };
  const write = (): JournaledWrite => {
    const board = text(number(1)) as BoardId;
    const seq = number(SEQ_BYTES);
    const fence = number(SEQ_BYTES);
    return { board, seq, fence, entries: Array.from({ length: number(4) }, entry) };
  };
  const turn = number(SEQ_BYTES);
  const flushed = number(SEQ_BYTES);
  return { number: turn, flushed, writes: Array.from({ length: number(4) }, write) };
}
