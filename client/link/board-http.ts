/**
 * The HTTP side of one device: creating and joining boards, personal links, the view to start from. The cookie says who
 * asks; keys pass through memory only where a link is made. Everything that can be refused comes back as a value.
 */

import type { View } from '../../shared/board/view.ts';
import { refusedLocally, type Refusal } from './refusal.ts';

export type Answer<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly refusal: Refusal };

export interface Created {
  readonly boardId: string;
  readonly participantId: string;
  /** Shown once; what the personal link carries. */
  readonly key: string;
  readonly recoveryKey: string;
}

export interface SeenBoard {
  readonly seq: number;
  readonly view: View;
}

export interface CreateFields {
  readonly commandId: string;
  readonly name: string;
  readonly function?: string;
  readonly reads?: boolean;
  readonly wording?: string;
  readonly title?: string;
  readonly template?: string;
  readonly timeZone?: string;
  readonly after?: string;
}

export interface JoinFields {
  readonly commandId: string;
  readonly name: string;
  readonly function?: string;
  readonly reads?: boolean;
  readonly passphrase?: string;
  readonly absent?: boolean;
}

const isRefusal = (body: unknown): body is { rejection: Refusal } =>
  typeof body === 'object' && body !== null && 'rejection' in body;

const bodyOf = async (response: Response): Promise<unknown> =>
  response.headers.get('content-type')?.includes('json') === true ? await response.json() : undefined;

/** Sends one request. A network that fails is a refusal too: `offline`. */
const ask = async <Value>(method: string, path: string, body?: object, key?: string): Promise<Answer<Value>> => {
  try {
    const response = await fetch(path, {
      method,
      credentials: 'same-origin',
      headers: {
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...(key === undefined ? {} : { Authorization: `Bearer ${key}` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answered = await bodyOf(response);
    if (response.ok) return { ok: true, value: answered as Value };
    return { ok: false, refusal: isRefusal(answered) ? answered.rejection : refusedLocally('unavailable') };
  } catch (fault) {
    if (fault instanceof TypeError || fault instanceof SyntaxError || fault instanceof DOMException)
      return { ok: false, refusal: refusedLocally('offline') };
    throw fault;
  }
};

const board = (boardId: string, rest = ''): string => `/api/boards/${encodeURIComponent(boardId)}${rest}`;

export const createBoard = (fields: CreateFields) => ask<Created>('POST', '/api/boards', fields);

export const startExample = (commandId: string) => ask<{ boardId: string }>('POST', '/api/example', { commandId });

export const joinBoard = (boardId: string, fields: JoinFields) =>
  ask<{ participantId: string; key: string }>('POST', board(boardId, '/participants'), fields);

/** `{ pending: true }` while a facilitator has yet to let this person in; refused as `not_found` for strangers. */
export const lookAtBoard = (boardId: string) => ask<SeenBoard | { pending: true }>('GET', board(boardId));

/** Whose link it is, before this device becomes that person: as `lookAtBoard`, with the key of the link. */
export const lookWithKey = (boardId: string, key: string) =>
  ask<SeenBoard | { pending: true }>('GET', board(boardId), undefined, key);

/** What a personal link does: from now on this device is that person on the board. */
export const openPersonalLink = (boardId: string, key: string) =>
  ask<undefined>('POST', board(boardId, '/session'), { key });

export const forgetBoard = (boardId: string) => ask<undefined>('DELETE', board(boardId, '/session'));

/** One more key for oneself: a personal link for another device. */
export const makePersonalKey = (boardId: string) => ask<{ key: string }>('POST', board(boardId, '/keys'), {});

/** A facilitator replaces somebody's lost key. */
export const replaceKeyOf = (boardId: string, participantId: string) =>
  ask<{ key: string }>('POST', board(boardId, `/participants/${encodeURIComponent(participantId)}/keys`), {});

export const findBoardByCode = (code: string) =>
  ask<{ boardId: string }>('GET', `/api/join/${encodeURIComponent(code)}`);

export const deleteBoard = (boardId: string) => ask<undefined>('DELETE', board(boardId));

export type ExportFile = 'export.json' | 'export.md' | 'return.ics';

/** Where a file to take away is fetched from; the browser sends the cookie along. */
export const exportAddress = (boardId: string, file: ExportFile): string => board(boardId, `/${file}`);
