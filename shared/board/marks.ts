/** "This one matters for our work" and "we leave this open on purpose": who set what, and the totals others may see. */

import type { Marks } from './events.ts';
import type { DimensionId, ParticipantId } from './ids.ts';
import type { BoardState } from './state.ts';

export type Mark = 'matters' | 'open';

export const markKey = (dimensionId: DimensionId, mark: Mark): string => `${mark} ${dimensionId}`;

const markers = (state: BoardState, id: DimensionId, mark: Mark): ReadonlySet<ParticipantId> =>
  state.marks.get(markKey(id, mark)) ?? new Set();

export const markTotals = (state: BoardState): Marks[] =>
  state.dimensions.map(({ id }) => ({
    dimensionId: id,
    matters: markers(state, id, 'matters').size,
    open: markers(state, id, 'open').size,
  }));

/** What this person has marked, for their own screen. */
export const marksOf = (state: BoardState, person: ParticipantId): { dimensionId: DimensionId; mark: Mark }[] =>
  state.dimensions.flatMap(({ id }) =>
    (['matters', 'open'] as const).flatMap((mark) =>
      markers(state, id, mark).has(person) ? [{ dimensionId: id, mark }] : [],
    ),
  );
