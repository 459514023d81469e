/** People who were absent give their reading of the wording alone, before anything of the others' reaches them. */

import { describe, expect, it } from 'vitest';
import { decideLateRevealed, decideReplaceKey } from '../../shared/board/decide-entry.ts';
import { mayReadBoardDocument, mayReadWall, mayWriteNotes, mayWriteReading } from '../../shared/board/permissions.ts';
import { BoardInHand, person, reading } from '../kit/board-in-hand.ts';

const ana = person(0);

/** Ana and Ben have read; Zoe was absent. */
const afterReveal = () => {
  const board = new BoardInHand();
  const ben = board.join();
  const zoe = board.join({ absent: true });
  board.ask(ana, 'round.open');
  board.ask(ana, 'round.reveal');
  board.completeReveal([ana, ben]);
  board.ask(ben, 'reply.add', { dimensionId: 'who', text: 'reply-canary' });
  board.ask(ben, 'reading.claim');
  board.ask(ana, 'wording.restate', { text: 'restatement-canary' });
  board.ask(ana, 'dimension.mark', { dimensionId: 'who', mark: 'matters', on: true });
  board.ask(ana, 'board.close');
  board.ask(ana, 'phase.back');
  return { board, ben, zoe };
};

const finishLate = (board: BoardInHand, zoe: typeof ana) => {
  board.ask(zoe, 'reading.finish', { done: true });
  board.take(decideLateRevealed(1, zoe, board.digestOf(zoe)));
};

const replaceKey = (board: BoardInHand, participantId: typeof ana) =>
  board.take(
    decideReplaceKey(board.state, {
      by: ana,
      participantId,
      hash: 'key-hash-canary-new',
      readingId: reading(50),
      hasUnsealedWriting: false,
      ownsFromRound: board.state.rounds.length + 1,
    }),
  ).rejected?.code;

describe('a late reader', () => {
  it('S1 sees the wording that was asked about, and nothing that derives from readings', () => {
    const { board, zoe } = afterReveal();
    const view = board.view(zoe);
    expect(board.view(ana).marks).not.toEqual([]);
    expect(view.me.lateFor).toBe(1);
    expect(view.board.wording).toBe('We launch in spring.');
    expect(view).toMatchObject({ replies: [], claims: [], marks: [] });
    expect(view.rounds[0]?.digests).toEqual([]);
    expect(JSON.stringify(view)).not.toMatch(/reply-canary|restatement-canary/);
    expect([mayReadWall(board.state, zoe), mayReadBoardDocument(board.state, zoe)]).toEqual(['withheld', 'withheld']);
    expect(mayWriteNotes(board.state, zoe)).toBe('withheld');
  });

  it.each([
    ['reply.add', { dimensionId: 'who', text: 'Me too.' }],
    ['dimension.mark', { dimensionId: 'who', mark: 'open', on: true }],
    ['reading.claim', {}],
    ['wording.restate', { text: 'As I see it.' }],
  ] as const)('S1 takes no part in what the others say: %s', (type, fields) => {
    const { board, zoe } = afterReveal();
    expect(board.ask(zoe, type, fields)).toBe('withheld');
  });

  it('S6 writes until they finish, once, and sees everything after that', () => {
    const { board, zoe } = afterReveal();
    expect(mayWriteReading(board.state, zoe, 1)).toBeUndefined();
    expect(board.ask(zoe, 'reading.finish', { done: false })).toBe('wrong_phase');
    expect(board.ask(zoe, 'reading.finish', { done: true })).toBeUndefined();
    expect(mayWriteReading(board.state, zoe, 1)).toBe('sealed');
    expect(board.ask(zoe, 'reading.finish', { done: true })).toBe('already_done');
    board.take(decideLateRevealed(1, zoe, board.digestOf(zoe)));
    expect(board.view(zoe)).toMatchObject({ board: { wording: 'restatement-canary' } });
    expect(board.view(zoe).me).not.toHaveProperty('lateFor');
    expect(board.view(zoe).rounds[0]?.digests).toHaveLength(3);
    expect(mayReadWall(board.state, zoe)).toBeUndefined();
  });

  it('S6 adds their digest behind the others, which stay as they were', () => {
    const { board, zoe } = afterReveal();
    const before = board.view(ana).rounds[0]?.digests ?? [];
    finishLate(board, zoe);
    expect(board.view(ana).rounds[0]?.digests).toEqual([...before, board.digestOf(zoe)]);
  });

  it('S6 who has looked at the readings, by not reading, gives no late one any more', () => {
    const { board, zoe } = afterReveal();
    expect(board.ask(zoe, 'participant.rename', { reads: false })).toBeUndefined();
    expect(board.view(zoe).replies).toHaveLength(1);
    expect(board.ask(zoe, 'participant.rename', { reads: true })).toBeUndefined();
    expect(mayWriteReading(board.state, zoe, 1)).toBe('sealed');
    expect(board.view(zoe).replies).toHaveLength(1);
  });

  it('S6 who changes their mind before the reveal may still be late', () => {
    const board = new BoardInHand();
    const zoe = board.join({ absent: true });
    board.ask(zoe, 'participant.rename', { reads: false });
    board.ask(zoe, 'participant.rename', { reads: true });
    board.ask(ana, 'round.open');
    board.ask(ana, 'round.reveal');
    board.completeReveal([ana]);
    expect(board.view(zoe).me.lateFor).toBe(1);
  });

  it('S6 whose key was replaced neither finishes nor owes what the lost key began', () => {
    const { board, zoe } = afterReveal();
    expect(replaceKey(board, zoe)).toBeUndefined();
    expect(board.ask(zoe, 'reading.finish', { done: true })).toBe('wrong_phase');
    expect(board.view(zoe).me).not.toHaveProperty('lateFor');
    expect(board.view(zoe).replies).toHaveLength(1);
  });

  it('S7 keeps their key while what they finished is on its way to the wall', () => {
    const { board, zoe } = afterReveal();
    board.ask(zoe, 'reading.finish', { done: true });
    expect(replaceKey(board, zoe)).toBe('unsealed_writing');
    board.take(decideLateRevealed(1, zoe, board.digestOf(zoe)));
    expect(replaceKey(board, zoe)).toBeUndefined();
  });

  it('S1 is nobody who was in the room and wrote nothing', () => {
    const board = new BoardInHand();
    const ben = board.join();
    board.ask(ana, 'round.open');
    board.ask(ana, 'round.reveal');
    board.completeReveal([ana]);
    expect(board.view(ben).me).not.toHaveProperty('lateFor');
    expect(mayWriteReading(board.state, ben, 1)).toBe('sealed');
    expect(board.ask(ben, 'reading.finish', { done: true })).toBe('wrong_phase');
  });
});
