/**
 * A page that folds what it is sent shows what the server would show it now. Random histories reach every viewer live,
 * in steps of several entries, through the server's own sessions; and at once, as to somebody who was away.
 */

import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ControlSessions } from '../../server/room/control-sessions.ts';
import type { LogEntry } from '../../shared/board/events.ts';
import type { ParticipantId } from '../../shared/board/ids.ts';
import { isPresent, type BoardState } from '../../shared/board/state.ts';
import { foldEntry, withPresence } from '../../shared/board/view-fold.ts';
import { viewOf, type View } from '../../shared/board/view.ts';
import { mayUnveil, visibleEntry, type VisibleEntry, type VisibleEvent } from '../../shared/board/visible.ts';
import { playHistory } from '../kit/board-history.ts';
import type { Deed } from '../kit/board-in-hand.ts';
import { histories } from '../kit/board-wishes.ts';

const RUNS = 500;

type Step = Deed & { readonly entry: LogEntry };

const stepsOf = (steps: readonly Deed[]): Step[] =>
  steps.filter((step): step is Step => step.entry !== undefined && step.after.id !== null);

const frozen = <Thing>(thing: Thing): Thing => {
  if (typeof thing !== 'object' || thing === null || Object.isFrozen(thing)) return thing;
  Object.values(thing).forEach(frozen);
  return Object.freeze(thing);
};

/** As it travels. */
const sent = (entries: readonly VisibleEntry[]): VisibleEntry[] =>
  frozen(JSON.parse(JSON.stringify(entries)) as VisibleEntry[]);

const load = ({ after, sources }: Step, viewer: ParticipantId): View | undefined => {
  const view = viewOf(after, viewer, sources);
  return view === undefined || 'pending' in view ? undefined : frozen(view);
};

const onlineIn = ({ after, sources }: Step): ParticipantId[] => [...after.participants.keys()].filter(sources.isOnline);

/** While framing, the live text is nothing that an entry could tell; a late reader is shown the frozen one. */
const withoutLiveText = (view: View): View =>
  view.board.phase === 'frame' && view.me.lateFor === undefined
    ? { ...view, board: { ...view.board, wording: '' } }
    : view;

const expectCurrent = (folded: View, step: Step): void => {
  const loaded = load(step, folded.me.participantId);
  const [is, ought] = [withoutLiveText(folded), loaded === undefined ? undefined : withoutLiveText(loaded)];
  if (!isDeepStrictEqual(is, ought)) expect(is).toStrictEqual(ought);
};

const keyOf = (state: BoardState, viewer: ParticipantId): string =>
  [...state.keys].find(([, key]) => key.participantId === viewer)?.[0] ?? '';

/** One page for each person, as long as they are on the board; one whose connection was ended loads anew. */
class Pages {
  readonly folded = new Set<VisibleEvent['type']>();
  readonly #sessions = new ControlSessions();
  readonly #views = new Map<ParticipantId, View>();
  #online: readonly ParticipantId[] = [];

  receive(steps: readonly Step[]): void {
    const last = steps.at(-1);
    if (last === undefined) return;
    this.#sessions.deliver(
      last.after,
      steps.map(({ entry }) => entry),
      last.sources,
    );
    this.#tellPresence(onlineIn(last));
    for (const view of this.#views.values()) expectCurrent(view, last);
    for (const viewer of last.after.participants.keys()) if (!this.#views.has(viewer)) this.#open(viewer, last);
  }

  #open(person: ParticipantId, step: Step): void {
    const view = load(step, person);
    if (view === undefined) return;
    this.#views.set(person, view);
    this.#sessions.add(step.after, {
      person,
      keyHash: keyOf(step.after, person),
      send: (message) => {
        if (message.type === 'entries') this.#fold(person, sent(message.entries));
      },
      end: () => this.#views.delete(person),
    });
  }

  #fold(person: ParticipantId, entries: readonly VisibleEntry[]): void {
    const view = this.#views.get(person);
    if (view === undefined) throw new Error(`${person} was sent entries after their connection had ended`);
    this.#views.set(person, frozen(entries.reduce(foldEntry, view)));
    for (const { type } of entries.flatMap(({ events }) => events)) this.folded.add(type);
  }

  #tellPresence(online: readonly ParticipantId[]): void {
    const arrived = online.filter((id) => !this.#online.includes(id));
    const left = this.#online.filter((id) => !online.includes(id));
    for (const [person, view] of this.#views) this.#views.set(person, frozen(withPresence(view, { arrived, left })));
    this.#online = online;
  }
}

/** Every event that somebody can be sent after they have loaded the board. */
const FOLDED: { readonly [Type in Exclude<VisibleEvent['type'], 'board.created'>]: true } = {
  'board.configured': true,
  'code.issued': true,
  'dimension.added': true,
  'dimension.changed': true,
  'dimension.moved': true,
  'dimension.removed': true,
  'participant.joined': true,
  'participant.admitted': true,
  'participant.renamed': true,
  'participant.removed': true,
  'name.withdrawn': true,
  'facilitator.granted': true,
  'facilitator.taken': true,
  'facilitator.recovered': true,
  'facilitator.revoked': true,
  'key.replaced': true,
  'round.opened': true,
  'round.extended': true,
  'reading.finished': true,
  'round.revealed': true,
  'late.revealed': true,
  'phase.back': true,
  'board.closed': true,
  'reading.withdrawn': true,
  'reading.claimed': true,
  'reply.added': true,
  'reply.removed': true,
  'dimension.marked': true,
  'marks.shown': true,
  'wording.restated': true,
};

const inBatches = (steps: readonly Step[], sizes: readonly number[]): Step[][] => {
  const batches: Step[][] = [];
  for (let at = 0; at < steps.length;) {
    const size = sizes[batches.length % sizes.length] ?? 1;
    batches.push(steps.slice(at, at + size));
    at += size;
  }
  return batches;
};

describe('a view that is folded on', () => {
  it('D5 is the one the server would send, for everybody on the board, after every delivery', () => {
    const folded = new Set<VisibleEvent['type']>();
    const sizes = fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(histories(), sizes, (wishes, some) => {
        const pages = new Pages();
        for (const batch of inBatches(stepsOf(playHistory(wishes).steps), some)) pages.receive(batch);
        for (const type of pages.folded) folded.add(type);
      }),
      { numRuns: RUNS },
    );
    expect([...folded].sort()).toEqual(Object.keys(FOLDED).sort());
  });

  it('D5 is the same for who was away, unless the server has them load anew', () => {
    let resumed = 0;
    fc.assert(
      fc.property(histories(), fc.nat(), fc.integer({ min: 1, max: 40 }), (wishes, cut, length) => {
        const steps = stepsOf(playHistory(wishes).steps);
        const [from, ...away] = steps.slice(cut % steps.length).slice(0, 1 + length);
        const to = away.at(-1);
        if (from === undefined || to === undefined) return;
        const missed = away.map(({ entry }) => entry);
        for (const [viewer, person] of to.after.participants) {
          const before = load(from, viewer);
          if (before === undefined || !isPresent(person)) continue;
          if (missed.some((entry) => mayUnveil(entry, person))) continue;
          const entries = missed.flatMap((entry) => visibleEntry(to.after, entry, viewer, to.sources) ?? []);
          const online = { online: onlineIn(to), serverNow: 0 };
          expectCurrent(frozen(withPresence(sent(entries).reduce(foldEntry, before), online)), to);
          resumed += 1;
        }
      }),
      { numRuns: RUNS },
    );
    expect(resumed).toBeGreaterThan(RUNS);
  });
});
