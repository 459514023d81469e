/**
 * How the embedded store spells its values. Each begins with a checksum over its key and its content: what the disk
 * changed, or handed out under the wrong key, is noticed when it is read and never taken for a board.
 */

import { crc32 } from 'node:zlib';
import type { Seq, StreamName } from '../board-store.ts';
import { SEQ_BYTES } from './keys.ts';

const CHECKSUM_BYTES = 4;

/** Something that is there cannot be what was written. A fault: nothing in memory stands for it instead. */
export class StoreDamaged extends Error {
  override readonly name = 'StoreDamaged';
}

export interface BoardMeta {
  readonly seq: Seq;
  readonly fence: Seq;
}

export interface StreamHead {
  readonly head: Seq;
  /** 0 where the stream has no snapshot. */
  readonly snapshotUpTo: Seq;
}

export interface StoredEntry {
  readonly stream: StreamName;
  /** Number of the entry before this one in its stream, 0 if there is none: streams are read by following it back. */
  readonly previous: Seq;
  readonly payload: Uint8Array;
}

/** Not a Buffer, whose `slice` shares: readers may do with it what they like. */
const plain = (bytes: Buffer, from: number): Uint8Array =>
  new Uint8Array(bytes.buffer, bytes.byteOffset + from, bytes.length - from);

const sign = (key: Buffer, value: Buffer): Buffer => {
  value.writeUInt32BE(crc32(value.subarray(CHECKSUM_BYTES), crc32(key)), 0);
  return value;
};

const numbers = (key: Buffer, ...values: readonly number[]): Buffer => {
  const value = Buffer.allocUnsafe(CHECKSUM_BYTES + values.length * SEQ_BYTES);
  for (const [index, number] of values.entries())
    value.writeUIntBE(number, CHECKSUM_BYTES + index * SEQ_BYTES, SEQ_BYTES);
  return sign(key, value);
};

const isSigned = (key: Buffer, value: Buffer, least: number): boolean =>
  value.length >= CHECKSUM_BYTES + least && value.readUInt32BE(0) === crc32(value.subarray(CHECKSUM_BYTES), crc32(key));

/** What follows the checksum. @throws StoreDamaged */
const checked = (key: Buffer, value: Buffer, least: number): Buffer => {
  if (!isSigned(key, value, least)) throw new StoreDamaged('A record of the store is damaged');
  return value.subarray(CHECKSUM_BYTES);
};

/** Whether the value is one that was written under this key. */
export const isIntact = (key: Buffer, value: Buffer): boolean => isSigned(key, value, 0);

export const encodeMeta = (key: Buffer, { seq, fence }: BoardMeta): Buffer => numbers(key, seq, fence);
export function decodeMeta(key: Buffer, value: Buffer): BoardMeta {
  const body = checked(key, value, 2 * SEQ_BYTES);
  return { seq: body.readUIntBE(0, SEQ_BYTES), fence: body.readUIntBE(SEQ_BYTES, SEQ_BYTES) };
}

export const encodeHead = (key: Buffer, { head, snapshotUpTo }: StreamHead): Buffer => numbers(key, head, snapshotUpTo);
export function decodeHead(key: Buffer, value: Buffer): StreamHead {
  const body = checked(key, value, 2 * SEQ_BYTES);
  return { head: body.readUIntBE(0, SEQ_BYTES), snapshotUpTo: body.readUIntBE(SEQ_BYTES, SEQ_BYTES) };
}

export const encodeNumber = (key: Buffer, number: number): Buffer => numbers(key, number);
export const decodeNumber = (key: Buffer, value: Buffer): number =>
  checked(key, value, SEQ_BYTES).readUIntBE(0, SEQ_BYTES);

export function encodeEntry(key: Buffer, { stream, previous, payload }: StoredEntry): Buffer {
  const streamBytes = Buffer.byteLength(stream);
  const value = Buffer.allocUnsafe(CHECKSUM_BYTES + SEQ_BYTES + 2 + streamBytes + payload.length);
  let at = value.writeUIntBE(previous, CHECKSUM_BYTES, SEQ_BYTES);
  at = value.writeUInt16BE(streamBytes, at);
  at += value.write(stream, at);
  value.set(payload, at);
  return sign(key, value);
}

export function decodeEntry(key: Buffer, value: Buffer): StoredEntry {
  const body = checked(key, value, SEQ_BYTES + 2);
  const payloadAt = SEQ_BYTES + 2 + body.readUInt16BE(SEQ_BYTES);
  return {
    previous: body.readUIntBE(0, SEQ_BYTES),
    stream: body.toString('utf8', SEQ_BYTES + 2, payloadAt),
    payload: plain(body, payloadAt),
  };
}

export function encodeSnapshot(key: Buffer, upTo: Seq, bytes: Uint8Array): Buffer {
  const value = Buffer.allocUnsafe(CHECKSUM_BYTES + SEQ_BYTES + bytes.length);
  value.set(bytes, value.writeUIntBE(upTo, CHECKSUM_BYTES, SEQ_BYTES));
  return sign(key, value);
}

export function decodeSnapshot(key: Buffer, value: Buffer): { readonly upTo: Seq; readonly bytes: Uint8Array } {
  const body = checked(key, value, SEQ_BYTES);
  return { upTo: body.readUIntBE(0, SEQ_BYTES), bytes: plain(body, SEQ_BYTES) };
}

export function encodeText(key: Buffer, text: string): Buffer {
  return sign(key, Buffer.concat([Buffer.alloc(CHECKSUM_BYTES), Buffer.from(text)]));
}

export const decodeText = (key: Buffer, value: Buffer): string => checked(key, value, 0).toString();
