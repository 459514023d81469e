/** What becomes of a board when a round opens, is revealed, or is stepped back from. */

import { changeRound, moved, type Fold } from './folding.ts';
import type { Round } from './state.ts';

/** Time starts anew, as the rules give it now. */
const resume = ({ deadline: _, ...round }: Round, frozen: Partial<Round>): Round => ({
  ...round,
  ...frozen,
  status: 'writing',
});

export const openRound: Fold<'round.opened'> = (state, event, entry) => {
  const { type: _, isResumed, round: number, ...frozen } = event;
  const before = state.rounds.find((round) => round.number === number);
  const versions =
    state.wordings.at(-1)?.version === event.wordingVersion
      ? state.wordings
      : [...state.wordings, { version: event.wordingVersion, text: event.wording, at: entry.at }];
  const fresh: Round = {
    ...frozen,
    number,
    status: 'writing',
    openedAt: entry.at,
    done: new Set(),
    digests: [],
    readers: new Set(),
    late: new Map(),
    withdrawn: new Set(),
  };
  const rounds =
    isResumed && before !== undefined
      ? state.rounds.map((round) => (round === before ? resume(round, frozen) : round))
      : [...state.rounds, fresh];
  return { ...moved(state, entry, 'write'), rounds, wordings: versions };
};

export const revealRound: Fold<'round.revealed'> = (state, event, entry) => {
  const revealed = new Set(event.digests.map(({ readingId }) => readingId));
  const readers = [...state.participants.values()].filter((person) => revealed.has(person.readingId));
  return changeRound(moved(state, entry, 'reveal'), event.round, () => ({
    status: 'revealed',
    digests: event.digests,
    readers: new Set(readers.map((person) => person.id)),
  }));
};

export const stepBack: Fold<'phase.back'> = (state, event, entry) => {
  const next = moved(state, entry, event.to);
  const writing = state.rounds.find((round) => round.status === 'writing');
  if (event.from === 'closed') {
    const { closedOn: _, returnOn: __, ...open } = next;
    return open;
  }
  return writing === undefined ? next : changeRound(next, writing.number, () => ({ status: 'paused' }));
};
