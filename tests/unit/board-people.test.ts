/** Doors, seats, names and keys. */

import { describe, expect, it } from 'vitest';
import { parseJoinRequest } from '../../shared/board/commands.ts';
import { decideReplaceKey } from '../../shared/board/decide-entry.ts';
import { accept } from '../../shared/board/decision.ts';
import { EMPTY_SEAT_MS } from '../../shared/board/decide-people.ts';
import { mayReadReading } from '../../shared/board/permissions.ts';
import { viewOf } from '../../shared/board/view.ts';
import { BOARD_LIMITS } from '../../shared/protocol/limits.ts';
import { BoardInHand, person, reading } from '../kit/board-in-hand.ts';

const ana = person(0);

const refusalOfLast = (board: BoardInHand) => board.deeds.at(-1)?.verdict.rejected?.code;

describe('the door', () => {
  it.each([
    ['locked', { locked: true }, {}, 'locked'],
    ['asking for a passphrase', { passphrase: 'canary' }, { passphrase: 'missing' }, 'passphrase_required'],
    ['asking for another passphrase', { passphrase: 'canary' }, { passphrase: 'wrong' }, 'passphrase_wrong'],
    ['asking for this passphrase', { passphrase: 'canary' }, { passphrase: 'right' }, undefined],
    ['unlocked again', { locked: false }, {}, undefined],
  ] as const)('S9 of a board that is %s', (_, settings, joining, code) => {
    const board = new BoardInHand();
    board.ask(ana, 'board.configure', settings);
    board.join(joining);
    expect(refusalOfLast(board)).toBe(code);
  });

  it('S10 takes the passphrase as it was meant, however the keyboard composes it', () => {
    const request = parseJoinRequest({ commandId: 'c-1', name: 'Ben', passphrase: ' cafe\u0301 ' });
    expect(request?.passphrase).toBe('café');
  });

  it('S10 is never opened by a passphrase that could not be kept', () => {
    const board = new BoardInHand();
    board.ask(ana, 'board.configure', { passphrase: 'canary' });
    const verdict = board.send(ana, { type: 'board.configure', passphrase: 'another' }, { passphraseHash: undefined });
    expect(verdict.rejected?.code).toBe('internal');
    expect(board.state.passphrase).toBe('passphrase-hash-canary');
  });

  it('S9 lets nobody in unasked where a facilitator admits each joiner', () => {
    const board = new BoardInHand();
    board.ask(ana, 'board.configure', { rules: { approval: true } });
    const ben = board.join();
    expect(viewOf(board.state, ben, board.sources())).toEqual({ pending: true });
    expect(board.ask(ben, 'participant.rename', { name: 'Benjamin' })).toBe('not_found');
    expect(board.ask(ana, 'facilitator.grant', { participantId: ben })).toBe('unknown_participant');
    expect(board.ask(ana, 'participant.admit', { participantId: ben })).toBeUndefined();
    expect(board.ask(ana, 'participant.admit', { participantId: ben })).toBe('already_done');
    expect(board.view(ben).participants).toHaveLength(2);
  });

  it('A1 closes when the board is full, and people who leave and come back cannot fill it without end', () => {
    const board = new BoardInHand({ ...BOARD_LIMITS, people: 2 });
    const come = () => {
      const id = board.join();
      return refusalOfLast(board) === undefined ? id : undefined;
    };
    expect(come()).toBeDefined();
    expect(come()).toBeUndefined();
    let joined = 2;
    for (const { id } of board.view(ana).participants)
      if (id !== ana) board.ask(ana, 'participant.remove', { participantId: id });
    for (let id = come(); id !== undefined; id = come()) {
      joined += 1;
      board.ask(ana, 'participant.remove', { participantId: id });
    }
    expect(joined).toBe(8);
  });
});

describe('the spoken code', () => {
  it('S3 is told to everyone on the board, until it is closed', () => {
    const board = new BoardInHand();
    const ben = board.join();
    board.take(accept([{ type: 'code.issued', code: 'apple-river-stone' }]));
    expect(board.view(ben).board.code).toBe('apple-river-stone');
    board.ask(ana, 'round.open');
    board.ask(ana, 'round.reveal');
    board.completeReveal([ana]);
    board.ask(ana, 'board.close');
    expect(board.view(ben).board).not.toHaveProperty('code');
    board.ask(ana, 'phase.back');
    expect(board.view(ben).board).not.toHaveProperty('code');
  });
});

