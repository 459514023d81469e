/**
 * The document sockets: the y-websocket protocol at `/yjs/<board>/<document>`. Here a request becomes a person at a
 * document, and frames become messages; what a message means is the document's business. No frame, of any shape, ends
 * more than its own connection.
 */

import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { parseBoardId } from '../../shared/board/ids.ts';
import type { RejectionCode } from '../../shared/board/rejections.ts';
import { isPresent } from '../../shared/board/state.ts';
import { keyFromCookie } from '../access/cookies.ts';
import { hashOffered } from '../access/keys.ts';
import { bearerKey } from '../access/origin.ts';
import { parseDocumentName } from '../documents/document-name.ts';
import type { DocumentPeer, ServedPeer } from '../documents/document-peer.ts';
import type { ServerLimits } from '../limits.ts';
import type { Room } from '../room/room.ts';
import type { Rooms } from '../room/rooms.ts';
import type { Clock } from '../runtime/clock.ts';
import { describeFault, type Log } from '../runtime/log.ts';
import type { Metrics } from '../runtime/metrics.ts';
import { StoreUnavailable } from '../store/board-store.ts';
import { frameOf } from './frame.ts';

export interface DocumentSocketDependencies {
  readonly rooms: Rooms;
  readonly clock: Clock;
  readonly log: Log;
  readonly limits: ServerLimits;
  readonly metrics: () => Metrics;
}

/** Both are in the range that stops a stock provider from connecting again. */
const CLOSE = {
  forbidden: 4403,
  unknown: 4404,
  tooMany: 4429,
  tryLater: 1013,
  malformed: 1003,
  restart: 1012,
} as const;

const PING_EVERY_MS = 12_000;
const MOST_FRAGMENTS = 64;
const MOST_BUFFERED_CHUNKS = 4096;

const ADDRESS = /^\/yjs\/([^/?]{1,80})\/([^/?]{1,80})(?:\?(.*))?$/;

interface Admitted {
  readonly room: Room;
  readonly peer: Pick<DocumentPeer, 'person' | 'keyHash' | 'wantsAcks'>;
  readonly name: string;
}

export class DocumentSockets {
  readonly #dependencies: DocumentSocketDependencies;
  readonly #server: WebSocketServer;
  /** Sockets that have answered since the last ping. */
  readonly #alive = new WeakSet<WebSocket>();
  readonly #byKey = new Map<string, number>();

