/** Decisions about people: letting in, removing, names, seats, and what a person takes back. */

import type { CommandOf } from './commands.ts';
import { accept, refuse, type DecideContext, type Verdict } from './decision.ts';
import type { PersonRecord } from './events.ts';
import type { ParticipantId, ReadingId } from './ids.ts';
import { isPresent, type BoardState, type Participant } from './state.ts';

/** A seat is empty when no facilitator was connected for this long (A6). */
export const EMPTY_SEAT_MS = 10 * 60 * 1000;

const facilitators = (state: BoardState) =>
  [...state.participants.values()].filter((person) => person.isFacilitator && isPresent(person));

const aboutAnother = (
  state: BoardState,
  id: ParticipantId,
  person: Participant,
  then: (other: Participant) => Verdict,
): Verdict => {
  if (!person.isFacilitator) return refuse('forbidden');
  const other = state.participants.get(id);
  return other === undefined || other.isRemoved ? refuse('unknown_participant') : then(other);
};

export const admit = (
  state: BoardState,
  command: CommandOf<'participant.admit'>,
  _context: DecideContext,
  person: Participant,
): Verdict =>
  aboutAnother(state, command.participantId, person, (other) =>
    other.isPending ? accept([{ type: 'participant.admitted', participantId: other.id }]) : refuse('already_done'),
  );

export const remove = (
  state: BoardState,
  command: CommandOf<'participant.remove'>,
  _context: DecideContext,
  person: Participant,
): Verdict =>
  aboutAnother(state, command.participantId, person, (other) => {
    if (other.isFacilitator && facilitators(state).length === 1) return refuse('last_facilitator');
    return accept([{ type: 'participant.removed', participantId: other.id }], { raisesFence: true });
  });

export const rename = (
  state: BoardState,
  command: CommandOf<'participant.rename'>,
  context: DecideContext,
  person: Participant,
): Verdict => {
  const isReadsChanged = command.reads !== undefined && command.reads !== person.reads;
  if (isReadsChanged && state.phase === 'write') return refuse('wrong_phase');
  const before = context.nameOf(person.id);
  const name = command.name ?? before?.name;
  if (name === undefined) return refuse('malformed');
  const role = command.function === undefined ? before?.function : (command.function ?? undefined);
  const value: PersonRecord = { name, ...(role === undefined ? {} : { function: role }) };
  return accept(
    [
      {
        type: 'participant.renamed',
        participantId: person.id,
        ...(command.reads === undefined ? {} : { reads: command.reads }),
      },
    ],
    { records: [{ key: `name:${person.id}`, value }], raisesFence: isReadsChanged },
  );
};

export const withdraw = (
  state: BoardState,
  command: CommandOf<'participant.withdraw'>,
  _context: DecideContext,
  person: Participant,
): Verdict => {
  if (command.what === 'name') {
    return accept([{ type: 'name.withdrawn', participantId: person.id }], {
      records: [{ key: `name:${person.id}`, value: null }],
    });
  }
  const rounds = state.rounds.filter(
    (round) =>
      (command.round === undefined || round.number === command.round) &&
      round.readers.has(person.id) &&
      round.number >= person.ownsFromRound &&
      !round.withdrawn.has(person.readingId),
  );
  if (rounds.length === 0) return refuse('unknown_reading');
  const readingIds: ReadingId[] = [person.readingId];
  return accept(
    [{ type: 'reading.withdrawn', participantId: person.id, readingIds, rounds: rounds.map((round) => round.number) }],
    { raisesFence: true },
  );
};

export const grant = (
  state: BoardState,
  command: CommandOf<'facilitator.grant'>,
  _context: DecideContext,
  person: Participant,
): Verdict =>
  aboutAnother(state, command.participantId, person, (other) => {
    if (other.isPending) return refuse('unknown_participant');
    if (other.isFacilitator) return refuse('already_done');
    return accept([{ type: 'facilitator.granted', participantId: other.id }]);
  });

export const revoke = (
  state: BoardState,
  command: CommandOf<'facilitator.revoke'>,
  _context: DecideContext,
  person: Participant,
): Verdict =>
  aboutAnother(state, command.participantId, person, (other) => {
    if (!other.isFacilitator) return refuse('already_done');
    if (facilitators(state).length === 1) return refuse('last_facilitator');
    return accept([{ type: 'facilitator.revoked', participantId: other.id }], { raisesFence: true });
  });

export const take = (
  state: BoardState,
  _command: CommandOf<'facilitator.take'>,
  context: DecideContext,
  person: Participant,
): Verdict => {
  if (person.isFacilitator) return refuse('already_done');
  if (!state.rules.openSeat) return refuse('seat_closed');
  if (context.facilitatorAwayMs < EMPTY_SEAT_MS) return refuse('seat_taken');
  return accept([{ type: 'facilitator.taken', participantId: person.id }]);
};
