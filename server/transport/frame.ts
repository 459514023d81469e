/**
 * One WebSocket frame from the server (RFC 6455, 5.2): final, binary, unmasked, uncompressed. Built once for all who get
 * the same message, because in a large room writing is the whole cost.
 */

import type { Outgoing } from '../documents/document-peer.ts';

const FINAL_BINARY = 0x82;
const TWO_BYTE_LENGTH = 126;
const EIGHT_BYTE_LENGTH = 127;

const headOf = (length: number): Buffer => {
  if (length < TWO_BYTE_LENGTH) return Buffer.from([FINAL_BINARY, length]);
  if (length < 0x1_0000) {
    const head = Buffer.from([FINAL_BINARY, TWO_BYTE_LENGTH, 0, 0]);
    head.writeUInt16BE(length, 2);
    return head;
  }
  const head = Buffer.alloc(10);
  head[0] = FINAL_BINARY;
  head[1] = EIGHT_BYTE_LENGTH;
  head.writeBigUInt64BE(BigInt(length), 2);
  return head;
};

export const frameOf = (message: Outgoing): Uint8Array => {
  message.frame ??= Buffer.concat([headOf(message.payload.byteLength), message.payload]);
  return message.frame;
};

const FINAL_PING = 0x89;

/** A ping that says nothing. */
export const pingFrame = (): Uint8Array => Uint8Array.of(FINAL_PING, 0);
