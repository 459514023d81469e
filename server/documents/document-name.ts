/**
 * The tail of a document address. A closed grammar: nothing else is ever looked up, and whose reading is meant never
 * comes from the address but from the caller (S3, I4).
 */

import type { ParticipantId } from '../../shared/board/ids.ts';
import { BOARD_DOCUMENT, readingStream, WALL_DOCUMENT } from '../room/streams.ts';
import type { StreamName } from '../store/board-store.ts';
import type { DocumentName } from './board-access.ts';

const READING = /^reading-([1-9]\d{0,5})$/;

/** `board`, `wall`, `reading-<round>`; undefined for anything else. */
export const parseDocumentName = (tail: string, caller: ParticipantId): DocumentName | undefined => {
  if (tail === 'board' || tail === 'wall') return { kind: tail };
  const round = READING.exec(tail)?.[1];
  return round === undefined ? undefined : { kind: 'reading', round: Number(round), author: caller };
};

export const streamOf = (name: DocumentName): StreamName => {
  switch (name.kind) {
    case 'board':
      return BOARD_DOCUMENT;
    case 'wall':
      return WALL_DOCUMENT;
    case 'reading':
      return readingStream(name.round, name.author);
  }
};
