/** What must hold once everything that was under way has arrived, with the store well and everybody there. */

import * as Y from 'yjs';
import { canonicalJson } from '../../server/room/digest.ts';
import type { Room } from '../../server/room/room.ts';
import { decodeEntry } from '../../server/room/entry-codec.ts';
import { parseDocumentName, streamOf } from '../../server/documents/document-name.ts';
import { EVENTS, readingStream } from '../../server/room/streams.ts';
import type { MemoryMedium } from '../../server/store/memory-medium.ts';
import { evolve } from '../../shared/board/evolve.ts';
import type { LogEntry } from '../../shared/board/events.ts';
import { mayWriteReading } from '../../shared/board/permissions.ts';
import { isPresent, NO_BOARD, type BoardState } from '../../shared/board/state.ts';
import type { Violations } from './archive.ts';
import type { Canaries } from './canaries.ts';
import type { Workshop } from './workshop.ts';

const plain = (value: unknown): unknown => {
  if (value instanceof Map) return [...value].map(([key, one]: [unknown, unknown]) => [key, plain(one)]);
  if (value instanceof Set) return [...value].map(plain);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]: [string, unknown]) => [key, plain(one)]));
};
const sameState = (one: BoardState, other: BoardState): boolean =>
  canonicalJson(plain(one)) === canonicalJson(plain(other));

export interface RestDependencies {
  readonly workshop: Workshop;
  readonly medium: MemoryMedium;
  readonly canaries: Canaries;
  readonly violations: Violations;
  readonly rooms: readonly (Room | undefined)[];
}

export const checkAtRest = (dependencies: RestDependencies): void => {
  checkFold(dependencies);
  checkRounds(dependencies);
  checkForgotten(dependencies);
  checkDevices(dependencies);
  dependencies.workshop.ledger.check();
};

/** D10: the log, folded from nothing, is what every node holds. */
const checkFold = ({ workshop, medium, violations, rooms }: RestDependencies): void => {
  const { board } = workshop.archive;
  const folded = medium
    .stream(board, EVENTS)
    .entries.reduce((state, { payload }) => evolve(state, decodeEntry(payload).entry), NO_BOARD);
  if (!sameState(folded, workshop.archive.state)) violations.add('D10', 'the log is not what was committed');
  for (const room of rooms) {
    if (room === undefined) violations.add('D10', 'a board cannot be opened');
    else if (!sameState(room.state, folded)) violations.add('D10', 'a node holds another state than the log');
  }
};

const checkRounds = ({ workshop, violations }: RestDependencies): void => {
  for (const { number, status, late } of workshop.archive.state.rounds) {
    if (status === 'sealed') violations.add('D3', `round ${number} stays sealed`);
    if ([...late.values()].includes('sealed')) violations.add('D3', `a late reading of round ${number} stays sealed`);
  }
};

/** S5 and D13: what was deleted, or taken back, is not in the store any more. */
const checkForgotten = ({ workshop, medium, canaries, violations }: RestDependencies): void => {
  const { archive } = workshop;
  for (const round of archive.state.rounds) {
    if (round.status !== 'revealed') continue;
    for (const person of archive.state.participants.values()) {
      const stream = readingStream(round.number, person.id);
      const { snapshot, entries } = medium.stream(archive.board, stream);
      const isHung = round.readers.has(person.id);
      const kept = [...(snapshot === undefined ? [] : [snapshot.bytes]), ...entries.map(({ payload }) => payload)];
      const words = new Set(kept.flatMap((bytes) => canaries.in(bytes).map(({ word }) => word)));
      if (isHung && round.withdrawn.has(person.readingId) && words.size > 0) {
        violations.add('D13', `a reading of round ${round.number} that was taken back is in the store`);
      }
      if (!isHung) continue;
      const stored = workshop.ledger.stored(stream);
      const text = JSON.stringify([rootOf(stored, 'answers'), rootOf(stored, 'nod')]);
      const shown = new Set(canaries.in(text).map(({ word }) => word));
      for (const word of words) {
        if (!shown.has(word))
          violations.add('S5', `${word} was deleted, and is in the store after round ${round.number} was revealed`);
      }
    }
  }
};

const checkDevices = ({ workshop, violations, rooms }: RestDependencies): void => {
  const { archive } = workshop;
  const [room] = rooms;
  for (const device of workshop.devices) {
    const { id } = device.who;
    if (device.isGone || !isPresent(archive.state.participants.get(id))) continue;
    if (room === undefined || !device.isListening) continue;
    for (const { seq, events } of room.entriesFor(id, 0)) {
      // Who waits at the door is shown to facilitators only, and to those of them who came to it later when they look.
      if (isAboutSomebodyWaiting(archive.log, JSON.stringify(events))) continue;
      const what = `entry ${seq} (${events.map(({ type }) => type).join(', ')})`;
      if (!device.seqs.has(seq)) violations.add('D5', `${what} never came to somebody who may see it`);
    }
    if (device.asked.some(({ isAnswered }) => !isAnswered)) violations.add('D4', 'a command was never answered');
    for (const [name, { copy, isOver }] of device.copies) {
      if (!copy.isConnected || isOver) continue;
      const document = parseDocumentName(name, id);
      if (document === undefined) continue;
      if (!copy.isSynced) violations.add('D5', `${name} was never served`);
      if (copy.wantsAcks && !copy.isSaved)
        violations.add('D8', `${name} has ${copy.progress} saved, and was told no more`);
      const stored = workshop.ledger.stored(streamOf(document));
      const mayDiffer = document.kind === 'reading' && mayWriteReading(archive.state, id, document.round) !== undefined;
      if (!mayDiffer && !isSame(copy.doc, stored)) {
        violations.add('D5', `a copy of ${name} is not what the store holds`);
      }
    }
  }
};

const isAboutSomebodyWaiting = (log: readonly LogEntry[], shown: string): boolean =>
  log.some(({ events }) =>
    events.some(
      (event) => event.type === 'participant.joined' && event.isPending && shown.includes(event.participantId),
    ),
  );

const isSame = (copy: Y.Doc, stored: Y.Doc): boolean => {
  for (const [name, type] of stored.share) {
    void type;
    // Reading a root as what it is, in both alike.
    if (canonicalJson(rootOf(copy, name)) !== canonicalJson(rootOf(stored, name))) return false;
  }
  return (
    canonicalJson(plain(Y.decodeStateVector(Y.encodeStateVector(copy)))) ===
    canonicalJson(plain(Y.decodeStateVector(Y.encodeStateVector(stored))))
  );
};

const rootOf = (doc: Y.Doc, name: string): unknown =>
  name === 'wording' ? doc.getText(name).toJSON() : doc.getMap(name).toJSON();
