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
import type { ServerLimits } from '../limits.ts';
import type { Room } from '../room/room.ts';
import type { Rooms } from '../room/rooms.ts';
import type { Clock } from '../runtime/clock.ts';
import { describeFault, type Log } from '../runtime/log.ts';
import type { Metrics } from '../runtime/metrics.ts';
import { StoreUnavailable } from '../store/board-store.ts';
import { DocumentSocket, type SocketOwner } from './document-socket.ts';
import { boundControlFrames, WEB_SOCKET_BOUNDS } from './web-socket-bounds.ts';

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

const BEAT_EVERY_MS = 12_000;

const ADDRESS = /^\/yjs\/([^/?]{1,80})\/([^/?]{1,80})(?:\?(.*))?$/;

interface Admitted {
  readonly room: Room;
  readonly peer: SocketOwner;
  readonly name: string;
}

export class DocumentSockets {
  readonly #dependencies: DocumentSocketDependencies;
  readonly #server: WebSocketServer;
  readonly #serving = new Set<DocumentSocket>();
  readonly #byKey = new Map<string, number>();

  constructor(dependencies: DocumentSocketDependencies) {
    this.#dependencies = dependencies;
    const options = {
      noServer: true,
      clientTracking: true,
      maxPayload: dependencies.limits.documentMessageBytes,
      ...WEB_SOCKET_BOUNDS,
    };
    this.#server = new WebSocketServer(options);
    dependencies.clock.every(BEAT_EVERY_MS, () => {
      for (const peer of this.#serving) peer.beat();
    });
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
          boundControlFrames(ws, this.#dependencies);
          if (typeof admitted === 'string') this.#refuse(ws, admitted);
          else this.#serve(ws, socket, admitted);
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

  #serve(ws: WebSocket, socket: Duplex, { room, name, peer: who }: Admitted): void {
    const document = parseDocumentName(name, who.person);
    if (document === undefined) return this.#refuse(ws, 'not_found');
    const held = this.#byKey.get(`${room.id} ${who.person}`) ?? 0;
    // Board, wall and reading for each of their devices.
    if (held >= this.#dependencies.limits.socketsPerPerson * 3) return this.#refuse(ws, 'too_many');
    this.#hold(`${room.id} ${who.person}`, ws);
    const peer = new DocumentSocket(ws, socket, who);
    this.#serving.add(peer);
    ws.once('close', () => this.#serving.delete(peer));
    peer
      .serve((served) => room.documents.connect(document, served))
      .then(
        (code) => {
          if (code !== undefined) this.#refuse(ws, code);
        },
        (fault: unknown) => {
          this.#dependencies.log.warn('document.connect', { fault: describeFault(fault) });
          this.#refuse(ws, 'unavailable');
        },
      );
  }

  #refuse(ws: WebSocket, code: RejectionCode): void {
    this.#dependencies.metrics().countRefusal('document', code);
    // A socket that is not read would never see the other side's answer.
    ws.resume();
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
}

const closeCodeOf = (code: RejectionCode): number => {
  if (code === 'not_found' || code === 'removed') return CLOSE.unknown;
  if (code === 'unavailable' || code === 'shutting_down') return CLOSE.tryLater;
  return code === 'too_many' ? CLOSE.tooMany : CLOSE.forbidden;
};
