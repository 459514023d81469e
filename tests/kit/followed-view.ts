/** A page without the page: a view that is folded on while something happens to a board in hand. */

import type { ParticipantId } from '../../shared/board/ids.ts';
import { foldEntry } from '../../shared/board/view-fold.ts';
import type { View } from '../../shared/board/view.ts';
import { visibleEntry } from '../../shared/board/visible.ts';
import type { BoardInHand } from './board-in-hand.ts';

/** What the viewer's page shows after the act, from what it showed before and what it was sent. */
export const follow = (board: BoardInHand, viewer: ParticipantId, act: () => void): View => {
  const before = board.view(viewer);
  const known = board.deeds.length;
  act();
  return board.deeds
    .slice(known)
    .flatMap(({ entry, after, sources }) => (entry && visibleEntry(after, entry, viewer, sources)) ?? [])
    .reduce(foldEntry, before);
};
