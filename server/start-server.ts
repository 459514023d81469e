/**
 * The server put together: what is handed in (store, clock, randomness, logs) wired to what speaks with the outside.
 * Constructs no adapter itself; `main.ts` and tests do.
 */

import { createServer, type RequestListener, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Socket } from 'node:net';
import { rejection } from '../shared/board/rejections.ts';
import { RateLimit } from './access/rate-limit.ts';
import type { Config } from './config.ts';
import { openBoardDocuments } from './documents/board-documents.ts';
import { EXAMPLE_PACE, type ExamplePace } from './example/example-pace.ts';
import { Examples } from './example/examples.ts';
import { LeftBehind } from './example/left-behind.ts';
import { apiListener } from './http/listener.ts';
import { addressOf } from './http/caller.ts';
import { isForApi, type ServePage } from './http/pages.ts';
import { Repeats } from './http/repeats.ts';
import { exempting, type Surface } from './http/surface.ts';
import { foundBoard } from './room/founding.ts';
import { Rooms } from './room/rooms.ts';
import type { Clock } from './runtime/clock.ts';
import type { Log } from './runtime/log.ts';
import { Metrics } from './runtime/metrics.ts';
import { freshId, type Random } from './runtime/random.ts';
import type { BoardStore } from './store/board-store.ts';
import { StoreUnavailable } from './store/board-store.ts';
import { attachControlSocket } from './transport/control-socket.ts';
import { DocumentSockets } from './transport/document-sockets.ts';
import { SocketLimits } from './transport/socket-limits.ts';
import { routeUpgrades, type UpgradeDependencies } from './transport/upgrades.ts';

export interface ServerParts {
  readonly config: Config;
  readonly store: BoardStore;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly pages: ServePage;
  /** How live examples pass the time. */
  readonly examplePace?: ExamplePace;
  /** Upgrades that are not ours: the development server's. */
  readonly isForeignUpgrade?: UpgradeDependencies['isForeign'];
  /** Called with the HTTP server before it listens. */
  readonly onHttp?: (http: HttpServer) => void;
}

export interface RunningServer {
  readonly port: number;
  readonly url: string;
  /** Where it answers its own machine. */
  readonly origin: string;
  readonly http: HttpServer;
  /** Stops taking what is new, finishes what was begun, says goodbye, closes. */
  readonly drain: () => Promise<void>;
}

const HEADERS_WITHIN_MS = 8000;
const REQUEST_WITHIN_MS = 15_000;
const CHECK_EVERY_MS = 5000;
/** What is still open after this long is cut. */
const DRAIN_MS = 5000;

