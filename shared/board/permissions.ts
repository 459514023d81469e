/**
 * Who may read and write which document of a board, decided from the state alone. Asked for every message (S2); the
 * sockets hold no permission of their own.
 */

import type { ParticipantId } from './ids.ts';
import type { RejectionCode } from './rejections.ts';
import { findRound, isPresent, lateRoundOf, type BoardState, type Participant } from './state.ts';

/** Undefined means allowed. */
type Verdict = RejectionCode | undefined;

/** Whoever the rule `framing` lets edit wording and questions. */
export const mayFrame = (state: BoardState, person: Participant): boolean =>
  person.isFacilitator || state.rules.framing === 'everyone';

/** Whether everything that derives from readings is kept from this person for now. */
export const isWithheldFrom = (state: BoardState, person: Participant): boolean =>
  lateRoundOf(state, person) !== undefined;

const whileHere = (state: BoardState, id: ParticipantId, then: (person: Participant) => Verdict): Verdict => {
  const person = state.participants.get(id);
  if (person?.isRemoved === true) return 'removed';
  return isPresent(person) ? then(person) : 'not_found';
};

export const mayReadBoardDocument = (state: BoardState, id: ParticipantId): Verdict =>
  whileHere(state, id, (person) => (isWithheldFrom(state, person) ? 'withheld' : undefined));

export const mayReadWall = mayReadBoardDocument;

export const mayWriteWording = (state: BoardState, id: ParticipantId): Verdict =>
  whileHere(state, id, (person) => {
    if (isWithheldFrom(state, person)) return 'withheld';
    if (state.phase !== 'frame' && state.phase !== 'reveal') return 'wrong_phase';
    return mayFrame(state, person) ? undefined : 'forbidden';
  });

export const mayWriteNotes = (state: BoardState, id: ParticipantId): Verdict =>
  whileHere(state, id, (person) => {
    if (isWithheldFrom(state, person)) return 'withheld';
    return state.phase === 'write' ? 'wrong_phase' : undefined;
  });

/** A reading is its author's own: `id` is always both the caller and the author. */
export const mayReadReading = (state: BoardState, id: ParticipantId, round: number): Verdict =>
  whileHere(state, id, (person) => {
    const found = findRound(state, round);
    if (found === undefined || round < person.ownsFromRound) return 'not_found';
    if (found.withdrawn.has(person.readingId)) return 'not_found';
    return person.reads ? undefined : 'does_not_read';
  });

export const mayWriteReading = (state: BoardState, id: ParticipantId, round: number): Verdict => {
  const unreadable = mayReadReading(state, id, round);
  if (unreadable !== undefined) return unreadable;
  const person = state.participants.get(id);
  const found = findRound(state, round);
  if (person === undefined || found === undefined) return 'not_found';
  if (found.status === 'writing') return undefined;
  if (found.status === 'paused') return 'wrong_phase';
  const isOwedLate = lateRoundOf(state, person) === found && !found.late.has(id);
  return isOwedLate && state.phase !== 'frame' ? undefined : 'sealed';
};
