/** What this device remembers between visits: its boards, what its owner is called, and the recovery links it was given. */

import { forgetAbout, keep, recall } from '../browser/kept.ts';
import { forgetBoard } from '../link/board-http.ts';
import { refusedLocally, type Refusal } from '../link/refusal.ts';
import { Desk, parseDesk, type DeskBoard } from './desk.svelte.ts';

const text = (found: unknown): string | undefined => (typeof found === 'string' ? found : undefined);
const recoveryOf = (boardId: string): string => `recovery.${boardId}`;

export const openDesk = (): Desk =>
  new Desk({ recall: () => recall('desk', parseDesk), keep: (boards) => void keep('desk', boards) });

/** What its owner was last called on a board; empty on a first visit. */
export const usualName = (): string => recall('name', text) ?? '';
export const keepUsualName = (name: string): void => void keep('name', name);

/** Only on the device that started the board. */
export const recoveryKeyOf = (boardId: string): string | undefined => recall(recoveryOf(boardId), text);
export const keepRecoveryKey = (boardId: string, key: string): void => void keep(recoveryOf(boardId), key);

/** Everything of the board that lies on this device, except its key. Nothing of it may be open here. */
export const clearFromDevice = async ({ id, participantId, round }: DeskBoard): Promise<void> => {
  const { eraseDeviceDrafts } = await import('../browser/device-draft.ts');
  openDesk().drop(id);
  forgetAbout(id);
  await eraseDeviceDrafts(id, participantId, round);
};

/**
 * Key, drafts and all.
 *
 * @param leave closes the board where it is open
 * @returns why not, where that is so
 */
export const forgetOnDevice = async (
  board: DeskBoard,
  leave: () => void = () => undefined,
): Promise<Refusal | null> => {
  try {
    // Fetched first: without its key a board would be left half forgotten.
    await import('../browser/device-draft.ts');
  } catch (fault) {
    if (fault instanceof TypeError) return refusedLocally('offline');
    throw fault;
  }
  const answer = await forgetBoard(board.id);
  if (!answer.ok) return answer.refusal;
  leave();
  await clearFromDevice(board);
  return null;
};
