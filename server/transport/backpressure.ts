/** How much a control socket has been sent that its client has not taken yet. */

import type { Socket } from 'socket.io';

/** A packet waiting in the queue counts as this much: its size is not known before it is written. */
const QUEUED_PACKET_BYTES = 2048;

/** Bytes, as far as the transport tells: what lies in the WebSocket plus an estimate of what is queued before it. */
export const pendingBytes = (socket: Socket): number => {
  const transport = socket.conn.transport as { socket?: { bufferedAmount?: number } };
  const queued = (socket.conn as unknown as { writeBuffer?: readonly unknown[] }).writeBuffer?.length ?? 0;
  return (transport.socket?.bufferedAmount ?? 0) + queued * QUEUED_PACKET_BYTES;
};
