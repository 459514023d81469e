/**
 * What each person gets to see, over random histories with canaries in everything secret. Every viewer is asked after
 * every step: the view, the entry as it would be sent live, and at the end the whole log as one who resumes gets it.
 */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideRevealed } from '../../shared/board/decide-entry.ts';
import type { LogEntry } from '../../shared/board/events.ts';
import type { ParticipantId, ReadingId } from '../../shared/board/ids.ts';
import { isWithheldFrom } from '../../shared/board/permissions.ts';
import { isPresent, type BoardState } from '../../shared/board/state.ts';
import { viewOf, type View, type ViewSources } from '../../shared/board/view.ts';
import { visibleEntry } from '../../shared/board/visible.ts';
import { playHistory, type History } from '../kit/board-history.ts';
import { person, reading, type Deed } from '../kit/board-in-hand.ts';
import { histories } from '../kit/board-wishes.ts';

const STRANGER = person(98);

interface Glance {
  readonly viewer: ParticipantId;
  readonly state: BoardState;
  readonly sources: ViewSources;
  /** Things received, each taken by itself: an entry, an item of a list in the view. */
  readonly units: readonly unknown[];
  readonly step?: Deed;
}

const unitsOf = (view: View): unknown[] =>
  Object.values(view).flatMap((part: unknown) => (Array.isArray(part) ? (part as unknown[]) : [part]));

const viewUnits = (state: BoardState, viewer: ParticipantId, sources: ViewSources): unknown[] => {
  const view = viewOf(state, viewer, sources);
  return view === undefined || 'pending' in view ? [] : unitsOf(view);
};

function* glances({ steps, entries, state }: History): Generator<Glance> {
  const viewers = [...state.participants.keys(), STRANGER];
  for (const step of steps) {
    if (step.entry === undefined) continue;
    for (const viewer of viewers) {
      const live = visibleEntry(step.after, step.entry, viewer, step.sources);
      const units = [live, ...viewUnits(step.after, viewer, step.sources)];
      yield { viewer, state: step.after, sources: step.sources, units, step };
    }
  }
  const sources = steps.at(-1)?.sources;
  if (sources === undefined) return;
  for (const viewer of viewers)
    yield { viewer, state, sources, units: entries.map((entry) => visibleEntry(state, entry, viewer, sources)) };
}

const checkGlances = (check: (glance: Glance, history: History) => void) =>
  fc.assert(
    fc.property(histories(), (wishes) => {
      const history = playHistory(wishes);
      for (const glance of glances(history)) check(glance, history);
    }),
    { numRuns: 40 },
  );

const idsIn = (unit: unknown, kind: 'person' | 'reading') =>
  new Set((JSON.stringify(unit) ?? '').match(new RegExp(`${kind}-0\\d+`, 'g')) ?? []);

const neverAdmitted = (entries: readonly LogEntry[]): Set<ParticipantId> => {
  const waiting = new Set<ParticipantId>();
  for (const event of entries.flatMap(({ events }) => events)) {
    if (event.type === 'participant.joined' && event.isPending) waiting.add(event.participantId);
    if (event.type === 'participant.admitted') waiting.delete(event.participantId);
  }
  return waiting;
};

describe('what one person sees of a board', () => {
  it('S7 links nobody else to a reading, unless they claimed it', () => {
    checkGlances(({ viewer, state, units }, { owners }) => {
      for (const unit of units) {
        const people = [...idsIn(unit, 'person')].filter((id) => id !== viewer);
        for (const readingId of people.length === 0 ? [] : (idsIn(unit, 'reading') as Set<ReadingId>)) {
          if (owners.get(readingId) === viewer) continue;
          expect(people).toEqual([state.claims.get(readingId)]);
        }
      }
    });
  });

  it('S10 holds no hash of a key and nothing of the passphrase', () => {
    checkGlances(({ units }) => {
      expect(JSON.stringify(units)).not.toMatch(/hash-canary|passphrase-canary/);
    });
  });

  it('S2 names nobody who waits or was turned away, except to facilitators', () => {
    checkGlances(({ viewer, state, sources, units }, { entries }) => {
      if (state.participants.get(viewer)?.isFacilitator === true) return;
      const text = JSON.stringify(units);
      for (const id of neverAdmitted(entries.slice(0, state.seq))) {
        const name = sources.nameOf(id)?.name;
        if (name !== undefined) expect(text).not.toContain(name);
        expect(text).not.toContain(id);
      }
    });
  });

  it('S3 is nothing at all for strangers, people who wait and people who were removed', () => {
    checkGlances(({ viewer, state, units }) => {
      if (isPresent(state.participants.get(viewer))) return;
      expect(units.filter((unit) => unit !== undefined)).toEqual([]);
    });
  });

  it('S7 tells of a mark only to who set it', () => {
    checkGlances(({ viewer, units, step }) => {
      const mayKnow = step?.asked?.context.by === viewer;
      for (const unit of units) {
        const others = JSON.stringify(unit)?.match(/"dimension\.marked".*?"participantId":"([^"]+)"/);
        if (others && !mayKnow) expect(others[1]).toBe(viewer);
      }
    });
  });

  it('S7 shows totals of marks only after three people or at a move', () => {
    fc.assert(
      fc.property(histories(), (wishes) => {
        const { steps } = playHistory(wishes);
        let markers = new Set<ParticipantId>();
        for (const { before, after, asked, verdict, sources } of steps) {
          if (verdict.rejected === undefined && asked?.command.type === 'dimension.mark') markers.add(asked.context.by);
          const shown = (state: BoardState) => {
            const seen = viewOf(state, person(0), sources);
            return seen === undefined || 'pending' in seen ? undefined : seen.marks;
          };
          const [was, is] = [shown(before), shown(after)];
          if (was === undefined || is === undefined || was === is) continue;
          const isMove = asked !== undefined && 'seen' in asked.command;
          if (!isMove) expect(markers.size).toBeGreaterThanOrEqual(3);
          markers = new Set();
        }
      }),
    );
  });

  it('S1 is the same before and after the seal, until the reveal', () => {
    checkGlances(({ viewer, step, units }) => {
      const kinds = step?.entry?.events.map((event) => event.type) ?? [];
      if (step === undefined || !(kinds.includes('round.sealed') || kinds.includes('late.sealed'))) return;
      expect(units[0]).toBeUndefined();
      expect(units.slice(1)).toEqual(viewUnits(step.before, viewer, step.sources));
    });
  });

  it('S1 withholds from late readers whatever derives from readings, until they have given theirs', () => {
    checkGlances(({ viewer, state, units }, { owners }) => {
      const late = state.participants.get(viewer);
      if (!isPresent(late) || !isWithheldFrom(state, late)) return;
      const text = JSON.stringify(units);
      expect(text).not.toContain('reply-canary');
      for (const id of idsIn(units, 'reading')) expect(owners.get(id as ReadingId)).toBe(viewer);
      const opened = new Set(state.rounds.map((round) => round.wording));
      for (const { text: wording } of state.wordings)
        if (wording.includes('restatement-canary') && !opened.has(wording)) expect(text).not.toContain(wording);
    });
  });

  it('S7 has the digests of a reveal in an order that tells nothing of who came first', () => {
    const digests = fc.shuffledSubarray(
      Array.from({ length: 8 }, (_, n) => ({ readingId: reading(n), digest: `${n}` })),
    );
    fc.assert(
      fc.property(digests, (inSomeOrder) => {
        expect(decideRevealed(1, inSomeOrder)).toEqual(decideRevealed(1, [...inSomeOrder].reverse()));
      }),
    );
  });
});
