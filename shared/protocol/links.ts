/** Addresses of pages, as people pass them on. */

import type { BoardId } from '../board/ids.ts';

/** @param origin of the server, without a slash at the end */
export const boardLink = (origin: string, boardId: BoardId | string): string => `${origin}/b/${boardId}`;

/**
 * Lets its owner back in on any device. The key stands behind `#`, where no server, log or referrer ever gets it (S10).
 */
export const personalLink = (origin: string, boardId: BoardId | string, key: string): string =>
  `${boardLink(origin, boardId)}#${key}`;

/** @param code the three spoken words, joined with `-` */
export const joinCodeLink = (origin: string, code: string): string => `${origin}/j/${code}`;