  constructor(dependencies: DocumentSocketDependencies) {
    this.#dependencies = dependencies;
    this.#server = new WebSocketServer({
      noServer: true,
      clientTracking: true,
      perMessageDeflate: false,
      maxPayload: dependencies.limits.documentMessageBytes,
      maxFragments: MOST_FRAGMENTS,
      maxBufferedChunks: MOST_BUFFERED_CHUNKS,
    });
    dependencies.clock.every(PING_EVERY_MS, () => this.#ping());
  }

  get count(): number {
    return this.#server.clients.size;
  }

  /** The upgrade has passed the door (upgrades.ts). A refusal is told by a close code, which needs a socket first. */
  accept(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.#admit(request).then(
      (admitted) =>
        this.#server.handleUpgrade(request, socket, head, (ws) => {
          ws.on('error', () => ws.terminate());
          if (typeof admitted === 'string') this.#refuse(ws, admitted);
          else this.#serve(ws, admitted);
        }),
      (fault: unknown) => {
        this.#dependencies.log.warn('document.admit', { fault: describeFault(fault) });
        socket.destroy();
      },
    );
  }

  close(): void {
    for (const ws of this.#server.clients) ws.close(CLOSE.restart, 'restart');
    this.#server.close();
  }

  async #admit(request: IncomingMessage): Promise<Admitted | RejectionCode> {
    const [, boardText, name, query] = ADDRESS.exec(request.url ?? '') ?? [];
    const board = parseBoardId(boardText);
    if (board === undefined || name === undefined) return 'not_found';
    const { headers } = request;
    const cookie = headers.origin === undefined ? undefined : keyFromCookie(headers.cookie, board);
    const keyHash = hashOffered(bearerKey(headers) ?? cookie);
    if (keyHash === undefined) return 'not_found';
    try {
      const room = await this.#dependencies.rooms.open(board);
      const person = room?.state.keys.get(keyHash)?.participantId;
      if (room === undefined || person === undefined) return 'not_found';
      if (!isPresent(room.state.participants.get(person))) return 'not_found';
      const wantsAcks = new URLSearchParams(query).get('ack') === '1';
      return { room, name, peer: { person, keyHash, wantsAcks } };
    } catch (fault) {
      if (fault instanceof StoreUnavailable) return 'unavailable';
      throw fault;
    }
  }

  #serve(ws: WebSocket, { room, name, peer: who }: Admitted): void {
    const document = parseDocumentName(name, who.person);
    if (document === undefined) return this.#refuse(ws, 'not_found');
    const held = this.#byKey.get(`${room.id} ${who.person}`) ?? 0;
    // Board, wall and reading for each of their devices.
    if (held >= this.#dependencies.limits.socketsPerPerson * 3) return this.#refuse(ws, 'too_many');
    this.#hold(`${room.id} ${who.person}`, ws);
    this.#alive.add(ws);
    ws.on('pong', () => this.#alive.add(ws));

    const early: Uint8Array[] = [];
    let served: ServedPeer | undefined;
    let isClosed = false;
    ws.on('message', (data: Buffer, isBinary: boolean) => {
      this.#alive.add(ws);
      if (!isBinary) ws.close(CLOSE.malformed, 'malformed');
      else if (served !== undefined) served.receive(data);
      else early.push(Uint8Array.from(data));
    });
    ws.on('close', () => {
      isClosed = true;
      served?.closed();
    });
    const peer = peerOf(ws, who);
    room.documents.connect(document, peer).then(
      (found) => {
        if (typeof found === 'string') return this.#refuse(ws, found);
        served = found;
        for (const message of early.splice(0)) found.receive(message);
        if (isClosed) found.closed();
      },
      (fault: unknown) => {
        this.#dependencies.log.warn('document.connect', { fault: describeFault(fault) });
        ws.close(CLOSE.tryLater, 'unavailable');
      },
    );
  }

  #refuse(ws: WebSocket, code: RejectionCode): void {
    this.#dependencies.metrics().countRefusal('document', code);
    ws.close(closeCodeOf(code), code);
  }

  #hold(key: string, ws: WebSocket): void {
    this.#byKey.set(key, (this.#byKey.get(key) ?? 0) + 1);
    ws.once('close', () => {
      const left = (this.#byKey.get(key) ?? 1) - 1;
      if (left > 0) this.#byKey.set(key, left);
      else this.#byKey.delete(key);
    });
  }

  /** A socket that was silent through a whole period is gone, whatever its kernel says (C9). */
  #ping(): void {
    for (const ws of this.#server.clients) {
      if (!this.#alive.has(ws)) {
        ws.terminate();
        continue;
      }
      this.#alive.delete(ws);
      ws.ping();
    }
  }
}

const closeCodeOf = (code: RejectionCode): number => {
  if (code === 'not_found' || code === 'removed') return CLOSE.unknown;
  if (code === 'unavailable' || code === 'shutting_down') return CLOSE.tryLater;
  return code === 'too_many' ? CLOSE.tooMany : CLOSE.forbidden;
};

/** The raw socket under a ws connection: writing the same finished frame to everybody is what makes a crowd cheap. */
const rawSocketOf = (ws: WebSocket): Duplex => (ws as unknown as { _socket: Duplex })._socket;

const peerOf = (ws: WebSocket, who: Admitted['peer']): DocumentPeer => {
  const socket = rawSocketOf(ws);
  return {
    ...who,
    send: (message) => {
      if (ws.readyState === ws.OPEN && !socket.destroyed) socket.write(frameOf(message));
    },
    bufferedBytes: () => socket.writableLength,
    close: (code, reason) => ws.close(code, reason),
  };
};
