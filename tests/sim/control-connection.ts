/** A control socket without the socket: what the transport does around a room is done here. */

import { hashOffered } from '../../server/access/keys.ts';
import type { ControlSession } from '../../server/room/control-sessions.ts';
import { runCommand } from '../../server/room/room-commands.ts';
import type { Room } from '../../server/room/room.ts';
import { StoreUnavailable } from '../../server/store/board-store.ts';
import { parseCommand } from '../../shared/board/commands.ts';
import type { ParticipantId } from '../../shared/board/ids.ts';
import { rejection } from '../../shared/board/rejections.ts';
import { isPresent } from '../../shared/board/state.ts';
import type { CommandAck, ServerMessage } from '../../shared/protocol/control.ts';
import { personOf, type Place } from './place.ts';
import type { SimNode } from './sim-node.ts';
import { Wire } from './wire.ts';

const ANSWER_WITHIN_MS = 4500;

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
    if (!room.state.keys.has(keyHash)) return end('key_ended');
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
