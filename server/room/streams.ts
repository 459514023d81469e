/** The streams of one board: the only place where stream names are put together or taken apart. */

import { parseParticipantId, type ParticipantId } from '../../shared/board/ids.ts';
import type { StreamName } from '../store/board-store.ts';

/** The control log: one entry for each accepted command. */
export const EVENTS: StreamName = 'events';
/** Names and replies, apart from the log so that they can be erased. */
export const RECORDS: StreamName = 'records';
export const BOARD_DOCUMENT: StreamName = 'doc:board';
export const WALL_DOCUMENT: StreamName = 'doc:wall';

export const readingStream = (round: number, participant: ParticipantId): StreamName =>
  `doc:reading:${round}:${participant}`;

const READING = /^doc:reading:([1-9]\d{0,5}):(.+)$/;

export const parseReadingStream = (stream: StreamName): { round: number; participant: ParticipantId } | undefined => {
  const [, round, name] = READING.exec(stream) ?? [];
  const participant = parseParticipantId(name);
  return round !== undefined && participant !== undefined ? { round: Number(round), participant } : undefined;
};
