/** Who may open and write which document, phase by phase. */

import { describe, expect, it } from 'vitest';
import {
  mayReadBoardDocument,
  mayReadReading,
  mayReadWall,
  mayWriteNotes,
  mayWriteReading,
  mayWriteWording,
} from '../../shared/board/permissions.ts';
import type { RejectionCode } from '../../shared/board/rejections.ts';
import { BoardInHand, person } from '../kit/board-in-hand.ts';

const ana = person(0);

/** Phases in the order in which a board first gets there, and how it gets to each from the one before. */
const WAY: readonly [string, (board: BoardInHand, ben: typeof ana) => void][] = [
  ['frame', () => undefined],
  ['write', (board) => void board.ask(ana, 'round.open')],
  ['pause', (board) => void board.ask(ana, 'phase.back')],
  ['write again', (board) => void board.ask(ana, 'round.open')],
  ['seal', (board) => void board.ask(ana, 'round.reveal')],
  ['reveal', (board, ben) => void board.completeReveal([ana, ben])],
  ['closed', (board) => void board.ask(ana, 'board.close')],
];

type Verdicts = readonly (RejectionCode | 'allowed')[];

const alongTheWay = (judge: (board: BoardInHand, ben: typeof ana) => RejectionCode | undefined): Verdicts => {
  const board = new BoardInHand();
  const ben = board.join();
  return WAY.map(([, goThere]) => {
    goThere(board, ben);
    return judge(board, ben) ?? 'allowed';
  });
};

describe('a person on the board', () => {
  it.each([
    ['writes the wording', mayWriteWording, 'allowed wrong_phase allowed wrong_phase wrong_phase allowed wrong_phase'],
    ['writes notes', mayWriteNotes, 'allowed wrong_phase allowed wrong_phase wrong_phase allowed allowed'],
    ['reads the wall', mayReadWall, 'allowed allowed allowed allowed allowed allowed allowed'],
  ] as const)('S2 %s phase by phase', (_, may, expected) => {
    expect(alongTheWay((board, ben) => may(board.state, ben))).toEqual(expected.split(' '));
  });

  it('S2 writes their reading while the round is written, and only then', () => {
    expect(alongTheWay((board, ben) => mayWriteReading(board.state, ben, 1))).toEqual(
      'not_found allowed wrong_phase allowed sealed sealed sealed'.split(' '),
    );
  });

  it('S2 reads their own reading from the first moment it exists', () => {
    expect(alongTheWay((board, ben) => mayReadReading(board.state, ben, 1))).toEqual(
      'not_found allowed allowed allowed allowed allowed allowed'.split(' '),
    );
  });

  it('S2 edits the wording only if the rules let everyone', () => {
    const board = new BoardInHand();
    const ben = board.join();
    board.ask(ana, 'board.configure', { rules: { framing: 'facilitator' } });
    expect(mayWriteWording(board.state, ben)).toBe('forbidden');
    expect(mayWriteWording(board.state, ana)).toBeUndefined();
    expect(board.ask(ben, 'dimension.remove', { id: 'who' })).toBe('forbidden');
  });

  it('S2 has no reading when they take part without one', () => {
    const board = new BoardInHand();
    const ben = board.join({ reads: false });
    board.ask(ana, 'round.open');
    expect(mayWriteReading(board.state, ben, 1)).toBe('does_not_read');
    expect(mayReadReading(board.state, ben, 1)).toBe('does_not_read');
    expect(board.ask(ben, 'reading.finish', { done: true })).toBe('does_not_read');
  });
});

describe('somebody else', () => {
  const documents = [mayReadBoardDocument, mayReadWall, mayWriteWording, mayWriteNotes] as const;

  it('S3 who is unknown or waits is answered as if there were nothing', () => {
    const board = new BoardInHand();
    board.ask(ana, 'board.configure', { rules: { approval: true } });
    const waiting = board.join();
    board.ask(ana, 'round.open');
    for (const id of [waiting, person(77)]) {
      expect(documents.map((may) => may(board.state, id))).toEqual(documents.map(() => 'not_found'));
      expect(mayReadReading(board.state, id, 1)).toBe('not_found');
      expect(mayWriteReading(board.state, id, 1)).toBe('not_found');
    }
  });

  it('S12 who was removed opens nothing any more', () => {
    const board = new BoardInHand();
    const ben = board.join();
    board.ask(ana, 'round.open');
    board.ask(ana, 'participant.remove', { participantId: ben });
    expect(documents.map((may) => may(board.state, ben))).toEqual(documents.map(() => 'removed'));
    expect(mayWriteReading(board.state, ben, 1)).toBe('removed');
  });
});
