/** Folding a log: in pieces or whole, once or twice, with events of another version in between, it is the same board. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BoardEvent, LogEntry } from '../../shared/board/events.ts';
import { evolve } from '../../shared/board/evolve.ts';
import { NO_BOARD, type BoardState } from '../../shared/board/state.ts';
import { playHistory } from '../kit/board-history.ts';
import { histories } from '../kit/board-wishes.ts';

const foldAll = (entries: readonly LogEntry[], from: BoardState = NO_BOARD): BoardState => entries.reduce(evolve, from);

const logs = histories().map((wishes) => playHistory(wishes).entries);

describe('folding', () => {
  it('D10 a log folded in pieces is the log folded whole', () => {
    fc.assert(
      fc.property(logs, fc.nat(), (entries, cut) => {
        const at = cut % (entries.length + 1);
        expect(foldAll(entries.slice(at), foldAll(entries.slice(0, at)))).toEqual(foldAll(entries));
      }),
    );
  });

  it('D10 a log that was stored as JSON folds to the same board', () => {
    fc.assert(
      fc.property(logs, (entries) => {
        expect(foldAll(JSON.parse(JSON.stringify(entries)) as LogEntry[])).toEqual(foldAll(entries));
      }),
    );
  });

  it('D5 entries that were folded already change nothing', () => {
    fc.assert(
      fc.property(logs, fc.nat(), (entries, cut) => {
        const state = foldAll(entries);
        const known = entries[cut % entries.length];
        if (known !== undefined) expect(evolve(state, known)).toBe(state);
        expect(foldAll([...entries, ...entries])).toEqual(state);
      }),
    );
  });

  it('D10 events of a type this version does not know are passed over', () => {
    const strangers = fc.constantFrom('output.recorded', 'toString', 'constructor', '__proto__', 'valueOf', '');
    fc.assert(
      fc.property(logs, strangers, (entries, type) => {
        const stranger = { type, participantId: 'somebody' } as unknown as BoardEvent;
        const mixed = entries.map((entry) => ({ ...entry, events: [stranger, ...entry.events, stranger] }));
        expect(foldAll(mixed)).toEqual(foldAll(entries));
      }),
    );
  });

  it('D4 one entry moves the count by one, whatever it holds', () => {
    fc.assert(
      fc.property(logs, (entries) => {
        entries.reduce((state, entry) => {
          const next = evolve(state, entry);
          expect(next.seq).toBe(state.seq + 1);
          return next;
        }, NO_BOARD);
      }),
    );
  });

  it('D10 folding leaves the state before as it was, so that nodes may keep it', () => {
    fc.assert(
      fc.property(logs, (entries) => {
        entries.reduce((state, entry) => {
          const kept = structuredClone(state);
          const next = evolve(state, entry);
          expect(state).toEqual(kept);
          return next;
        }, NO_BOARD);
      }),
      { numRuns: 30 },
    );
  });
});
