/**
 * How the embedded store spells its keys. All keys of a board lie side by side, its entries in the order of their
 * numbers: appending touches one place of the tree, and an erased board is one range. A name is preceded by its length,
 * so no board's keys can fall into the range of another.
 */

import type { BoardId } from '../../../shared/board/ids.ts';
import type { Seq, StreamName } from '../board-store.ts';

/** Bytes of a sequence number: enough for 10 million entries a day for 70,000 years. */
export const SEQ_BYTES = 6;
/** No entry ever has this number. */
export const LAST_SEQ = 2 ** (8 * SEQ_BYTES) - 1;

const META = 1;
const HEAD = 2;
const SNAPSHOT = 3;
const ENTRY = 4;
const PAST_ALL_KINDS = 0xff;

/** Keys that belong to no board: a board's name is never empty, so its key never starts with 0. */
export const FORMAT_KEY = Buffer.from([0, 1]);
export const SETTLED_KEY = Buffer.from([0, 2]);
const ERASING = Buffer.from([0, 3]);
export const FIRST_BOARD_KEY = Buffer.from([1]);
export const ERASING_RANGE = { start: ERASING, end: Buffer.from([0, 4]) };

/** @throws RangeError when the name is empty or longer than 255 bytes; ids that were parsed are neither. */
export function boardPrefix(board: BoardId): Buffer {
  const length = Buffer.byteLength(board);
  if (length < 1 || length > 255) throw new RangeError('A board id has 1 to 255 bytes');
  const prefix = Buffer.allocUnsafe(1 + length);
  prefix[0] = length;
  prefix.write(board, 1);
  return prefix;
}

const withKind = (prefix: Buffer, kind: number, rest = 0): Buffer => {
  const key = Buffer.allocUnsafe(prefix.length + 1 + rest);
  prefix.copy(key);
  key[prefix.length] = kind;
  return key;
};

const ofStream = (prefix: Buffer, kind: number, stream: StreamName): Buffer => {
  const key = withKind(prefix, kind, Buffer.byteLength(stream));
  key.write(stream, prefix.length + 1);
  return key;
};

export const metaKey = (prefix: Buffer): Buffer => withKind(prefix, META);
export const headKey = (prefix: Buffer, stream: StreamName): Buffer => ofStream(prefix, HEAD, stream);
export const snapshotKey = (prefix: Buffer, stream: StreamName): Buffer => ofStream(prefix, SNAPSHOT, stream);

export function entryKey(prefix: Buffer, seq: Seq): Buffer {
  const key = withKind(prefix, ENTRY, SEQ_BYTES);
  key.writeUIntBE(seq, prefix.length + 1, SEQ_BYTES);
  return key;
}

export const headRange = (prefix: Buffer): { start: Buffer; end: Buffer } => ({
  start: withKind(prefix, HEAD),
  end: withKind(prefix, SNAPSHOT),
});

export const boardRange = (prefix: Buffer): { start: Buffer; end: Buffer } => ({
  start: prefix,
  end: withKind(prefix, PAST_ALL_KINDS),
});

export const streamOfKey = (prefix: Buffer, key: Buffer): StreamName => key.toString('utf8', prefix.length + 1);
export const seqOfKey = (prefix: Buffer, key: Buffer): Seq => key.readUIntBE(prefix.length + 1, SEQ_BYTES);
export const boardOfKey = (key: Buffer): BoardId => key.toString('utf8', 1, 1 + (key[0] ?? 0)) as BoardId;

/** Marks a board whose entries are being removed in pieces. */
export const erasingKey = (prefix: Buffer): Buffer => Buffer.concat([ERASING, prefix]);
export const boardOfErasingKey = (key: Buffer): BoardId => boardOfKey(key.subarray(ERASING.length));
