/**
 * One WebSocket frame from the server (RFC 6455, 5.2): final, binary, unmasked, uncompressed. Built once for all who get
 * the same message, because in a large room writing is the whole cost.
 */

import type { Outgoing } from '../documents/document-peer.ts';

const FINAL_BINARY = 0x82;
const TWO_BYTE_LENGTH = 126;
const EIGHT_BYTE_LENGTH = 127;

export const frameOf = (message: Outgoing): Uint8Array => {
  message.frame ??= frame(message.payload);
  return message.frame;
};

const frame = (payload: Uint8Array): Buffer => {
  const { length } = payload;
  const headBytes = length < TWO_BYTE_LENGTH ? 2 : length < 0x1_0000 ? 4 : 10;
  const framed = Buffer.allocUnsafe(headBytes + length);
  framed[0] = FINAL_BINARY;
  if (headBytes === 2) framed[1] = length;
  else if (headBytes === 4) framed.writeUInt16BE(length, framed.writeUInt8(TWO_BYTE_LENGTH, 1));
  else framed.writeBigUInt64BE(BigInt(length), framed.writeUInt8(EIGHT_BYTE_LENGTH, 1));
  framed.set(payload, headBytes);
  return framed;
};

const FINAL_PING = 0x89;

/** A ping that says nothing. */
export const pingFrame = (): Uint8Array => Uint8Array.of(FINAL_PING, 0);
