/** Decisions that move a board through its phases. All of them compare `seen`, so that none is carried out late. */

import { dayIn } from './calendar.ts';
import type { CommandOf } from './commands.ts';
import { accept, refuse, type DecideContext, type Verdict } from './decision.ts';
import type { BoardEvent } from './events.ts';
import { markTotals } from './marks.ts';
import { areSameRules } from './rules.ts';
import { toPlain } from './plain-text.ts';
import { lastRound, lateRoundOf, type BoardState, type Participant, type Phase } from './state.ts';

const MINUTE_MS = 60_000;

/** A move is also the moment at which marks that were held back are shown as totals (S7). */
const moving = (
  state: BoardState,
  { seen }: { readonly seen: number },
  person: Participant,
  from: readonly Phase[],
  then: () => Verdict,
): Verdict => {
  if (!person.isFacilitator) return refuse('forbidden');
  if (seen !== state.seen || lastRound(state)?.status === 'sealed') return refuse('stale');
  if (!from.includes(state.phase)) return refuse('wrong_phase');
  const verdict = then();
  if (verdict.rejected !== undefined || state.unshownMarkers.size === 0) return verdict;
  return { ...verdict, events: [...verdict.events, { type: 'marks.shown', marks: markTotals(state) }] };
};

const isUnchanged = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

export const open = (
  state: BoardState,
  command: CommandOf<'round.open'>,
  context: DecideContext,
  person: Participant,
): Verdict =>
  moving(state, command, person, ['frame'], () => {
    const wording = toPlain(context.wording);
    const known = state.wordings.at(-1);
    const wordingVersion = known === undefined ? 1 : known.text === wording ? known.version : known.version + 1;
    const { dimensions, rules } = state;
    const last = lastRound(state);
    const isResumed =
      last?.status === 'paused' &&
      last.wording === wording &&
      areSameRules(last.rules, rules) &&
      isUnchanged(last.dimensions, dimensions);
    const round = isResumed ? last.number : state.rounds.length + 1;
    if (round > context.limits.rounds) return refuse('too_many');
    const deadline = typeof rules.minutes === 'number' ? { deadline: context.at + rules.minutes * MINUTE_MS } : {};
    return accept(
      [{ type: 'round.opened', round, isResumed, wording, wordingVersion, dimensions, rules, ...deadline }],
      { raisesFence: true },
    );
  });

export const extend = (
  state: BoardState,
  command: CommandOf<'round.extend'>,
  context: DecideContext,
  person: Participant,
): Verdict => {
  if (!person.isFacilitator) return refuse('forbidden');
  const round = lastRound(state);
  if (state.phase !== 'write' || round?.status !== 'writing') return refuse('wrong_phase');
  const from = Math.max(context.at, round.deadline ?? 0);
  return accept([{ type: 'round.extended', deadline: from + command.minutes * MINUTE_MS }]);
};

/** The first of two appends: with the fence it raises, every reading of the round is final. */
export const reveal = (
  state: BoardState,
  command: CommandOf<'round.reveal'>,
  _context: DecideContext,
  person: Participant,
): Verdict =>
  moving(state, command, person, ['write'], () =>
    accept([{ type: 'round.sealed', round: state.rounds.length }], { raisesFence: true }),
  );

export const back = (
  state: BoardState,
  command: CommandOf<'phase.back'>,
  _context: DecideContext,
  person: Participant,
): Verdict =>
  moving(state, command, person, ['write', 'reveal', 'closed'], () => {
    const { phase } = state;
    if (phase === 'frame') return refuse('wrong_phase');
    const event: BoardEvent = { type: 'phase.back', from: phase, to: phase === 'closed' ? 'reveal' : 'frame' };
    return accept([event], { raisesFence: true });
  });

export const close = (
  state: BoardState,
  command: CommandOf<'board.close'>,
  context: DecideContext,
  person: Participant,
): Verdict =>
  moving(state, command, person, ['reveal'], () =>
    accept(
      [
        {
          type: 'board.closed',
          on: dayIn(state.timeZone, context.at),
          ...(command.returnOn === undefined ? {} : { returnOn: command.returnOn }),
        },
      ],
      { raisesFence: true },
    ),
  );

/** "I'm done" while writing, or the end of a late reading: that one is final at once. */
export const finish = (
  state: BoardState,
  command: CommandOf<'reading.finish'>,
  _context: DecideContext,
  person: Participant,
): Verdict => {
  if (!person.reads) return refuse('does_not_read');
  if (state.phase === 'write') {
    if (lastRound(state)?.status !== 'writing') return refuse('sealed');
    return accept([{ type: 'reading.finished', participantId: person.id, done: command.done }]);
  }
  const late = lateRoundOf(state, person);
  if (late === undefined || state.phase === 'frame') return refuse('wrong_phase');
  if (late.late.has(person.id)) return refuse('already_done');
  if (!command.done) return refuse('wrong_phase');
  return accept([{ type: 'late.sealed', participantId: person.id, round: late.number }], { raisesFence: true });
};
