/** Addresses of the app, both ways. What a board shows follows its phase; looking back has addresses of its own. */

/** What of a board is looked at: `now` is the phase it is in. */
export type BoardPart =
  { readonly kind: 'now' } | { readonly kind: 'frame' } | { readonly kind: 'round'; readonly round: number };

export type Route =
  | { readonly page: 'home' }
  | { readonly page: 'board'; readonly boardId: string; readonly part: BoardPart; readonly key?: string }
  | { readonly page: 'code'; readonly code: string }
  /** `state` names a scene; `isBare` shows it alone. */
  | { readonly page: 'gallery'; readonly state?: string; readonly isBare: boolean }
  | { readonly page: 'unknown' };

const BOARD = /^\/b\/([A-Za-z0-9_-]{1,80})(?:\/(frame|round\/([1-9]\d{0,2})))?\/?$/;
const GALLERY = /^\/gallery(?:\/([a-z0-9-]+)(\/bare)?)?\/?$/;
const CODE = /^\/j\/([^/]{1,200})\/?$/;

const partOf = (rest: string | undefined, round: string | undefined): BoardPart => {
  if (round !== undefined) return { kind: 'round', round: Number(round) };
  return { kind: rest === 'frame' ? 'frame' : 'now' };
};

const galleryOf = (path: string): Route | undefined => {
  const [found, state, bare] = GALLERY.exec(path) ?? [];
  if (found === undefined) return undefined;
  return { page: 'gallery', isBare: bare !== undefined, ...(state === undefined ? {} : { state }) };
};

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch (fault) {
    if (fault instanceof URIError) return text;
    throw fault;
  }
};

/** @param hash with its `#`, or empty */
export const routeOf = (path: string, hash: string): Route => {
  if (path === '/' || path === '') return { page: 'home' };
  const [, boardId, rest, round] = BOARD.exec(path) ?? [];
  if (boardId !== undefined) {
    const key = decoded(hash.slice(1));
    return { page: 'board', boardId, part: partOf(rest, round), ...(key === '' ? {} : { key }) };
  }
  const [, code] = CODE.exec(path) ?? [];
  if (code !== undefined) return { page: 'code', code: decoded(code) };
  return galleryOf(path) ?? { page: 'unknown' };
};

export const boardPath = (boardId: string, part: BoardPart = { kind: 'now' }): string => {
  const rest = part.kind === 'now' ? '' : part.kind === 'frame' ? '/frame' : `/round/${String(part.round)}`;
  return `/b/${boardId}${rest}`;
};
