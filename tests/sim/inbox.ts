/**
 * What nobody may be sent, judged at the moment at which a node sends it: by the words in it, by what the node knows of
 * the person, and by what is committed.
 */

import type { Room } from '../../server/room/room.ts';
import type { ParticipantId, ReadingId } from '../../shared/board/ids.ts';
import { isWithheldFrom } from '../../shared/board/permissions.ts';
import { isPresent, lateRoundOf } from '../../shared/board/state.ts';
import type { ServerMessage } from '../../shared/protocol/control.ts';
import type { Archive, Violations } from './archive.ts';
import type { Canaries } from './canaries.ts';

export interface Recipient {
  readonly person: ParticipantId;
  readonly keyHash: string;
}

export class InboxGuard {
  readonly #archive: Archive;
  readonly #canaries: Canaries;
  readonly #violations: Violations;

  constructor(archive: Archive, canaries: Canaries, violations: Violations) {
    this.#archive = archive;
    this.#canaries = canaries;
    this.#violations = violations;
  }

  document(room: Room, to: Recipient, name: string, bytes: Uint8Array): void {
    this.#checkStanding(room, to, `the document ${name}`);
    this.#checkWords(room, to, bytes, `the document ${name}`);
  }

  control(room: Room, to: Recipient, message: ServerMessage): void {
    const where = `a message ${message.type}`;
    this.#checkStanding(room, to, where);
    const json = JSON.stringify(message);
    this.#checkWords(room, to, json, where);
    if (message.type === 'entries') {
      for (const { seq, events } of message.entries) {
        if (seq > this.#archive.log.length) this.#violations.add('D2', `entry ${seq} is shown, and not committed`);
        for (const event of events) {
          if (event.type !== 'reading.claimed') this.#checkLinks(to, event, event.type);
          if (event.type === 'dimension.marked' && event.participantId !== to.person) {
            this.#violations.add('S7', 'a mark is shown with whose it is');
          }
        }
      }
    }
    if (message.type === 'pulse' && message.pulse.dimensions.some(({ answered }) => answered < 3)) {
      this.#violations.add('S4', 'a pulse of fewer than three');
    }
  }

  view(room: Room, to: Recipient, view: unknown): void {
    this.#checkWords(room, to, JSON.stringify(view), 'a view');
    this.#checkLinks(to, view, 'a view');
  }

  /** S12: nothing reaches somebody after this node has folded that they, or their key, may not have it. */
  #checkStanding(room: Room, { person, keyHash }: Recipient, where: string): void {
    if (!isPresent(room.state.participants.get(person))) {
      this.#violations.add('S12', `${where} is sent to somebody who is not on the board any more`);
    } else if (!room.state.keys.has(keyHash)) {
      this.#violations.add('S12', `${where} is sent to a key that has ended`);
    }
  }

  #checkWords(room: Room, { person }: Recipient, bytes: Uint8Array | string, where: string): void {
    const { published, committed, state } = this.#archive;
    const here = room.state.participants.get(person);
    const isWithheld = here !== undefined && isWithheldFrom(room.state, here);
    const now = state.participants.get(person);
    const owes = now === undefined ? undefined : lateRoundOf(state, now)?.number;
    for (const { word, author, kind } of this.#canaries.in(bytes)) {
      if (author === person) continue;
      const hungWith = published.get(word);
      if (!committed.has(word)) this.#violations.add('D2', `${word} is in ${where}, and not committed`);
      if (kind !== 'reading') continue;
      if (hungWith === undefined)
        this.#violations.add('S1', `${word} of somebody else is in ${where} before its reveal`);
      else if (isWithheld) this.#violations.add('S1', `${word} is in ${where} to a late reader`);
      else if (owes !== undefined && owes === hungWith) {
        this.#violations.add(
          'S1',
          `${word} is in ${where} to a late reader of that round, whom the node does not know yet`,
        );
      }
    }
  }

  /** S7: no object names a reading and another person. */
  #checkLinks(to: Recipient, value: unknown, where: string): void {
    if (Array.isArray(value)) {
      for (const one of value) this.#checkLinks(to, one, where);
      return;
    }
    if (typeof value !== 'object' || value === null) return;
    const fields = Object.entries(value);
    const texts = fields.map(([, field]: [string, unknown]) => field).filter((field) => typeof field === 'string');
    const { owners, state } = this.#archive;
    const readingOf = texts.map((text) => owners.get(text as ReadingId)).find((owner) => owner !== undefined);
    const names = texts.some((text) => state.participants.has(text as ParticipantId));
    if (readingOf !== undefined && readingOf !== to.person && names) {
      this.#violations.add('S7', `${where} names a reading and a person`);
    }
    for (const [key, field] of fields) if (key !== 'claims') this.#checkLinks(to, field, where);
  }
}
