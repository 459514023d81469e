/** A board at one moment of a recording: its folded log, and what lies beside it. */

import type { LogEntry, PersonRecord, RecordChange, ReplyRecord } from '../../shared/board/events.ts';
import type { ParticipantId } from '../../shared/board/ids.ts';
import { isPresent, lastRound, lateRoundOf, type BoardState, type Round } from '../../shared/board/state.ts';
import type { ViewSources } from '../../shared/board/view.ts';
import { seeded, seedOf } from '../../shared/scenario/seeded.ts';
import type { Papers } from './papers.ts';

export interface Moment {
  readonly atMs: number;
  readonly state: BoardState;
  readonly records: ReadonlyMap<string, PersonRecord | ReplyRecord>;
  readonly papers: Papers;
  /** Absent where only a document changed. */
  readonly entry?: LogEntry;
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** An id as the server makes them, the same for the same words. */
export const seededId = (...words: readonly string[]): string => {
  const chance = seeded(seedOf(...words));
  return Array.from({ length: 22 }, () => ALPHABET[chance.below(ALPHABET.length)]).join('');
};

export const withRecords = (before: Moment['records'], changes: readonly RecordChange[]): Moment['records'] => {
  if (changes.length === 0) return before;
  const next = new Map(before);
  for (const { key, value } of changes) {
    if (value === null) next.delete(key);
    else next.set(key, value);
  }
  return next;
};

export const sourcesOf = ({ records, state, papers }: Moment, away: ReadonlySet<string> = new Set()): ViewSources => ({
  nameOf: (id) => records.get(`name:${id}`) as PersonRecord | undefined,
  replyOf: (id) => (records.get(`reply:${id}`) as ReplyRecord | undefined)?.text,
  isOnline: (id) => isPresent(state.participants.get(id)) && !away.has(id),
  wording: papers.wording,
});

/** The round somebody can write in now: the one that is open, or the one they still owe. */
export const writableRound = (state: BoardState, person: ParticipantId): Round | undefined => {
  const round = lastRound(state);
  if (round?.status === 'writing') return round;
  const late = state.participants.get(person);
  return late === undefined ? undefined : lateRoundOf(state, late);
};
