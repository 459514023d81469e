/** Views that are folded on, where it is subtle: rounds that are resumed, steps back, doors and presence. */

import { describe, expect, it } from 'vitest';
import { accept } from '../../shared/board/decision.ts';
import type { ParticipantId } from '../../shared/board/ids.ts';
import { mayFrame as mayFrameBy } from '../../shared/board/permissions.ts';
import { foldEntry, withPresence } from '../../shared/board/view-fold.ts';
import { currentRound, lastRevealedRound, mayFrame, meOf, roundOf } from '../../shared/board/view-questions.ts';
import type { View } from '../../shared/board/view.ts';
import { visibleEntry, type VisibleEntry } from '../../shared/board/visible.ts';
import { BoardInHand, person } from '../kit/board-in-hand.ts';
import { follow } from '../kit/followed-view.ts';

const ana = person(0);
const MINUTE_MS = 60_000;

const online = (board: BoardInHand) => ({
  online: [...board.state.participants.keys()].filter(board.sources().isOnline),
  serverNow: 0,
});

const reveal = (board: BoardInHand, authors: readonly ParticipantId[]): void => {
  board.ask(ana, 'round.open');
  board.ask(ana, 'round.reveal');
  board.completeReveal(authors);
};

describe('moves, folded', () => {
  it('D5 a round that is resumed keeps its number, its beginning and who was done, and its time starts anew', () => {
    const board = new BoardInHand();
    const ben = board.join();
    board.ask(ana, 'board.configure', { rules: { minutes: 90 } });
    board.ask(ana, 'round.open');
    const first = board.view(ben).rounds[0]!;
    const paused = follow(board, ben, () => {
      board.ask(ben, 'reading.finish', { done: true });
      board.ask(ana, 'round.extend', { minutes: 3 });
      board.ask(ana, 'phase.back');
    });
    expect(paused.board).not.toHaveProperty('deadline');
    expect(paused.rounds[0]).toMatchObject({ status: 'paused', deadline: first.deadline! + 3 * MINUTE_MS });
    const resumed = follow(board, ben, () => board.ask(ana, 'round.open'));
    expect(resumed.rounds).toEqual([{ ...first, deadline: resumed.board.deadline }]);
    expect(resumed.board).toMatchObject({ round: 1, phase: 'write', seen: board.state.seq });
    expect(meOf(resumed)?.done).toBe(true);
    expect(resumed).toEqual(board.view(ben));
    const timeless = follow(board, ben, () => {
      board.ask(ana, 'phase.back');
      board.ask(ana, 'board.configure', { rules: { minutes: null } });
      board.ask(ana, 'round.open');
    });
    expect([timeless.board.deadline, timeless.rounds[0]?.deadline]).toEqual([undefined, undefined]);
    expect(timeless).toEqual(board.view(ben));
  });

  it('D5 a next round begins with nobody done, beside the one that stays paused', () => {
    const board = new BoardInHand();
    const ben = board.join();
    board.ask(ana, 'round.open');
    board.ask(ben, 'reading.finish', { done: true });
    board.ask(ana, 'phase.back');
    board.ask(ana, 'dimension.remove', { id: 'who' });
    const view = follow(board, ben, () => board.ask(ana, 'round.open'));
    expect(view.rounds.map(({ status }) => status)).toEqual(['paused', 'writing']);
    expect(meOf(view)?.done).toBe(false);
    expect(view).toEqual(board.view(ben));
  });

  it('D5 a step back from closed takes back the days, and the spoken code stays ended', () => {
    const board = new BoardInHand();
    const ben = board.join();
    board.take(accept([{ type: 'code.issued', code: 'apple-river-stone' }]));
    reveal(board, [ana, ben]);
    const closed = follow(board, ben, () => board.ask(ana, 'board.close', { returnOn: '2026-03-01' }));
    expect(closed.board).toMatchObject({ phase: 'closed', closedOn: '2026-01-05', returnOn: '2026-03-01' });
    expect(closed).toEqual(board.view(ben));
    const open = follow(board, ben, () => board.ask(ana, 'phase.back'));
    for (const gone of ['closedOn', 'returnOn', 'code']) expect(open.board).not.toHaveProperty(gone);
    expect(open).toEqual(board.view(ben));
  });

  it('D5 while framing the wording stays what was last frozen, and the next round brings the text that was written', () => {
    const board = new BoardInHand();
    reveal(board, [ana]);
    const framing = follow(board, ana, () => board.ask(ana, 'phase.back'));
    board.wording = 'We launch in autumn.';
    expect(framing.board.wording).toBe('We launch in spring.');
    const writing = follow(board, ana, () => board.ask(ana, 'round.open'));
    expect(writing.board.wording).toBe('We launch in autumn.');
    expect(writing).toEqual(board.view(ana));
  });
});

