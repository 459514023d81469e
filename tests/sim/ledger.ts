/** What people were promised: answers to commands, and words that were said to be saved. Kept to be held against the store. */

import * as Y from 'yjs';
import { hashOffered } from '../../server/access/keys.ts';
import { decodeKept } from '../../server/documents/entry-format.ts';
import { parseDocumentName, streamOf } from '../../server/documents/document-name.ts';
import type { Room } from '../../server/room/room.ts';
import { parseReadingStream } from '../../server/room/streams.ts';
import { StoreUnavailable, type StreamName } from '../../server/store/board-store.ts';
import type { MemoryMedium } from '../../server/store/memory-medium.ts';
import type { ParticipantId } from '../../shared/board/ids.ts';
import type { Archive, Violations } from './archive.ts';
import type { Place } from './place.ts';
import type { SimNode } from './sim-node.ts';
import { Wire } from './wire.ts';

interface Answered {
  readonly by: ParticipantId;
  readonly commandId: string;
  readonly type: string;
  readonly seq: number;
}

export class Ledger {
  readonly #medium: MemoryMedium;
  readonly #archive: Archive;
  readonly #violations: Violations;
  readonly #answers = new Map<string, Answered>();
  readonly #saved = new Map<StreamName, { updates: Uint8Array[]; vectors: Map<number, number> }>();
  /** Counts, for the report. */
  acknowledged = 0;
  answers = 0;

  constructor(medium: MemoryMedium, archive: Archive, violations: Violations) {
    this.#medium = medium;
    this.#archive = archive;
    this.#violations = violations;
  }

  /** One HTTP request. Undefined when it was refused or the answer got lost. */
  ask<Found>(
    place: Place,
    node: SimNode,
    key: string,
    run: (room: Room, person: ParticipantId, keyHash: string) => Promise<Found>,
  ): Promise<Found | undefined> {
    return new Promise((resolve) => {
      const wire = new Wire(place.steps, node);
      const isLost = place.steps.die() < 0.05;
      wire.up(() => {
        const keyHash = hashOffered(key) ?? '';
        const asking = async (): Promise<Found | undefined> => {
          const room = await node.room(place.board);
          const person = room?.state.keys.get(keyHash)?.participantId;
          return room === undefined || person === undefined ? undefined : run(room, person, keyHash);
        };
        asking().then(
          (found) => wire.down(() => resolve(isLost ? undefined : found)),
          (fault: unknown) => {
            if (!(fault instanceof StoreUnavailable)) place.onFault('a request', fault);
            wire.down(() => resolve(undefined));
          },
        );
      });
    });
  }

  answered(by: ParticipantId, payload: Record<string, unknown>, seq: number): void {
    this.answers++;
    const [commandId, type] = [String(payload['commandId']), String(payload['type'])];
    const key = `${by} ${commandId}`;
    const before = this.#answers.get(key);
    // A reveal is answered with what showed it, once that is there.
    if (before !== undefined && before.seq !== seq && type !== 'round.reveal') {
      this.#violations.add('D4', `a repeated ${type} is answered with ${seq} after ${before.seq}`);
    }
    if (before === undefined) this.#answers.set(key, { by, commandId, type, seq });
    this.#checkAnswer(this.#answers.get(key));
  }

  saved(by: ParticipantId, name: string, updates: readonly Uint8Array[], stateVector: Uint8Array): void {
    this.acknowledged += updates.length;
    const document = parseDocumentName(name, by);
    if (document === undefined) return;
    const stream = streamOf(document);
    const saved = this.#saved.get(stream) ?? { updates: [], vectors: new Map<number, number>() };
    saved.updates.push(...updates);
    for (const [client, clock] of Y.decodeStateVector(stateVector)) {
      saved.vectors.set(client, Math.max(clock, saved.vectors.get(client) ?? 0));
    }
    this.#saved.set(stream, saved);
  }

  /** D1: whatever was promised is in the store. */
  check(): void {
    for (const answer of this.#answers.values()) this.#checkAnswer(answer);
    for (const [stream, { updates, vectors }] of this.#saved) {
      if (this.#isTakenBack(stream)) continue;
      const doc = this.stored(stream);
      const kept = Y.decodeStateVector(Y.encodeStateVector(doc));
      for (const [client, clock] of vectors) {
        if ((kept.get(client) ?? 0) < clock) {
          this.#violations.add(
            'D1',
            `${stream} was said to be durable up to ${clock} of a client, and has ${kept.get(client) ?? 0}`,
          );
        }
      }
      let isChanged = false;
      doc.on('update', () => {
        isChanged = true;
      });
      for (const update of updates) Y.applyUpdate(doc, update);
      if (isChanged || doc.store.pendingStructs !== null) {
        this.#violations.add('D1', `something in ${stream} was acknowledged and is not in the store`);
      }
    }
  }

  /** A document as the store holds it. */
  stored(stream: StreamName): Y.Doc {
    const doc = new Y.Doc();
    const { snapshot, entries } = this.#medium.stream(this.#archive.board, stream);
    if (snapshot !== undefined) Y.applyUpdate(doc, decodeKept(snapshot.bytes).update);
    for (const { payload } of entries) Y.applyUpdate(doc, decodeKept(payload).update);
    return doc;
  }

  #checkAnswer(answer: Answered | undefined): void {
    if (answer === undefined) return;
    const { by, commandId, type, seq } = answer;
    const entries = this.#archive.answerOf(by, commandId);
    const isThere = type === 'round.reveal' ? entries.length === 1 : entries[0]?.seq === seq;
    if (!isThere) this.#violations.add('D1', `${type} was answered with ${seq}, and is not there`);
  }

  #isTakenBack(stream: StreamName): boolean {
    const reading = parseReadingStream(stream);
    if (reading === undefined) return false;
    return this.#archive.log.some((entry) =>
      entry.events.some(
        (event) =>
          event.type === 'reading.withdrawn' &&
          event.participantId === reading.participant &&
          event.rounds.includes(reading.round),
      ),
    );
  }
}
