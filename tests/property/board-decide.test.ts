/** Decisions over random histories: always an answer, always the same one, and a refusal leaves no trace. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CommandType } from '../../shared/board/commands.ts';
import { decide } from '../../shared/board/decide.ts';
import { REJECTION_CODES } from '../../shared/board/rejections.ts';
import { isPresent } from '../../shared/board/state.ts';
import { playHistory } from '../kit/board-history.ts';
import type { Deed } from '../kit/board-in-hand.ts';
import { histories } from '../kit/board-wishes.ts';

const checkSteps = (check: (step: Deed) => void, numRuns = 80) =>
  fc.assert(
    fc.property(histories(), (wishes) => playHistory(wishes).steps.forEach(check)),
    { numRuns },
  );

/** A copy that shows every part of a state, sets and maps included. */
const frozen = (state: unknown): unknown => structuredClone(state);

const FACILITATORS_ONLY: ReadonlySet<CommandType> = new Set([
  'board.configure',
  'participant.admit',
  'participant.remove',
  'facilitator.grant',
  'facilitator.revoke',
  'round.open',
  'round.extend',
  'round.reveal',
  'phase.back',
  'board.close',
]);
const MOVES: ReadonlySet<CommandType> = new Set(['round.open', 'round.reveal', 'phase.back', 'board.close']);

describe('deciding', () => {
  it('A1 every command in every state gets an answer: events, or a code that has a sentence', () => {
    checkSteps(({ verdict }) => {
      if (verdict.rejected === undefined) expect(verdict.events.length).toBeGreaterThan(0);
      else {
        expect(REJECTION_CODES).toContain(verdict.rejected.code);
        expect(verdict.rejected.message).not.toBe('');
      }
    });
  });

  it('D9 the same command against the same state is decided the same, on every node', () => {
    checkSteps(({ before, asked, verdict }) => {
      if (asked !== undefined) expect(decide(structuredClone(before), asked.command, asked.context)).toEqual(verdict);
    });
  });

  it('S9 a refused command changes nothing', () => {
    checkSteps(({ before, after, verdict }) => {
      if (verdict.rejected !== undefined) expect(after).toBe(before);
    });
  });

  it('S9 deciding leaves the state it looks at as it is', () => {
    checkSteps(({ before, asked }) => {
      if (asked === undefined) return;
      const kept = frozen(before);
      decide(before, asked.command, asked.context);
      expect(before).toEqual(kept);
    }, 40);
  });

  it('S9 phases, settings, removals and seats move only for facilitators', () => {
    checkSteps(({ before, asked, verdict }) => {
      if (asked === undefined || verdict.rejected !== undefined || !FACILITATORS_ONLY.has(asked.command.type)) return;
      expect(before.participants.get(asked.context.by)?.isFacilitator).toBe(true);
    });
  });

  it('S9 strangers, people who wait and people who were removed are answered as if there were no board', () => {
    checkSteps(({ before, asked, verdict }) => {
      if (asked === undefined || isPresent(before.participants.get(asked.context.by))) return;
      expect(verdict.rejected?.code).toBe('not_found');
    });
  });

  it('D9 a move that was decided on before another one is refused', () => {
    checkSteps(({ before, asked, verdict }) => {
      if (asked === undefined || !MOVES.has(asked.command.type) || !('seen' in asked.command)) return;
      if (asked.command.seen === before.seen) return;
      const isFacilitator = before.participants.get(asked.context.by)?.isFacilitator === true;
      if (isFacilitator && isPresent(before.participants.get(asked.context.by)))
        expect(verdict.rejected?.code).toBe('stale');
      else expect(verdict.rejected).toBeDefined();
    });
  });

  it('A7 no time that passes moves a board by itself: an hour later the same command has the same outcome', () => {
    checkSteps(({ before, asked, verdict }) => {
      if (asked === undefined) return;
      const later = decide(before, asked.command, { ...asked.context, at: asked.context.at + 3_600_000 });
      const outcome = (found: typeof later) =>
        found.rejected === undefined ? found.events.map((event) => event.type) : found.rejected.code;
      expect(outcome(later)).toEqual(outcome(verdict));
    });
  });
});