describe('people, folded', () => {
  /** Cleo waits at the door, Dan has come in since. */
  const withSomebodyWaiting = () => {
    const board = new BoardInHand();
    const ben = board.join();
    board.ask(ana, 'board.configure', { rules: { approval: true } });
    const cleo = board.join({ name: 'Cleo' });
    board.ask(ana, 'board.configure', { rules: { approval: false } });
    board.join({ name: 'Dan' });
    return { board, ben, cleo };
  };

  it.each(['a facilitator', 'a participant'])('D5 who is let in stands behind those who came before, for %s', (who) => {
    const { board, ben, cleo } = withSomebodyWaiting();
    const viewer = who === 'a facilitator' ? ana : ben;
    const isKnown = board.view(viewer).participants.some(({ id }) => id === cleo);
    expect(isKnown).toBe(viewer === ana);
    const view = follow(board, viewer, () => board.ask(ana, 'participant.admit', { participantId: cleo }));
    expect(view.participants.map(({ name }) => name).slice(-2)).toEqual(['Dan', 'Cleo']);
    expect(view.participants.at(-1)).not.toHaveProperty('pending');
    expect(withPresence(view, online(board))).toEqual(board.view(viewer));
  });

  it('D5 who was turned away at the door is remembered by facilitators alone', () => {
    const { board, ben, cleo } = withSomebodyWaiting();
    const turnAway = () => board.ask(ana, 'participant.remove', { participantId: cleo });
    expect(follow(board, ana, turnAway).former).toEqual([{ id: cleo, name: 'Cleo' }]);
    expect(board.view(ben).former).toEqual([]);
  });

  it('D5 who left while somebody was away keeps the name they had', () => {
    const board = new BoardInHand();
    const before = board.view(ana);
    const ben = board.join({ name: 'Ben' });
    board.ask(ana, 'participant.remove', { participantId: ben });
    const entries = board.entries
      .slice(1)
      .flatMap((entry) => visibleEntry(board.state, entry, ana, board.sources()) ?? []);
    expect(entries.reduce(foldEntry, before)).toEqual(board.view(ana));
    expect(board.view(ana).former).toEqual([{ id: ben, name: 'Ben' }]);
  });

  it('D5 an entry of another version changes only what this one knows', () => {
    const view = new BoardInHand().view(ana);
    const types = ['output.recorded', 'toString', '__proto__', 'constructor', ''];
    const entry = { seq: 2, at: 0, events: types.map((type) => ({ type, participantId: ana })) };
    expect(foldEntry(view, entry as unknown as VisibleEntry)).toBe(view);
  });

  it('D5 presence comes whole, then in changes, and says nothing of people the view does not know', () => {
    const board = new BoardInHand();
    const [ben, cleo] = [board.join(), board.join()];
    const here = (view: View) => view.participants.flatMap(({ id, online: isOnline }) => (isOnline ? [id] : []));
    const whole = withPresence(board.view(ana), { online: [ana, ben, person(70)], serverNow: 0 });
    expect(here(whole)).toEqual([ana, ben]);
    const changed = withPresence(whole, { arrived: [cleo, person(71)], left: [ben, person(70)] });
    expect(here(changed)).toEqual([ana, cleo]);
  });
});

describe('questions of a view', () => {
  it('D5 are answered from the view as the server answers them from the state', () => {
    const board = new BoardInHand();
    const ben = board.join();
    expect([currentRound(board.view(ben)), lastRevealedRound(board.view(ben))]).toEqual([undefined, undefined]);
    reveal(board, [ana, ben]);
    board.ask(ana, 'phase.back');
    board.ask(ana, 'board.configure', { rules: { framing: 'facilitator' } });
    board.ask(ana, 'round.open');
    const view = board.view(ben);
    expect(meOf(view)?.id).toBe(ben);
    expect([currentRound(view), lastRevealedRound(view)].map((round) => round?.number)).toEqual([2, 1]);
    expect([roundOf(view, 2), roundOf(view, 3)]).toEqual([view.rounds[1], undefined]);
    for (const id of [ana, ben]) {
      expect(mayFrame(board.view(id))).toBe(mayFrameBy(board.state, board.state.participants.get(id)!));
    }
  });
});
