/**
 * Connections between a client and a node, without sockets: two lanes each, never reordered within, cut at any moment.
 * What the transport does around rooms and documents (who is this, what came too early, who hung up) is done here.
 */

import { hashOffered } from '../../server/access/keys.ts';
import { parseDocumentName } from '../../server/documents/document-name.ts';
import type { DocumentPeer, ServedPeer } from '../../server/documents/document-peer.ts';
import type { ControlSession } from '../../server/room/control-sessions.ts';
import { runCommand } from '../../server/room/room-commands.ts';
import type { Room } from '../../server/room/room.ts';
import { StoreUnavailable } from '../../server/store/board-store.ts';
import { parseCommand } from '../../shared/board/commands.ts';
import type { BoardId, ParticipantId } from '../../shared/board/ids.ts';
import { rejection } from '../../shared/board/rejections.ts';
import { isPresent } from '../../shared/board/state.ts';
import type { CommandAck, ServerMessage } from '../../shared/protocol/control.ts';
import type { InboxGuard } from './inbox.ts';
import type { SimNode } from './sim-node.ts';
import { Lane, type Steps } from './steps.ts';

const ANSWER_WITHIN_MS = 4500;

export interface Place {
  readonly steps: Steps;
  readonly guard: InboxGuard;
  readonly board: BoardId;
  readonly onFault: (what: string, fault: unknown) => void;
}

/** Two lanes and who is at their ends. */
export class Wire {
  readonly node: SimNode;
  readonly #up: Lane;
  readonly #down: Lane;
  readonly #hangUp: Lane;
  /** Bytes that were sent to the client and have not been taken. */
  bufferedBytes = 0;
  isCut = false;
  onGone: () => void = () => undefined;

  constructor(steps: Steps, node: SimNode) {
    this.node = node;
    this.#up = new Lane(steps);
    this.#down = new Lane(steps);
    this.#hangUp = new Lane(steps);
  }

  up(run: () => void): void {
    if (!this.isCut) {
      this.#up.push(() => {
        if (!this.node.isDead) run();
      });
    }
  }

  down(run: () => void, bytes = 0): void {
    if (this.isCut || this.node.isDead) return;
    this.bufferedBytes += bytes;
    this.#down.push(() => {
      this.bufferedBytes -= bytes;
      run();
    });
  }

  pause(isPaused: boolean): void {
    this.#up.isPaused = isPaused;
    this.#down.isPaused = isPaused;
  }

  /** Whatever is under way is lost; the node learns of it some time later. */
  cut(): void {
    if (this.isCut) return;
    this.isCut = true;
    this.#up.clear();
    this.#down.clear();
    this.bufferedBytes = 0;
    this.#hangUp.push(() => {
      if (!this.node.isDead) this.onGone();
    });
  }
}

const personOf = (room: Room, keyHash: string): ParticipantId | undefined => {
  const person = room.state.keys.get(keyHash)?.participantId;
  return person !== undefined && isPresent(room.state.participants.get(person)) ? person : undefined;
};

export interface ControlClient {
  readonly opened: () => void;
  readonly received: (message: ServerMessage) => void;
  readonly ended: (reason: string) => void;
}

/** A control socket. */
export class ControlConnection {
  readonly wire: Wire;
  readonly #place: Place;
  readonly #client: ControlClient;
  #room: Room | undefined;
  #person: ParticipantId | undefined;
  #isOver = false;

