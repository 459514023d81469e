/** "This one matters for our work" and "we leave this open on purpose": who set what, and the totals others may see. */

import type { Marks } from './events.ts';
import type { DimensionId, ParticipantId } from './ids.ts';
import type { BoardState } from './state.ts';

export type Mark = 'matters' | 'open';

/** What somebody has marked, for their own screen. */
export interface OwnMark {
  readonly dimensionId: DimensionId;
  readonly mark: Mark;
}

export const markKey = (dimensionId: DimensionId, mark: Mark): string => `${mark} ${dimensionId}`;

const markers = (state: BoardState, id: DimensionId, mark: Mark): ReadonlySet<ParticipantId> =>
  state.marks.get(markKey(id, mark)) ?? new Set();

export const markTotals = (state: BoardState): Marks[] =>
  state.dimensions.map(({ id }) => ({
    dimensionId: id,
    matters: markers(state, id, 'matters').size,
    open: markers(state, id, 'open').size,
  }));

const ownMark = (key: string): OwnMark => {
  const [mark, dimensionId] = key.split(' ');
  return { dimensionId: dimensionId as DimensionId, mark: mark as Mark };
};

/** One order for every way in which somebody's marks come about. */
export const inMarkOrder = (marks: readonly OwnMark[]): OwnMark[] =>
  [...marks].sort((a, b) => (markKey(a.dimensionId, a.mark) < markKey(b.dimensionId, b.mark) ? -1 : 1));

/** Everything this person has marked, on questions that only an earlier round asked too. */
export const marksOf = (state: BoardState, person: ParticipantId): OwnMark[] =>
  inMarkOrder([...state.marks].flatMap(([key, marked]) => (marked.has(person) ? [ownMark(key)] : [])));
