/** Pages whose view cannot be folded on, because what they may see has changed: late readers, and who takes a seat. */

import { describe, expect, it } from 'vitest';
import { ControlSessions } from '../../server/room/control-sessions.ts';
import { decideLateRevealed } from '../../shared/board/decide-entry.ts';
import type { ParticipantId } from '../../shared/board/ids.ts';
import { mayUnveil } from '../../shared/board/visible.ts';
import { BoardInHand, person } from '../kit/board-in-hand.ts';
import { follow } from '../kit/followed-view.ts';

const ana = person(0);

const reveal = (board: BoardInHand, authors: readonly ParticipantId[]): void => {
  board.ask(ana, 'round.open');
  board.ask(ana, 'round.reveal');
  board.completeReveal(authors);
};

describe('what a page may see, changed', () => {
  const sessionOf = (board: BoardInHand, viewer: ParticipantId) => {
    const sessions = new ControlSessions();
    const ended: string[] = [];
    const keyHash = [...board.state.keys].find(([, key]) => key.participantId === viewer)![0];
    sessions.add(board.state, { person: viewer, keyHash, send: () => undefined, end: (why) => ended.push(why) });
    return (act: () => unknown): string[] => {
      const known = board.entries.length;
      act();
      sessions.deliver(board.state, board.entries.slice(known), board.sources());
      return ended;
    };
  };
  const waiting = (board: BoardInHand) => {
    board.ask(ana, 'board.configure', { rules: { approval: true } });
    board.join();
  };

  it('D5 a late reading is added for the others, and its author loads the board anew', () => {
    const board = new BoardInHand();
    const [ben, zoe] = [board.join(), board.join({ absent: true })];
    reveal(board, [ana, ben]);
    const deliver = sessionOf(board, zoe);
    expect(deliver(() => board.ask(zoe, 'reading.finish', { done: true }))).toEqual([]);
    const view = follow(board, ben, () => {
      deliver(() => board.take(decideLateRevealed(1, zoe, board.digestOf(zoe))));
    });
    expect(view.rounds[0]?.digests.at(-1)).toEqual(board.digestOf(zoe));
    expect(view).toEqual(board.view(ben));
    expect(deliver(() => undefined)).toEqual(['refresh']);
  });

  it('D5 a late reader who misses the next round too owes that one, and is told when its wording was stated', () => {
    const board = new BoardInHand();
    const zoe = board.join({ absent: true });
    reveal(board, [ana]);
    board.ask(ana, 'wording.restate', { text: 'We launch in autumn.' });
    board.wording = 'We launch in autumn.';
    const view = follow(board, zoe, () => {
      board.ask(ana, 'phase.back');
      reveal(board, [ana]);
    });
    expect(view.me.lateFor).toBe(2);
    expect(view).toEqual(board.view(zoe));
  });

  it.each([
    ['takes', (board: BoardInHand, ben: ParticipantId) => board.ask(ana, 'facilitator.grant', { participantId: ben })],
    [
      'leaves',
      (board: BoardInHand, ben: ParticipantId) => board.ask(ben, 'facilitator.revoke', { participantId: ana }),
    ],
  ])('S2 who %s the seat while somebody waits at the door loads the board anew', (does, change) => {
    const board = new BoardInHand();
    const ben = board.join();
    if (does === 'leaves') board.ask(ana, 'facilitator.grant', { participantId: ben });
    waiting(board);
    const viewer = does === 'takes' ? ben : ana;
    expect(sessionOf(board, viewer)(() => change(board, ben))).toEqual(['refresh']);
    expect(mayUnveil(board.entries.at(-1)!, board.state.participants.get(viewer)!)).toBe(true);
  });

  it('S2 who left the seat is not told by a connection that ends when somebody comes to the door', () => {
    const board = new BoardInHand();
    const ben = board.join();
    board.ask(ana, 'facilitator.grant', { participantId: ben });
    const deliver = sessionOf(board, ben);
    deliver(() => board.ask(ana, 'facilitator.revoke', { participantId: ben }));
    expect(deliver(() => waiting(board))).toEqual([]);
  });
});