  constructor(place: Place, node: SimNode, key: string, after: number, client: ControlClient) {
    this.#place = place;
    this.#client = client;
    this.wire = new Wire(place.steps, node);
    this.wire.up(() => void this.#admit(hashOffered(key) ?? '', after));
  }

  command(payload: unknown, answered: (ack: CommandAck) => void): void {
    this.wire.up(() => {
      const { node } = this.wire;
      const [room, person] = [this.#room, this.#person];
      if (room === undefined || person === undefined || this.#isOver) return;
      let isAnswered = false;
      const answer = (ack: CommandAck): void => {
        if (isAnswered) return;
        isAnswered = true;
        this.wire.down(() => answered(ack));
      };
      const parsed = parseCommand(payload);
      if ('rejection' in parsed) return answer({ ok: false, rejection: parsed.rejection });
      const giveUp = node.clock.after(ANSWER_WITHIN_MS, () =>
        answer({ ok: false, rejection: rejection('unavailable') }),
      );
      runCommand(room, person, parsed.command)
        .then(answer, (fault: unknown) => {
          if (!(fault instanceof StoreUnavailable)) this.#place.onFault('a command', fault);
          answer({ ok: false, rejection: rejection(fault instanceof StoreUnavailable ? 'unavailable' : 'internal') });
        })
        .finally(giveUp);
    });
  }

  spotlight(dimensionId: string | null): void {
    this.wire.up(() => {
      if (this.#person !== undefined && !this.#isOver) {
        this.#room?.spotlight({ by: this.#person, dimensionId, readingId: null });
      }
    });
  }

  async #admit(keyHash: string, after: number): Promise<void> {
    const refuse = (code: string): void => this.wire.down(() => this.#client.ended(code));
    try {
      const room = await this.wire.node.room(this.#place.board);
      const person = room === undefined ? undefined : personOf(room, keyHash);
      if (room === undefined || person === undefined) return refuse('not_found');
      if (after > room.state.seq) await room.catchUp();
      this.wire.node.soon(() => this.#serve(room, person, keyHash, after));
    } catch (fault) {
      if (!(fault instanceof StoreUnavailable)) this.#place.onFault('an admission', fault);
      refuse('unavailable');
    }
  }

  #serve(room: Room, person: ParticipantId, keyHash: string, after: number): void {
    const { guard } = this.#place;
    const end = (reason: string): void => {
      if (this.#isOver) return;
      this.#isOver = true;
      this.wire.down(() => this.#client.ended(reason));
      if (this.#room !== undefined) room.leave(session);
    };
    const send = (message: ServerMessage): void => {
      if (this.#isOver) return;
      guard.control(room, { person, keyHash }, message);
      const text = JSON.stringify(message);
      this.wire.down(() => this.#client.received(JSON.parse(text) as ServerMessage), text.length);
    };
    const session: ControlSession = { person, keyHash, end, send };
    if (!isPresent(room.state.participants.get(person)) || room.isEnded) return end('removed');
    if (room.isOutdated(person, after)) return end('refresh');
    this.wire.down(() => this.#client.opened());
    const missed = room.entriesFor(person, after);
    if (missed.length > 0) send({ type: 'entries', entries: missed });
    this.#room = room;
    this.#person = person;
    room.join(session);
    const leave = (): void => {
      if (this.#isOver) return;
      this.#isOver = true;
      room.leave(session);
    };
    if (this.wire.isCut) leave();
    else this.wire.onGone = leave;
  }
}

export interface DocumentClient {
  readonly wantsAcks: boolean;
  readonly received: (payload: Uint8Array) => void;
  readonly ended: (code: number, reason: string) => void;
}

/** A document socket. */
export class DocumentConnection {
  readonly wire: Wire;
  readonly #place: Place;
  readonly #client: DocumentClient;
  readonly #early: Uint8Array[] = [];
  #served: ServedPeer | undefined;
  #isGone = false;

  constructor(place: Place, node: SimNode, key: string, name: string, client: DocumentClient) {
    this.#place = place;
    this.#client = client;
    this.wire = new Wire(place.steps, node);
    this.wire.onGone = () => {
      this.#isGone = true;
      this.#served?.closed();
    };
    this.wire.up(() => void this.#admit(hashOffered(key) ?? '', name));
  }

  send(message: Uint8Array): void {
    this.wire.up(() => {
      if (this.#served === undefined) this.#early.push(message);
      else this.#served.receive(message);
    });
  }

  async #admit(keyHash: string, tail: string): Promise<void> {
    const close = (code: number, reason: string): void => this.wire.down(() => this.#client.ended(code, reason));
    try {
      const room = await this.wire.node.room(this.#place.board);
      const person = room === undefined ? undefined : personOf(room, keyHash);
      const name = person === undefined ? undefined : parseDocumentName(tail, person);
      if (room === undefined || person === undefined || name === undefined) return close(4404, 'not_found');
      this.wire.node.soon(() => void this.#connect(room, name, tail, { person, keyHash }));
    } catch (fault) {
      if (!(fault instanceof StoreUnavailable)) this.#place.onFault('a document admission', fault);
      close(1013, 'unavailable');
    }
  }

  async #connect(
    room: Room,
    name: Parameters<Room['documents']['connect']>[0],
    tail: string,
    who: Pick<DocumentPeer, 'person' | 'keyHash'>,
  ): Promise<void> {
    let isClosed = false;
    const peer: DocumentPeer = {
      ...who,
      wantsAcks: this.#client.wantsAcks,
      send: ({ payload }) => {
        if (isClosed) return;
        this.#place.guard.document(room, who, tail, payload);
        const copy = payload.slice();
        this.wire.down(() => this.#client.received(copy), payload.length);
      },
      bufferedBytes: () => this.wire.bufferedBytes,
      close: (code, reason) => {
        isClosed = true;
        this.wire.down(() => this.#client.ended(code, reason));
      },
    };
    try {
      const found = await room.documents.connect(name, peer);
      if (typeof found === 'string') {
        const code = found === 'not_found' || found === 'removed' ? 4404 : found === 'unavailable' ? 1013 : 4403;
        return peer.close(code, found);
      }
      this.#served = found;
      for (const message of this.#early.splice(0)) found.receive(message);
      if (this.#isGone) found.closed();
    } catch (fault) {
      if (!(fault instanceof StoreUnavailable)) this.#place.onFault('a document connection', fault);
      peer.close(1013, 'unavailable');
    }
  }
}
