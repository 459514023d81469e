/**
 * The cookie that keeps a personal key on a device: one a board, `readback.<boardId>`, never readable by scripts. At
 * most forty, so that the header stays small; the oldest go first.
 */

import { parseBoardId, type BoardId } from '../../shared/board/ids.ts';

const PREFIX = 'readback.';
const MOST = 40;
const YEAR_SECONDS = 365 * 24 * 60 * 60;

const pairs = (header: string | undefined): [string, string][] =>
  (header ?? '').split(';').flatMap((part): [string, string][] => {
    const at = part.indexOf('=');
    return at < 0 ? [] : [[part.slice(0, at).trim(), part.slice(at + 1).trim()]];
  });

export const keyFromCookie = (header: string | undefined, board: BoardId): string | undefined =>
  pairs(header).find(([name]) => name === PREFIX + board)?.[1];

const attributes = (isSecure: boolean): string => `; Path=/; HttpOnly; SameSite=Strict${isSecure ? '; Secure' : ''}`;

export const forgetCookie = (board: BoardId, isSecure: boolean): string =>
  `${PREFIX}${board}=; Max-Age=0${attributes(isSecure)}`;

/** The `Set-Cookie` lines that keep `key` for `board` beside what the device already sends. */
export const keepCookies = (header: string | undefined, board: BoardId, key: string, isSecure: boolean): string[] => {
  const others = pairs(header)
    .map(([name]) => (name.startsWith(PREFIX) ? parseBoardId(name.slice(PREFIX.length)) : undefined))
    .filter((id): id is BoardId => id !== undefined && id !== board);
  // Browsers send cookies of one path oldest first (RFC 6265, 5.4).
  const surplus = others.slice(0, Math.max(0, others.length - (MOST - 1)));
  return [
    `${PREFIX}${board}=${key}; Max-Age=${YEAR_SECONDS}${attributes(isSecure)}`,
    ...surplus.map((id) => forgetCookie(id, isSecure)),
  ];
};
