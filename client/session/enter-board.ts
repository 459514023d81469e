/** Opens a board of this device for real: the sockets, the clock and the network of the browser put together. */

import { keepAppShell } from '../browser/app-shell.ts';
import { freshCommandId } from '../browser/fresh-id.ts';
import { onNetworkChange } from '../browser/network.ts';
import { readingDevice } from '../browser/reading-device.ts';
import { backoffMs, pause } from '../link/backoff.ts';
import { lookAtBoard, type SeenBoard } from '../link/board-http.ts';
import { openBoardLink } from '../link/board-link.ts';
import { openDocumentLink } from '../link/document-link.ts';
import { BoardSession } from './board-session.svelte.ts';
import { OpenBoard } from './open-board.svelte.ts';
import { ServerTime } from './server-time.svelte.ts';

/** Asks until there is an answer. @returns undefined when there is no board for this person any more */
const reload = async (boardId: string): Promise<SeenBoard | undefined> => {
  for (let attempt = 0; ; attempt++) {
    const answer = await lookAtBoard(boardId);
    if (answer.ok) return 'pending' in answer.value ? undefined : answer.value;
    if (answer.refusal.code === 'not_found' || answer.refusal.code === 'removed') return undefined;
    await pause(backoffMs(attempt, Math.random()));
  }
};

const ticking = {
  monotonicMs: () => performance.now(),
  everySecond: (tick: () => void) => {
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  },
};

export interface Entered {
  readonly board: OpenBoard;
  readonly leave: () => void;
}

export const enterBoard = (start: SeenBoard): Entered => {
  const boardId = start.view.board.id;
  const session = new BoardSession({
    start,
    openLink: (listener) => openBoardLink(boardId, listener),
    reload: () => reload(boardId),
    freshCommandId,
    time: new ServerTime(ticking, Date.now()),
  });
  const board = new OpenBoard({
    session,
    openDocument: (name) => openDocumentLink({ boardId, name }),
    device: readingDevice(boardId, start.view.me.participantId),
  });
  const stopListening = onNetworkChange((isThere) => board.networkChanged(isThere));
  const stopTime = session.time.run();
  void keepAppShell();
  return {
    board,
    leave: () => {
      stopListening();
      stopTime();
      board.close();
    },
  };
};
