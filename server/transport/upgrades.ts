/**
 * Where every WebSocket begins: from a page of ours or with a key, from somebody there is still room for, to one of the
 * two paths. Everything else is turned away before anything is allocated for it.
 */

import type { IncomingMessage, Server as HttpServer } from 'node:http';
import type { Duplex } from 'node:stream';
import { rejection } from '../../shared/board/rejections.ts';
import { isOwnOrigin, type OriginRule } from '../access/origin.ts';
import type { Metrics } from '../runtime/metrics.ts';
import { markJudged } from './control-socket.ts';
import type { SocketLimits } from './socket-limits.ts';

export interface UpgradeDependencies {
  readonly originRule: OriginRule;
  readonly socketLimits: SocketLimits;
  readonly metrics: Metrics;
  readonly addressOf: (request: IncomingMessage) => string;
  readonly isDraining: () => boolean;
  readonly acceptDocument: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  /** Upgrades that belong to somebody else on this port: the development server's. */
  readonly isForeign: (request: IncomingMessage) => boolean;
}

const STATUS = {
  bad_origin: '403 Forbidden',
  not_found: '404 Not Found',
  too_many: '503 Service Unavailable',
  shutting_down: '503 Service Unavailable',
} as const;

const turnAway = (socket: Duplex, reason: keyof typeof STATUS): void => {
  const body = JSON.stringify({ rejection: rejection(reason) });
  const head = [
    `HTTP/1.1 ${STATUS[reason]}`,
    'Connection: close',
    'Retry-After: 2',
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  // Nobody else watches this socket: left half open, it would be kept for as long as its peer likes.
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
};

export const routeUpgrades = (http: HttpServer, dependencies: UpgradeDependencies): void => {
  const { originRule, socketLimits, metrics } = dependencies;

  const judge = (request: IncomingMessage, socket: Duplex): keyof typeof STATUS | undefined => {
    const { origin } = request.headers;
    const path = request.url ?? '';
    if (!path.startsWith('/yjs/') && !path.startsWith('/socket.io/')) return 'not_found';
    if (dependencies.isDraining()) return 'shutting_down';
    if (origin !== undefined && !isOwnOrigin(origin, request.headers, originRule)) return 'bad_origin';
    return socketLimits.admit(dependencies.addressOf(request), socket) ? undefined : 'too_many';
  };

  // Before socket.io's own listener, which asks whether its upgrades were judged.
  http.prependListener('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (dependencies.isForeign(request)) return;
    // A socket without a listener would end the process when its peer resets the connection.
    socket.on('error', () => socket.destroy());
    const reason = judge(request, socket);
    if (reason !== undefined) {
      metrics.countRefusal('upgrade', reason);
      turnAway(socket, reason);
    } else if (request.url?.startsWith('/yjs/') === true) {
      dependencies.acceptDocument(request, socket, head);
    } else {
      markJudged(request);
    }
  });
};
