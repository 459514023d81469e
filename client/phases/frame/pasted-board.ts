/** Which board a pasted text is the link of. A key that travels in it is left where it is. Pure. */

import { parseBoardId } from '../../../shared/board/ids.ts';
import { routeOf } from '../../routes.ts';

const pathIn = (text: string): string => {
  try {
    return new URL(text).pathname;
  } catch (fault) {
    if (fault instanceof TypeError) return text.startsWith('/') ? text : `/${text.replace(/^[^/]*\/(?=b\/)/, '')}`;
    throw fault;
  }
};

/** @param pasted a link of any host, with or without it, or the id of a board alone */
export const boardIdFrom = (pasted: string): string | undefined => {
  const text = pasted.trim();
  const id = parseBoardId(text);
  if (id !== undefined) return id;
  const route = routeOf(pathIn(text), '');
  return route.page === 'board' ? parseBoardId(route.boardId) : undefined;
};
