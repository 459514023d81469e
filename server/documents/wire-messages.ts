/**
 * The y-websocket protocol as bytes, with the two message types of our own. Messages that come in
 * are taken apart here and nowhere else; what is not exactly one of them is undefined.
 */

import * as encoding from 'lib0/encoding';
import type { RejectionCode } from '../../shared/board/rejections.ts';
import type { Outgoing } from './document-peer.ts';
import { ByteReader } from './vet/byte-reader.ts';
import { CLIENT_LIMIT, CLOCK_LIMIT } from './vet/scanned-update.ts';

const SYNC = 0;
const AWARENESS = 1;
const AUTH = 2;
const QUERY_AWARENESS = 3;
const ACKNOWLEDGED = 100;
const REFUSED = 101;

const STEP_1 = 0;
const STEP_2 = 1;
const UPDATE = 2;

export type Incoming =
  | { readonly kind: 'step1'; readonly stateVector: Uint8Array }
  | { readonly kind: 'step2' | 'update'; readonly update: Uint8Array }
  | { readonly kind: 'awareness'; readonly update: Uint8Array }
  | { readonly kind: 'queryAwareness' | 'ignored' };

/** Whether it counts as a sync message, whole or not. */
export const isSyncMessage = (bytes: Uint8Array): boolean => bytes[0] === SYNC;

const restAsBytes = (reader: ByteReader): Uint8Array | undefined => {
  const length = reader.uint(reader.bytes.length);
  const start = reader.position;
  reader.skip(length);
  return reader.isBroken() || !reader.isAtEnd ? undefined : reader.bytes.subarray(start);
};

/** What `bytes` say; parts of it are views of them. */
export const readMessage = (bytes: Uint8Array): Incoming | undefined => {
  const reader = new ByteReader(bytes);
  const type = reader.byte();
  if (reader.isBroken()) return undefined;
  if (type === QUERY_AWARENESS) return { kind: 'queryAwareness' };
  if (type === AUTH) return { kind: 'ignored' };
  const step = type === SYNC ? reader.byte() : undefined;
  const body = restAsBytes(reader);
  if (body === undefined) return undefined;
  if (type === AWARENESS) return { kind: 'awareness', update: body };
  if (step === STEP_1) return isStateVector(body) ? { kind: 'step1', stateVector: body } : undefined;
  if (step === STEP_2) return { kind: 'step2', update: body };
  return step === UPDATE ? { kind: 'update', update: body } : undefined;
};

const isStateVector = (bytes: Uint8Array): boolean => {
  const reader = new ByteReader(bytes);
  const clients = reader.uint(bytes.length);
  for (let index = 0; index < clients && !reader.isBroken(); index++) {
    reader.uint(CLIENT_LIMIT);
    reader.uint(CLOCK_LIMIT);
  }
  return !reader.isBroken() && reader.isAtEnd;
};

const message = (write: (encoder: encoding.Encoder) => void): Outgoing => {
  const encoder = encoding.createEncoder();
  write(encoder);
  return { payload: encoding.toUint8Array(encoder) };
};

/** By hand and in one piece: one is made for every flush of every document. */
const sync = (step: number, body: Uint8Array): Outgoing => {
  const lengthBytes = body.length < 2 ** 7 ? 1 : body.length < 2 ** 14 ? 2 : body.length < 2 ** 21 ? 3 : 4;
  const payload = Buffer.allocUnsafe(2 + lengthBytes + body.length);
  payload[0] = SYNC;
  payload[1] = step;
  for (let index = 0, rest = body.length; index < lengthBytes; index++, rest >>>= 7) {
    payload[2 + index] = (rest & 127) | (index < lengthBytes - 1 ? 128 : 0);
  }
  payload.set(body, 2 + lengthBytes);
  return { payload };
};

/** "This is what I have; what do you have beyond it?" */
export const step1Message = (stateVector: Uint8Array): Outgoing => sync(STEP_1, stateVector);
export const step2Message = (update: Uint8Array): Outgoing => sync(STEP_2, update);
export const updateMessage = (update: Uint8Array): Outgoing => sync(UPDATE, update);

export const awarenessMessage = (update: Uint8Array): Outgoing =>
  message((encoder) => {
    encoding.writeUint8(encoder, AWARENESS);
    encoding.writeVarUint8Array(encoder, update);
  });

/** The document is durable up to `stateVector`, and with it the first `count` sync messages of this connection. */
export const acknowledgement = (stateVector: Uint8Array, count: number): Outgoing =>
  message((encoder) => {
    encoding.writeUint8(encoder, ACKNOWLEDGED);
    encoding.writeVarUint8Array(encoder, stateVector);
    encoding.writeVarUint(encoder, count);
  });

export const refusal = (code: RejectionCode): Outgoing =>
  message((encoder) => {
    encoding.writeUint8(encoder, REFUSED);
    encoding.writeVarString(encoder, code);
  });
