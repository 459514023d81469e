/** Plays wishes against the rules of a board, one after the other, and keeps every step. */

import * as entry from '../../shared/board/decide-entry.ts';
import { EMPTY_SEAT_MS } from '../../shared/board/decide-people.ts';
import { accept, refuse, type Verdict } from '../../shared/board/decision.ts';
import type { LogEntry } from '../../shared/board/events.ts';
import type { ParticipantId, ReadingId } from '../../shared/board/ids.ts';
import { isPresent, lastRound, type BoardState } from '../../shared/board/state.ts';
import { BOARD_LIMITS, type BoardLimits } from '../../shared/protocol/limits.ts';
import { BoardInHand, FIRST_WORDING, person, reading, type Deed } from './board-in-hand.ts';
import { commandOf, isCommandWish, type ServerStep, type Situation, type Wish } from './board-wishes.ts';

export interface History {
  /** The first one creates the board; every further one comes of a wish. */
  readonly steps: readonly Deed[];
  readonly entries: readonly LogEntry[];
  readonly state: BoardState;
  /** Whose reading each reading id is, those that a replaced key left behind included. */
  readonly owners: ReadonlyMap<ReadingId, ParticipantId>;
}

const WORDINGS = [FIRST_WORDING, 'We launch in spring, small.', 'Agreed: as before, but small.'] as const;

/** Most of the time nobody touches the wording, so that paused rounds can be resumed. */
const wordingOf = ({ wordings }: BoardState, { pick }: Wish): string =>
  WORDINGS[(pick >> 6) % 9] ?? wordings.at(-1)?.text ?? FIRST_WORDING;

export const situationOf = (state: BoardState): Situation => ({
  people: [...state.participants.keys()],
  replies: [...state.replies.keys()],
  seen: state.seen,
});

const whoOf = (state: BoardState, who: Wish['who']): ParticipantId => {
  const people = [...state.participants.values()];
  if (who === 'facilitator') return people.find((found) => found.isFacilitator && isPresent(found))?.id ?? person(99);
  return people[who % (people.length + 1)]?.id ?? person(99);
};

/** Some of those who read have written; which ones, the wish picks. */
const writersOf = (state: BoardState, pick: number): ParticipantId[] =>
  [...state.participants.values()]
    .filter((found, index) => isPresent(found) && found.reads && ((pick >> index) & 1) === 0)
    .map(({ id }) => id);

const complete = (board: BoardInHand, { pick, isOn }: Wish): Verdict => {
  const { state } = board;
  if (lastRound(state)?.status === 'sealed') return board.completeReveal(writersOf(state, pick));
  for (const { number, late } of state.rounds) {
    const waiting = [...late].find(([, status]) => status === 'sealed')?.[0];
    if (waiting === undefined) continue;
    return board.take(entry.decideLateRevealed(number, waiting, isOn ? board.digestOf(waiting) : null));
  }
  return board.take(refuse('nothing_to_reveal'));
};

const serverStep = (board: BoardInHand, step: ServerStep, wish: Wish): void => {
  const { state, count } = board;
  const hash = `key-hash-canary-${count}`;
  const whom = whoOf(state, wish.whom);
  switch (step) {
    case 'join':
      board.join({ reads: wish.pick % 5 > 0, absent: wish.isOn });
      return;
    case 'issue code':
      board.take(accept([{ type: 'code.issued', code: `apple-river-${count}` }]));
      return;
    case 'add key':
      board.take(entry.decideAddKey(state, whom, hash, board.limits));
      return;
    case 'replace key':
      board.take(
        entry.decideReplaceKey(state, {
          by: whoOf(state, wish.who),
          participantId: whom,
          hash,
          readingId: reading(count),
          hasUnsealedWriting: wish.isOn,
          ownsFromRound: state.rounds.length + (lastRound(state)?.status === 'revealed' ? 1 : 0),
        }),
      );
      return;
    case 'recover':
      board.take(entry.decideRecover(state, whom));
      return;
    case 'complete':
      complete(board, wish);
  }
};

export const playHistory = (wishes: readonly Wish[], limits: BoardLimits = BOARD_LIMITS): History => {
  const board = new BoardInHand(limits);
  const owners = new Map<ReadingId, ParticipantId>([[reading(0), person(0)]]);
  for (const wish of wishes) {
    board.wording = wordingOf(board.state, wish);
    if (isCommandWish(wish)) {
      board.send(whoOf(board.state, wish.who), commandOf(wish, situationOf(board.state)), {
        facilitatorAwayMs: wish.isOn ? EMPTY_SEAT_MS : 0,
      });
    } else {
      serverStep(board, wish.does as ServerStep, wish);
      for (const { id, readingId } of board.state.participants.values()) owners.set(readingId, id);
    }
  }
  return { steps: board.deeds, entries: board.entries, state: board.state, owners };
};
