/** What the documents of a board are told about it: every answer straight from the folded state, at that moment. */

import {
  mayReadBoardDocument,
  mayReadReading,
  mayReadWall,
  mayWriteNotes,
  mayWriteReading,
  mayWriteWording,
} from '../../shared/board/permissions.ts';
import { findRound } from '../../shared/board/state.ts';
import type { BoardAccess } from '../documents/board-access.ts';
import type { Room } from './room.ts';

/** Somebody who withdrew their name still has a cursor. */
const NAMELESS = '';

export const accessOf = (room: Room): BoardAccess => ({
  mayRead: (person, document) => {
    switch (document.kind) {
      case 'board':
        return mayReadBoardDocument(room.state, person);
      case 'wall':
        return mayReadWall(room.state, person);
      case 'reading':
        return document.author === person ? mayReadReading(room.state, person, document.round) : 'not_found';
    }
  },
  mayWrite: (person, document, place) => {
    if (document.kind === 'reading') {
      return document.author === person ? mayWriteReading(room.state, person, document.round) : 'not_found';
    }
    if (place === 'wording') return mayWriteWording(room.state, person);
    return place === 'notes' ? mayWriteNotes(room.state, person) : 'read_only';
  },
  isKey: (keyHash) => room.state.keys.has(keyHash),
  fence: () => room.log.fence,
  eventsHead: () => room.log.head,
  catchUp: room.catchUp,
  isFresh: room.isFresh,
  dimensionsOf: (round) => findRound(room.state, round)?.dimensions ?? [],
  notedDimensions: () => room.state.dimensions.map(({ id }) => id),
  firstWording: () => {
    const [entry] = room.log.entries;
    const created = entry?.events.find((event) => event.type === 'board.created');
    return created?.wording ?? '';
  },
  shownWhileWritten: (round, author) => {
    const found = findRound(room.state, round);
    const person = room.state.participants.get(author);
    if (found?.status !== 'writing' || found.rules.mode !== 'open' || person === undefined) return undefined;
    return { readingId: person.readingId, by: author };
  },
  displayName: (person) => room.log.records.nameOf(person)?.name ?? NAMELESS,
});
