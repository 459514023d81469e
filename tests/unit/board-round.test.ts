/** Opening, pausing, revealing and going back. */

import { describe, expect, it } from 'vitest';
import { lastRound } from '../../shared/board/state.ts';
import { visibleEntry } from '../../shared/board/visible.ts';
import { BoardInHand, FIRST_WORDING, person } from '../kit/board-in-hand.ts';

const ana = person(0);
const MINUTE_MS = 60_000;

const revealed = (board: BoardInHand, ...authors: Parameters<BoardInHand['completeReveal']>) => {
  board.ask(ana, 'round.open');
  board.ask(ana, 'round.reveal');
  board.completeReveal(...authors);
};

describe('a paused round', () => {
  const paused = () => {
    const board = new BoardInHand();
    board.ask(ana, 'round.open');
    board.ask(ana, 'phase.back');
    return board;
  };

  it('S8 is resumed when wording, questions and promise are as they were', () => {
    const board = paused();
    expect(board.ask(ana, 'round.open')).toBeUndefined();
    expect(board.state.rounds.map((round) => round.status)).toEqual(['writing']);
  });

  it.each([
    ['another wording', (board: BoardInHand) => void (board.wording = 'We launch in autumn.')],
    ['other questions', (board: BoardInHand) => board.ask(ana, 'dimension.move', { id: 'who', at: 0 })],
    ['another promise', (board: BoardInHand) => board.ask(ana, 'board.configure', { rules: { names: true } })],
  ])('S6 stays paused for good after %s', (_, change) => {
    const board = paused();
    change(board);
    board.ask(ana, 'round.open');
    board.ask(ana, 'round.reveal');
    board.completeReveal([ana]);
    expect(board.state.rounds.map((round) => round.status)).toEqual(['paused', 'revealed']);
  });

  it('S8 resumes with the time its rules give it now', () => {
    const board = new BoardInHand();
    board.ask(ana, 'board.configure', { rules: { minutes: 5 } });
    board.ask(ana, 'round.open');
    board.ask(ana, 'phase.back');
    board.ask(ana, 'board.configure', { rules: { minutes: null } });
    board.ask(ana, 'round.open');
    expect(board.state.rounds).toHaveLength(1);
    expect(board.view(ana).board.deadline).toBeUndefined();
  });

  it('D10 keeps who was done', () => {
    const board = new BoardInHand();
    const ben = board.join();
    board.ask(ana, 'round.open');
    board.ask(ben, 'reading.finish', { done: true });
    board.ask(ana, 'phase.back');
    board.ask(ana, 'round.open');
    expect([...(lastRound(board.state)?.done ?? [])]).toEqual([ben]);
  });
});

describe('time', () => {
  it('A7 that has run out neither reveals nor refuses anything', () => {
    const board = new BoardInHand();
    board.ask(ana, 'board.configure', { rules: { minutes: 1 } });
    board.ask(ana, 'round.open');
    const late = { at: board.nowMs + 60 * MINUTE_MS };
    expect(board.ask(ana, 'reading.finish', { done: true }, late)).toBeUndefined();
    expect(board.state.phase).toBe('write');
    expect(board.ask(ana, 'round.extend', { minutes: 2 }, late)).toBeUndefined();
    expect(board.view(ana).board.deadline).toBe(late.at + 2 * MINUTE_MS);
  });

  it('A7 that is added to a round is added to its end', () => {
    const board = new BoardInHand();
    board.ask(ana, 'board.configure', { rules: { minutes: 10 } });
    board.ask(ana, 'round.open');
    const deadline = board.view(ana).board.deadline ?? 0;
    board.ask(ana, 'round.extend', { minutes: 1 });
    expect(board.view(ana).board.deadline).toBe(deadline + MINUTE_MS);
  });
});

describe('a sealed round', () => {
  it('S6 takes neither a move nor an "I am done" until it is revealed', () => {
    const board = new BoardInHand();
    board.ask(ana, 'round.open');
    board.ask(ana, 'round.reveal');
    expect(board.ask(ana, 'phase.back')).toBe('stale');
    expect(board.ask(ana, 'round.reveal')).toBe('stale');
    expect(board.ask(ana, 'reading.finish', { done: true })).toBe('sealed');
    expect(board.ask(ana, 'round.extend', { minutes: 1 })).toBe('wrong_phase');
  });
});

