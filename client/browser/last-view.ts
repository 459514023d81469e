/**
 * The last view of a board that is being written, kept on this device, so that a page loaded anew without a network opens
 * on the form and not on a closed door. Only while people write: at other times others' readings may be in a view.
 */

import type { Answer, SeenBoard } from '../link/board-http.ts';
import { forget, keep, recall } from './kept.ts';

const nameOf = (boardId: string): string => `view.${boardId}`;

const isWritten = ({ view }: SeenBoard): boolean => view.board.phase === 'write';

const isSeen = (found: unknown): found is SeenBoard => {
  if (typeof found !== 'object' || found === null || !('seq' in found) || !('view' in found)) return false;
  const { seq, view } = found;
  return Number.isInteger(seq) && typeof view === 'object' && view !== null && 'board' in view && 'me' in view;
};

/** Keeps it while people write; forgets it otherwise. */
export const keepLastView = (seen: SeenBoard): void => {
  if (isWritten(seen)) keep(nameOf(seen.view.board.id), seen);
  else forgetLastView(seen.view.board.id);
};

export const recallLastView = (boardId: string): SeenBoard | undefined =>
  recall(nameOf(boardId), (found) => (isSeen(found) && isWritten(found) ? found : undefined));

export const forgetLastView = (boardId: string): void => forget(nameOf(boardId));

/** Where the server cannot be reached, the board as it was last seen, while it is being written. */
export const orLastView = <Found>(boardId: string, answer: Answer<Found>): Answer<Found | SeenBoard> => {
  if (answer.ok || (answer.refusal.code !== 'offline' && answer.refusal.code !== 'unavailable')) return answer;
  const value = recallLastView(boardId);
  return value === undefined ? answer : { ok: true, value };
};