export const startServer = async (parts: ServerParts): Promise<RunningServer> => {
  const { config, store, clock, random, log } = parts;
  let isDraining = false;
  const socketLimits = new SocketLimits(config.limits, config.rateLimitExempt);
  const nodeId = freshId(random);
  const rooms = new Rooms({
    store,
    clock,
    random,
    log,
    nodeId,
    boardLimits: config.boardLimits,
    openDocuments: (room) => openBoardDocuments(room, config.documentLimits),
  });
  const documentSockets = new DocumentSockets({ rooms, clock, log, limits: config.limits, metrics: () => metrics });
  const metrics: Metrics = new Metrics({
    boards: () => rooms.count,
    controlSockets: () => socketLimits.count - documentSockets.count,
    documentSockets: () => documentSockets.count,
  });
  const originRule = {
    ...(config.publicUrl === undefined ? {} : { publicOrigin: config.publicUrl.origin }),
    trustsProxy: config.trustsProxy,
  };
  const limited = (burst: number, perSecond: number) =>
    exempting(new RateLimit({ burst, perSecond }, clock), config.rateLimitExempt);
  const { limits } = config;
  const examples = new Examples({
    limit: limits.examples,
    pace: parts.examplePace ?? EXAMPLE_PACE,
    clock,
    random,
    log,
    leftBehind: new LeftBehind(store),
    origin: () => originHere(http),
    found: (request) => foundBoard(rooms, request),
    erase: async (board) => {
      const room = await rooms.open(board);
      if (room !== undefined) await rooms.erase(room);
    },
  });
  const surface: Surface = {
    rooms,
    config,
    clock,
    log,
    metrics,
    originRule,
    repeats: new Repeats(clock),
    examples,
    mayCreate: limited(limits.boardsPerAddress, limits.boardsPerAddress / 3600),
    mayStartExample: limited(limits.examplesPerAddress, limits.examplesPerAddress / 3600),
    mayExport: limited(limits.exportsPerAddress, limits.exportsPerAddress / 60),
    mayJoin: limited(limits.joinsPerAddress, limits.joinsPerAddress / 60),
    mayGuess: limited(limits.guessesPerAddress, limits.guessesPerAddress / 60),
    mayAsk: limited(limits.requestsPerAddress, limits.requestsPerAddress / 10),
    checkReady: async () => {
      if (isDraining) throw new StoreUnavailable('This node is shutting down');
      await store.ping();
    },
  };
  const api = apiListener(surface);
  const answer: RequestListener = (request, response) => {
    if (isForApi(request)) api(request, response);
    else parts.pages(request, response, () => api(request, response));
  };
  const http = createServer(
    {
      // Left to Node, a request without a host, or with an expectation nobody knows, is refused without a word.
      requireHostHeader: false,
      headersTimeout: HEADERS_WITHIN_MS,
      requestTimeout: REQUEST_WITHIN_MS,
      connectionsCheckingInterval: CHECK_EVERY_MS,
      keepAlive: true,
    },
    answer,
  );
  http.on('checkExpectation', answer);
  http.on('clientError', (_fault, socket) => refuseUnreadable(socket as Socket));
  const connections = new Set<Socket>();
  http.on('connection', (socket: Socket) => {
    connections.add(socket);
    socket.once('close', () => connections.delete(socket));
  });
  routeUpgrades(http, {
    originRule,
    socketLimits,
    metrics,
    addressOf: (request) => addressOf(request, config.trustsProxy),
    isDraining: () => isDraining,
    acceptDocument: (request, socket, head) => documentSockets.accept(request, socket, head),
    isForeign: parts.isForeignUpgrade ?? (() => false),
  });
  const io = attachControlSocket(http, { rooms, clock, log, metrics, limits });
  parts.onHttp?.(http);

  await new Promise<void>((resolve, reject) => {
    http.once('error', reject);
    http.listen(config.port, config.host, 4096, () => {
      http.off('error', reject);
      resolve();
    });
  });
  const { port } = http.address() as AddressInfo;
  log.info('server.listening', { port });
  examples.sweep();

  const drain = async (): Promise<void> => {
    if (isDraining) return;
    isDraining = true;
    const closed = new Promise<void>((resolve) => http.close(() => resolve()));
    http.closeIdleConnections();
    await examples.close();
    await rooms.close();
    await io.close().catch(() => undefined);
    documentSockets.close();
    // What was upgraded is not among what the HTTP server would close.
    const cut = clock.after(DRAIN_MS, () => connections.forEach((socket) => socket.destroy()));
    http.closeIdleConnections();
    await closed;
    cut();
    await store.close();
    log.info('server.closed');
  };

  return { port, url: config.publicUrl?.href ?? `http://localhost:${port}`, origin: originHere(http), http, drain };
};

const originHere = (http: HttpServer): string => {
  const { address, port } = http.address() as AddressInfo;
  const isEverywhere = address === '::' || address === '0.0.0.0';
  const host = isEverywhere ? '127.0.0.1' : address.includes(':') ? `[${address}]` : address;
  return `http://${host}:${port}`;
};

const UNREADABLE_BODY = JSON.stringify({ rejection: rejection('malformed') });
const UNREADABLE = [
  'HTTP/1.1 400 Bad Request',
  'Connection: close',
  'Content-Type: application/json',
  `Content-Length: ${Buffer.byteLength(UNREADABLE_BODY)}`,
  '',
  UNREADABLE_BODY,
].join('\r\n');

/** What is no HTTP: nobody watches the socket after this, so it may not stay half open. */
const refuseUnreadable = (socket: Socket): void => {
  if (socket.writable) socket.end(UNREADABLE, () => socket.destroy());
  else socket.destroy();
};
