/**
 * Decisions that no command of the public surface makes: creating a board, joining it, keys, and the second halves of
 * a reveal. The HTTP layer and the room ask for them.
 */

import type { CreateRequest, JoinRequest } from './commands.ts';
import { accept, refuse, type Decision, type Verdict } from './decision.ts';
import type { BoardEvent, Digest, PersonRecord, RecordChange } from './events.ts';
import type { BoardId, ParticipantId, ReadingId } from './ids.ts';
import type { BoardLimits } from '../protocol/limits.ts';
import { isPresent, type BoardState } from './state.ts';
import { templateDimensions } from './templates.ts';

const personRecord = (
  id: ParticipantId,
  { name, function: role }: { readonly name: string; readonly function?: string | undefined },
): RecordChange => {
  const value: PersonRecord = { name, ...(role === undefined ? {} : { function: role }) };
  return { key: `name:${id}`, value };
};

export interface Creation {
  readonly boardId: BoardId;
  readonly participantId: ParticipantId;
  readonly readingId: ReadingId;
  readonly keyHash: string;
  readonly recoveryHash: string;
}

/** The creator is the facilitator. `malformed` when there is no template of that name. */
export const decideCreate = (request: CreateRequest, made: Creation): Verdict => {
  const dimensions = request.template === undefined ? [] : templateDimensions(request.template);
  if (dimensions === undefined) return refuse('malformed');
  const { participantId } = made;
  return accept(
    [
      {
        type: 'board.created',
        boardId: made.boardId,
        timeZone: request.timeZone,
        wording: request.wording,
        ...(request.title === undefined ? {} : { title: request.title }),
        ...(request.after === undefined ? {} : { after: request.after }),
      },
      {
        type: 'participant.joined',
        participantId,
        readingId: made.readingId,
        reads: request.reads,
        isAbsent: false,
        isPending: false,
      },
      { type: 'facilitator.granted', participantId },
      { type: 'key.added', participantId, hash: made.keyHash, kind: 'personal' },
      { type: 'key.added', participantId, hash: made.recoveryHash, kind: 'recovery' },
      ...dimensions.map((dimension, at): BoardEvent => ({ type: 'dimension.added', dimension, at })),
    ],
    { records: [personRecord(participantId, request)], raisesFence: true },
  );
};

export interface Joining {
  readonly participantId: ParticipantId;
  readonly readingId: ReadingId;
  readonly keyHash: string;
  /** How the passphrase that came along compares; decided by the server, which knows the hash function. */
  readonly passphrase: 'missing' | 'wrong' | 'right';
  readonly limits: BoardLimits;
}

export const decideJoin = (state: BoardState, request: JoinRequest, joining: Joining): Verdict => {
  if (state.seq === 0) return refuse('not_found');
  if (state.isLocked) return refuse('locked');
  if (state.passphrase !== undefined && joining.passphrase === 'missing') return refuse('passphrase_required');
  if (state.passphrase !== undefined && joining.passphrase === 'wrong') return refuse('passphrase_wrong');
  const here = [...state.participants.values()].filter((person) => !person.isRemoved);
  const isFull = here.length >= joining.limits.people || state.participants.size >= joining.limits.people * 4;
  if (isFull) return refuse('too_many_people');
  const { participantId, readingId, keyHash } = joining;
  return accept(
    [
      {
        type: 'participant.joined',
        participantId,
        readingId,
        reads: request.reads,
        isAbsent: request.absent,
        isPending: state.rules.approval,
      },
      { type: 'key.added', participantId, hash: keyHash, kind: 'personal' },
    ],
    { records: [personRecord(participantId, request)] },
  );
};

/** One more key for somebody who has one: a second device, a personal link. */
export const decideAddKey = (
  state: BoardState,
  participantId: ParticipantId,
  hash: string,
  limits: BoardLimits,
): Verdict => {
  const person = state.participants.get(participantId);
  if (person === undefined || person.isRemoved) return refuse('not_found');
  const held = [...state.keys.values()].filter((key) => key.participantId === participantId).length;
  return held >= limits.keysPerPerson
    ? refuse('too_many')
    : accept([{ type: 'key.added', participantId, hash, kind: 'personal' }]);
};

/** A facilitator replaces the lost key of a person who has no writing that is still to be revealed. */
export const decideReplaceKey = (
  state: BoardState,
  asked: {
    readonly by: ParticipantId;
    readonly participantId: ParticipantId;
    readonly hash: string;
    readonly readingId: ReadingId;
    readonly hasUnsealedWriting: boolean;
    /** First round whose document the new key opens. */
    readonly ownsFromRound: number;
  },
): Verdict => {
  const by = state.participants.get(asked.by);
  if (!isPresent(by)) return refuse('not_found');
  if (!by.isFacilitator) return refuse('forbidden');
  const person = state.participants.get(asked.participantId);
  if (person === undefined || person.isRemoved) return refuse('unknown_participant');
  const isOnItsWay = state.rounds.some((round) => round.late.get(person.id) === 'sealed');
  if (asked.hasUnsealedWriting || isOnItsWay) return refuse('unsealed_writing');
  const { hasUnsealedWriting: _, ...event } = asked;
  return accept([{ type: 'key.replaced', ...event }], { raisesFence: true });
};

/** The recovery link gives its holder the seat again. */
export const decideRecover = (state: BoardState, participantId: ParticipantId): Verdict => {
  const person = state.participants.get(participantId);
  if (!isPresent(person)) return refuse('not_found');
  return person.isFacilitator ? refuse('already_done') : accept([{ type: 'facilitator.recovered', participantId }]);
};

const byReadingId = (a: Digest, b: Digest): number => (a.readingId < b.readingId ? -1 : 1);

/** The second append of a reveal. Digests are ordered by reading id, which is random: no other order may show (S7). */
export const decideRevealed = (round: number, digests: readonly Digest[]): Decision =>
  accept([{ type: 'round.revealed', round, digests: [...digests].sort(byReadingId) }], { raisesFence: true });

/** The second append of a late reading; null when its author wrote nothing. */
export const decideLateRevealed = (round: number, participantId: ParticipantId, digest: Digest | null): Decision =>
  accept([{ type: 'late.revealed', round, participantId, digest }], { raisesFence: true });