describe('stepping back', () => {
  it('S6 from a reveal leads to another round, never to the revealed one', () => {
    const board = new BoardInHand();
    revealed(board, [ana]);
    expect(board.ask(ana, 'phase.back')).toBeUndefined();
    expect(board.ask(ana, 'round.open')).toBeUndefined();
    expect(board.state.rounds.map((round) => round.status)).toEqual(['revealed', 'writing']);
  });

  it('D10 from closed leads to the reveal, without a day of return', () => {
    const board = new BoardInHand();
    revealed(board, [ana]);
    expect(board.ask(ana, 'board.close', { returnOn: '2026-03-01' })).toBeUndefined();
    expect(board.view(ana).board).toMatchObject({ phase: 'closed', closedOn: '2026-01-05', returnOn: '2026-03-01' });
    expect(board.ask(ana, 'phase.back')).toBeUndefined();
    expect(board.view(ana).board).toMatchObject({ phase: 'reveal' });
    expect(board.view(ana).board).not.toHaveProperty('closedOn');
    expect(board.view(ana).board).not.toHaveProperty('returnOn');
  });
});

describe('the wording', () => {
  it('S8 has a version for each round that asked about another text', () => {
    const board = new BoardInHand();
    revealed(board, [ana]);
    board.ask(ana, 'wording.restate', { text: 'We launch in March.' });
    board.ask(ana, 'phase.back');
    board.wording = 'We launch in March.';
    board.ask(ana, 'round.open');
    expect(board.state.wordings.map(({ version, text }) => [version, text])).toEqual([
      [1, FIRST_WORDING],
      [2, 'We launch in March.'],
    ]);
    expect(board.state.rounds.map((round) => round.wordingVersion)).toEqual([1, 2]);
  });
});

describe('marks', () => {
  it('S7 reach others as totals, three people at a time or at the next move', () => {
    const board = new BoardInHand();
    const [ben, chloe, dev] = [board.join(), board.join(), board.join()];
    revealed(board, [ana, ben]);
    const mark = (by: typeof ana) => board.ask(by, 'dimension.mark', { dimensionId: 'who', mark: 'matters', on: true });
    const shown = () => board.view(ana).marks.find(({ dimensionId }) => dimensionId === 'who')?.matters;
    mark(ben);
    mark(chloe);
    mark(chloe);
    expect(shown()).toBeUndefined();
    expect(board.view(ben).me.marks).toEqual([{ dimensionId: 'who', mark: 'matters' }]);
    mark(dev);
    expect(shown()).toBe(3);
    mark(ana);
    expect(shown()).toBe(3);
    board.ask(ana, 'board.close');
    expect(shown()).toBe(4);
  });
});

describe('what is said about it', () => {
  it('S11 stands with the name of who said it, and goes when they or a facilitator take it back', () => {
    const board = new BoardInHand();
    const [ben, chloe] = [board.join(), board.join()];
    revealed(board, [ana, ben]);
    expect(board.ask(ben, 'reply.add', { dimensionId: 'who', text: 'Not me.' })).toBeUndefined();
    const [reply] = board.view(chloe).replies;
    expect(reply).toMatchObject({ participantId: ben, text: 'Not me.', dimensionId: 'who' });
    expect(board.ask(chloe, 'reply.remove', { replyId: reply?.id })).toBe('not_yours');
    expect(board.ask(ana, 'reply.remove', { replyId: reply?.id })).toBeUndefined();
    expect(board.view(chloe).replies).toEqual([]);
    expect(JSON.stringify(board.entries)).not.toContain('Not me.');
  });

  it('A1 is more than characters that look like nothing', () => {
    const board = new BoardInHand();
    expect(() => board.ask(ana, 'reply.add', { dimensionId: 'who', text: '\u2800 \u3164' })).toThrow('No command');
    expect(() => board.ask(ana, 'wording.restate', { text: ' \n ' })).toThrow('No command');
  });
});

describe('a reading that was taken down', () => {
  it('S6 leaves a gap that says so, and says not whose it was', () => {
    const board = new BoardInHand();
    const ben = board.join();
    revealed(board, [ana, ben]);
    expect(board.ask(ben, 'participant.withdraw', { what: 'text', round: 2 })).toBe('unknown_reading');
    expect(board.ask(ben, 'participant.withdraw', { what: 'text', round: 1 })).toBeUndefined();
    const { readingId } = board.view(ben).me;
    const entry = board.entries.at(-1);
    const seen = entry && visibleEntry(board.state, entry, ana, board.sources());
    expect(seen?.events).toEqual([{ type: 'reading.withdrawn', readingIds: [readingId], rounds: [1] }]);
    expect(board.ask(ben, 'participant.withdraw', { what: 'text' })).toBe('unknown_reading');
    expect(board.view(ana).rounds[0]?.digests).toHaveLength(2);
  });
});