describe('the facilitator’s seat', () => {
  it('S9 is never left empty by a command', () => {
    const board = new BoardInHand();
    const ben = board.join();
    expect(board.ask(ana, 'facilitator.revoke', { participantId: ana })).toBe('last_facilitator');
    expect(board.ask(ana, 'participant.remove', { participantId: ana })).toBe('last_facilitator');
    expect(board.ask(ana, 'facilitator.grant', { participantId: ben })).toBeUndefined();
    expect(board.ask(ben, 'participant.remove', { participantId: ana })).toBeUndefined();
    expect(board.ask(ben, 'facilitator.revoke', { participantId: ben })).toBe('last_facilitator');
  });

  it('A6 can be taken after ten minutes without any facilitator, not a moment before', () => {
    const board = new BoardInHand();
    const ben = board.join();
    const after = (facilitatorAwayMs: number) => board.ask(ben, 'facilitator.take', {}, { facilitatorAwayMs });
    expect(after(EMPTY_SEAT_MS - 1)).toBe('seat_taken');
    expect(after(EMPTY_SEAT_MS)).toBeUndefined();
    expect(after(EMPTY_SEAT_MS)).toBe('already_done');
    expect(board.view(ana).participants.filter((found) => found.facilitator)).toHaveLength(2);
  });

  it('A6 cannot be taken where the rules of the board keep it', () => {
    const board = new BoardInHand();
    const ben = board.join();
    board.ask(ana, 'board.configure', { rules: { openSeat: false } });
    expect(board.ask(ben, 'facilitator.take', {}, { facilitatorAwayMs: EMPTY_SEAT_MS })).toBe('seat_closed');
  });
});

describe('a name', () => {
  it('D13 that was withdrawn is gone, and the board goes on without it', () => {
    const board = new BoardInHand();
    const ben = board.join({ name: 'Ben' });
    board.ask(ben, 'participant.rename', { function: 'nursing' });
    expect(board.view(ana).participants[1]).toMatchObject({ name: 'Ben', function: 'nursing' });
    expect(board.ask(ben, 'participant.withdraw', { what: 'name' })).toBeUndefined();
    expect(board.view(ana).participants[1]).toMatchObject({ id: ben, name: null });
    expect(board.ask(ben, 'participant.rename', { function: 'nursing' })).toBe('malformed');
    expect(board.ask(ben, 'participant.rename', { name: 'B.' })).toBeUndefined();
    expect(board.view(ana).participants[1]).toMatchObject({ name: 'B.' });
  });

  it('S8 and whether somebody reads stand still while a round is written', () => {
    const board = new BoardInHand();
    board.ask(ana, 'round.open');
    expect(board.ask(ana, 'participant.rename', { reads: false })).toBe('wrong_phase');
    expect(board.ask(ana, 'participant.rename', { reads: true, name: 'Ana M.' })).toBeUndefined();
  });
});

describe('a replaced key', () => {
  const replace = (board: BoardInHand, hasUnsealedWriting: boolean, by = ana, participantId = person(1)) =>
    board.take(
      decideReplaceKey(board.state, {
        by,
        participantId,
        hash: 'key-hash-canary-new',
        readingId: reading(50),
        hasUnsealedWriting,
        ownsFromRound: 2,
      }),
    ).rejected?.code;

  it('S10 ends all older ones and is issued by facilitators only, never over a draft', () => {
    const board = new BoardInHand();
    const ben = board.join();
    expect(replace(board, false, ben, ana)).toBe('forbidden');
    expect(replace(board, true)).toBe('unsealed_writing');
    expect(replace(board, false)).toBeUndefined();
    const hashes = [...board.state.keys].filter(([, key]) => key.participantId === ben).map(([hash]) => hash);
    expect(hashes).toEqual(['key-hash-canary-new']);
  });

  it('S7 tells nobody, not even its holder, which reading was theirs before', () => {
    const board = new BoardInHand();
    const ben = board.join();
    board.ask(ana, 'round.open');
    board.ask(ana, 'round.reveal');
    board.completeReveal([ana, ben]);
    replace(board, false);
    expect(board.view(ben).me.readingId).toBe(reading(50));
    expect(board.ask(ben, 'reading.claim')).toBe('unknown_reading');
    expect(board.ask(ben, 'participant.withdraw', { what: 'text' })).toBe('unknown_reading');
    expect(mayReadReading(board.state, ben, 1)).toBe('not_found');
    expect(mayReadReading(board.state, ana, 1)).toBeUndefined();
  });
});
