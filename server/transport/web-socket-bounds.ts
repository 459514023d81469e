/**
 * What holds for every WebSocket, whatever is spoken over it: how a message may be cut up, and how many frames may come
 * in that are no message of ours. Pings are the case in point: answered by the book, a client that sends them and reads
 * nothing would have the server keep an answer to each (A1).
 */

import { WebSocketServer, type ServerOptions, type WebSocket } from 'ws';
import { RateLimit } from '../access/rate-limit.ts';
import type { ServerLimits } from '../limits.ts';
import type { Clock } from '../runtime/clock.ts';

/** How long somebody who was told goodbye may take to say it too. */
const CLOSE_WITHIN_MS = 5000;

export const WEB_SOCKET_BOUNDS = {
  perMessageDeflate: false,
  autoPong: false,
  maxFragments: 64,
  maxBufferedChunks: 4096,
  closeTimeout: CLOSE_WITHIN_MS,
};

/** For libraries that make their own server of the class they are given. */
export class BoundedWebSocketServer extends WebSocketServer {
  constructor(options?: ServerOptions) {
    super({ ...options, ...WEB_SOCKET_BOUNDS });
  }
}

export interface FrameBounds {
  readonly limits: ServerLimits;
  readonly clock: Clock;
}

/** Answers pings, and ends a connection that sends too many pings and pongs. @returns what else is to be counted */
export const boundControlFrames = (ws: WebSocket, { limits, clock }: FrameBounds): (() => boolean) => {
  const rate = { burst: limits.framesPerConnection, perSecond: limits.framesPerConnection / 4 };
  const frames = new RateLimit(rate, clock);
  const mayGoOn = (): boolean => {
    const isAllowed = frames.allows('');
    if (!isAllowed) ws.terminate();
    return isAllowed;
  };
  ws.on('ping', (data) => {
    // Of several pings only the last needs an answer (RFC 6455, 5.5.3): who has not read one gets no second.
    if (mayGoOn() && ws.bufferedAmount === 0 && ws.readyState === ws.OPEN) ws.pong(data);
  });
  ws.on('pong', () => void mayGoOn());
  return mayGoOn;
};

/** What this needs to know of a connection of engine.io. */
export interface EngineConnection {
  readonly transport: { readonly socket: WebSocket };
  readonly on: (event: 'packet', listener: () => void) => unknown;
}

/** Packets that never become a command cost something too: a namespace that is none, a heartbeat nobody asked for. */
export const boundPackets = (connection: EngineConnection, bounds: FrameBounds): void => {
  const mayGoOn = boundControlFrames(connection.transport.socket, bounds);
  connection.on('packet', () => void mayGoOn());
};
