/** Whatever people ask for, in whatever order: no board ever gets into a state that breaks a promise. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDimension } from '../../shared/board/dimension.ts';
import type { BoardState, Phase, Round } from '../../shared/board/state.ts';
import { isPresent, lastRound } from '../../shared/board/state.ts';
import { BOARD_LIMITS } from '../../shared/protocol/limits.ts';
import { playHistory, type History } from '../kit/board-history.ts';
import type { Deed } from '../kit/board-in-hand.ts';
import { histories } from '../kit/board-wishes.ts';

const checkHistories = (check: (history: History) => void, limits = BOARD_LIMITS) =>
  fc.assert(
    fc.property(histories(), (wishes) => check(playHistory(wishes, limits))),
    { numRuns: 80 },
  );

const checkSteps = (check: (step: Deed) => void) => checkHistories(({ steps }) => steps.forEach(check));

const WAYS: { readonly [From in Phase]: readonly Phase[] } = {
  frame: ['frame', 'write'],
  write: ['write', 'frame', 'reveal'],
  reveal: ['reveal', 'frame', 'closed'],
  closed: ['closed', 'reveal'],
};

const FATES: { readonly [From in Round['status']]: readonly Round['status'][] } = {
  writing: ['writing', 'paused', 'sealed'],
  paused: ['paused', 'writing'],
  sealed: ['sealed', 'revealed'],
  revealed: ['revealed'],
};

const present = (state: BoardState) => [...state.participants.values()].filter(isPresent);

/** What a round was opened with: what those who wrote were promised and asked. */
const promised = ({ wording, wordingVersion, dimensions, rules, number }: Round) => ({
  wording,
  wordingVersion,
  dimensions,
  rules,
  number,
});

describe('any history of a board', () => {
  it('S9 always has a facilitator who is there', () => {
    checkSteps(({ after }) => {
      expect(present(after).some((person) => person.isFacilitator)).toBe(true);
      for (const person of after.participants.values()) if (person.isFacilitator) expect(isPresent(person)).toBe(true);
    });
  });

  it('S6 keeps a revealed round as it was revealed; late readings are added, nothing else changes', () => {
    checkSteps(({ before, after }) => {
      before.rounds.forEach((round, index) => {
        if (round.status !== 'revealed') return;
        const later = after.rounds[index];
        expect(later?.status).toBe('revealed');
        expect(later && promised(later)).toEqual(promised(round));
        expect(later?.digests.slice(0, round.digests.length)).toEqual(round.digests);
        const arrived = (later?.digests.length ?? 0) - round.digests.length;
        expect(arrived).toBeLessThanOrEqual((later?.readers.size ?? 0) - round.readers.size);
      });
    });
  });

  it('S6 lets only its author take a reading down', () => {
    checkHistories(({ steps, owners }) => {
      for (const { entry, asked } of steps) {
        for (const event of entry?.events ?? []) {
          if (event.type !== 'reading.withdrawn') continue;
          expect(event.readingIds.map((id) => owners.get(id))).toEqual(event.readingIds.map(() => asked?.context.by));
        }
      }
    });
  });

  it('S8 changes neither rules, nor questions, nor wording while a round is written', () => {
    checkSteps(({ before, after }) => {
      if (before.phase !== 'write' || after.phase !== 'write') return;
      expect(after.rules).toBe(before.rules);
      expect(after.dimensions).toBe(before.dimensions);
      const [was, is] = [lastRound(before), lastRound(after)];
      expect(is && promised(is)).toEqual(was && promised(was));
    });
  });

  it('S8 resumes a paused round only under the same promise', () => {
    checkSteps(({ before, after, entry }) => {
      if (entry?.events.some((event) => event.type === 'round.opened' && event.isResumed) !== true) return;
      const [was, is] = [lastRound(before), lastRound(after)];
      expect(was?.status).toBe('paused');
      expect(is?.number).toBe(was?.number);
      expect(is?.wording).toBe(was?.wording);
      expect(is?.dimensions).toEqual(was?.dimensions);
      expect([is?.rules.mode, is?.rules.pulse]).toEqual([was?.rules.mode, was?.rules.pulse]);
    });
  });

  it('S9 moves through the phases on the ways there are', () => {
    checkSteps(({ before, after }) => {
      if (before.seq > 0) expect(WAYS[before.phase]).toContain(after.phase);
    });
  });

  it('D9 counts each move, so that a later command knows of it', () => {
    checkSteps(({ before, after }) => {
      expect(after.seen).toBeGreaterThanOrEqual(before.seen);
      expect(after.seen).toBeLessThanOrEqual(after.seq);
      if (after.phase !== before.phase) expect(after.seen).toBe(after.seq);
    });
  });

  it('S6 never reveals a paused round, and ends each at most once', () => {
    checkSteps(({ before, after }) => {
      before.rounds.forEach((round, index) => expect(FATES[round.status]).toContain(after.rounds[index]?.status));
    });
  });

  it('D9 numbers rounds without holes, and only the last one can be written', () => {
    checkSteps(({ after }) => {
      expect(after.rounds.map((round) => round.number)).toEqual(after.rounds.map((_, index) => index + 1));
      const open = after.rounds.filter((round) => round.status === 'writing' || round.status === 'sealed');
      expect(open).toEqual(after.phase === 'write' ? [lastRound(after)] : []);
    });
  });

  it('S12 leaves no key with somebody who was removed', () => {
    checkSteps(({ after }) => {
      for (const { participantId } of after.keys.values())
        expect(after.participants.get(participantId)?.isRemoved).toBe(false);
    });
  });

  it('S6 has late readings only of rounds that are revealed, by people who were absent', () => {
    checkSteps(({ after }) => {
      for (const { late, status } of after.rounds) if (late.size > 0) expect(status).toBe('revealed');
    });
  });

  it('A2 stays within its limits', () => {
    const limits = { people: 3, dimensions: 6, options: 3, replies: 1, rounds: 2, keysPerPerson: 2, entries: 40 };
    checkHistories(({ state }) => {
      expect([...state.participants.values()].filter((person) => !person.isRemoved).length).toBeLessThanOrEqual(3);
      expect(state.dimensions.length).toBeLessThanOrEqual(6);
      expect(state.replies.size).toBeLessThanOrEqual(1);
      expect(state.rounds.length).toBeLessThanOrEqual(2);
    }, limits);
  });

  it('A1 keeps questions that can be asked, each once', () => {
    checkSteps(({ after }) => {
      expect(new Set(after.dimensions.map(({ id }) => id)).size).toBe(after.dimensions.length);
      for (const dimension of after.dimensions) expect(parseDimension(dimension)).toEqual(dimension);
    });
  });

  it('D13 holds no name, no reply and no passphrase in its log', () => {
    checkHistories(({ entries }) => {
      expect(JSON.stringify(entries)).not.toMatch(/name-canary|reply-canary|passphrase-canary/);
    });
  });
});
