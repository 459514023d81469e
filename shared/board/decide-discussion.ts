/** Decisions once readings may be seen: claims, replies, marks, and the wording stated again. */

import type { CommandOf } from './commands.ts';
import { accept, refuse, type DecideContext, type Verdict } from './decision.ts';
import type { BoardEvent } from './events.ts';
import { evolve } from './evolve.ts';
import { markTotals } from './marks.ts';
import type { ReplyId } from './ids.ts';
import { isWithheldFrom, mayFrame } from './permissions.ts';
import type { BoardState, Participant } from './state.ts';

/** Others see totals of marks only after this many people more have marked (S7). */
const MARKERS_AT_ONCE = 3;

const discussing = (state: BoardState, person: Participant, then: () => Verdict): Verdict => {
  if (state.phase !== 'reveal' && state.phase !== 'closed') return refuse('wrong_phase');
  return isWithheldFrom(state, person) ? refuse('withheld') : then();
};

export const claim = (
  state: BoardState,
  _command: CommandOf<'reading.claim'>,
  _context: DecideContext,
  person: Participant,
): Verdict =>
  discussing(state, person, () => {
    const { id: participantId, readingId } = person;
    const isOnWall = state.rounds.some((round) => round.digests.some((digest) => digest.readingId === readingId));
    if (!isOnWall) return refuse('unknown_reading');
    return person.hasClaimed ? refuse('already_done') : accept([{ type: 'reading.claimed', participantId, readingId }]);
  });

const isAsked = (state: BoardState, dimensionId: string): boolean =>
  state.dimensions.some(({ id }) => id === dimensionId) ||
  state.rounds.some((round) => round.dimensions.some(({ id }) => id === dimensionId));

export const addReply = (
  state: BoardState,
  command: CommandOf<'reply.add'>,
  context: DecideContext,
  person: Participant,
): Verdict =>
  discussing(state, person, () => {
    const { dimensionId, text } = command;
    if (!isAsked(state, dimensionId)) return refuse('unknown_dimension');
    if (state.replies.size >= context.limits.replies) return refuse('too_many');
    const replyId = context.freshIds[0] as ReplyId;
    return accept([{ type: 'reply.added', replyId, dimensionId, participantId: person.id }], {
      records: [{ key: `reply:${replyId}`, value: { text } }],
    });
  });

export const removeReply = (
  state: BoardState,
  command: CommandOf<'reply.remove'>,
  _context: DecideContext,
  person: Participant,
): Verdict =>
  discussing(state, person, () => {
    const reply = state.replies.get(command.replyId);
    if (reply === undefined) return refuse('unknown_reply');
    if (reply.participantId !== person.id && !person.isFacilitator) return refuse('not_yours');
    return accept([{ type: 'reply.removed', replyId: reply.id }], {
      records: [{ key: `reply:${reply.id}`, value: null }],
    });
  });

export const mark = (
  state: BoardState,
  command: CommandOf<'dimension.mark'>,
  context: DecideContext,
  person: Participant,
): Verdict =>
  discussing(state, person, () => {
    const { dimensionId } = command;
    if (!isAsked(state, dimensionId)) return refuse('unknown_dimension');
    const marked: BoardEvent = {
      type: 'dimension.marked',
      dimensionId,
      mark: command.mark,
      on: command.on,
      participantId: person.id,
    };
    const next = evolve(state, { version: 1, seq: state.seq + 1, at: context.at, events: [marked] });
    const isEnough = next.unshownMarkers.size >= MARKERS_AT_ONCE;
    return accept(isEnough ? [marked, { type: 'marks.shown', marks: markTotals(next) }] : [marked]);
  });

export const restate = (
  state: BoardState,
  command: CommandOf<'wording.restate'>,
  _context: DecideContext,
  person: Participant,
): Verdict => {
  if (state.phase !== 'reveal') return refuse('wrong_phase');
  if (isWithheldFrom(state, person)) return refuse('withheld');
  if (!mayFrame(state, person)) return refuse('forbidden');
  const version = (state.wordings.at(-1)?.version ?? 0) + 1;
  return accept([{ type: 'wording.restated', version, text: command.text }]);
};
