/** Addresses of pages, as people pass them on. */

import type { BoardId } from '../board/ids.ts';

/** @param origin of the server, without a slash at the end */
export const boardLink = (origin: string, boardId: BoardId | string): string => `${origin}/b/${boardId}`;
