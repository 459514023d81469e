/** What becomes of a view when its board moves: a round opens, is revealed, stepped back from; the board is closed. */

import type { Phase } from './state.ts';
import { currentRound } from './view-questions.ts';
import type { RoundView, View } from './view.ts';
import type { VisibleEntry, VisibleEventOf } from './visible.ts';

export const changeRound = (view: View, number: number, change: (round: RoundView) => Partial<RoundView>): View => ({
  ...view,
  rounds: view.rounds.map((round) => (round.number === number ? { ...round, ...change(round) } : round)),
});

/** Call when the rounds are as they are to be. */
const moved = (view: View, { seq }: VisibleEntry, phase: Phase): View => {
  const { deadline: _, ...board } = view.board;
  const deadline = phase === 'write' ? currentRound(view)?.deadline : undefined;
  return {
    ...view,
    board: {
      ...board,
      phase,
      seen: seq,
      round: view.rounds.length,
      ...(deadline === undefined ? {} : { deadline }),
    },
  };
};

/** A round that is resumed keeps its number, its beginning and who was done; its time starts anew. */
export const openRound = (view: View, event: VisibleEventOf<'round.opened'>, entry: VisibleEntry): View => {
  const { wording, wordingVersion, dimensions, rules, deadline } = event;
  const resumed = event.isResumed ? view.rounds.find(({ number }) => number === event.round) : undefined;
  const opened: RoundView = {
    number: event.round,
    status: 'writing',
    wording,
    wordingVersion,
    dimensions,
    rules,
    openedAt: resumed?.openedAt ?? entry.at,
    ...(deadline === undefined ? {} : { deadline }),
    digests: resumed?.digests ?? [],
  };
  const isKnown = view.board.wordings.some(({ version }) => version === wordingVersion);
  const version = { version: wordingVersion, text: wording, at: event.wordingAt ?? entry.at };
  const wordings = isKnown ? view.board.wordings : [...view.board.wordings, version];
  const next: View = {
    ...view,
    board: { ...view.board, wording, wordings },
    ...(resumed === undefined
      ? {
          rounds: [...view.rounds, opened],
          participants: view.participants.map((person) => ({ ...person, done: false })),
        }
      : { rounds: view.rounds.map((round) => (round === resumed ? opened : round)) }),
  };
  return moved(next, entry, 'write');
};

export const extendRound = (view: View, { deadline }: VisibleEventOf<'round.extended'>): View => {
  const next = changeRound(view, view.rounds.length, () => ({ deadline }));
  return view.board.phase === 'write' ? { ...next, board: { ...next.board, deadline } } : next;
};

/** Whoever still owes a late reading now owes that of this round; whoever begins or ceases to owe one loads anew. */
export const revealRound = (view: View, event: VisibleEventOf<'round.revealed'>, entry: VisibleEntry): View => {
  const { me } = view;
  const next = changeRound(view, event.round, () => ({ status: 'revealed', digests: event.digests }));
  return moved({ ...next, me: me.lateFor === undefined ? me : { ...me, lateFor: event.round } }, entry, 'reveal');
};

export const addLate = (view: View, { round, digest }: VisibleEventOf<'late.revealed'>): View =>
  digest === null ? view : changeRound(view, round, ({ digests }) => ({ digests: [...digests, digest] }));

export const stepBack = (view: View, event: VisibleEventOf<'phase.back'>, entry: VisibleEntry): View => {
  if (event.from === 'closed') {
    const { closedOn: _, returnOn: __, ...board } = view.board;
    return moved({ ...view, board }, entry, event.to);
  }
  const writing = view.rounds.find(({ status }) => status === 'writing');
  const next = writing === undefined ? view : changeRound(view, writing.number, () => ({ status: 'paused' }));
  return moved(next, entry, event.to);
};

export const closeBoard = (view: View, event: VisibleEventOf<'board.closed'>, entry: VisibleEntry): View => {
  const { code: _, ...board } = view.board;
  const { on: closedOn, returnOn } = event;
  return moved(
    { ...view, board: { ...board, closedOn, ...(returnOn === undefined ? {} : { returnOn }) } },
    entry,
    'closed',
  );
};
