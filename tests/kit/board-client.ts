/**
 * A program that takes part in a board the way the README of its surface says programs may: HTTP with a bearer key, socket.io, and
 * documents over y-websocket. Keeps everything it ever received, so that a test can look for what should not be there.
 */

import { randomUUID } from 'node:crypto';
import { io, type Socket } from 'socket.io-client';
import type { CommandAck } from '../../shared/protocol/control.ts';

export interface JsonAnswer {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly headers: Headers;
}

/**
 * A connection that was kept open may be closed by the server just as it is used again. Programs then ask once more: what
 * is asked here carries an id, or changes nothing.
 */
const asked = async (url: string, request: RequestInit): Promise<Response> => {
  try {
    return await fetch(url, request);
  } catch (fault) {
    const { cause } = fault as { cause?: { code?: string } };
    if (cause?.code !== 'UND_ERR_SOCKET') throw fault;
    return fetch(url, request);
  }
};

/** What came back from one HTTP call; the body is `{}` when it was not JSON. */
export const call = async (
  url: string,
  {
    method = 'GET',
    body,
    key,
    headers = {},
  }: { method?: string; body?: unknown; key?: string; headers?: Record<string, string> } = {},
): Promise<JsonAnswer> => {
  const response = await asked(url, {
    method,
    headers: {
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(key === undefined ? {} : { Authorization: `Bearer ${key}` }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') === true && text !== '';
  return {
    status: response.status,
    body: isJson ? (JSON.parse(text) as Record<string, unknown>) : {},
    headers: response.headers,
  };
};

export interface Member {
  readonly url: string;
  readonly boardId: string;
  readonly participantId: string;
  readonly key: string;
  readonly recoveryKey?: string;
}

export const createBoard = async (url: string, body: Record<string, unknown> = {}): Promise<Member> => {
  const { status, body: made } = await call(`${url}/api/boards`, {
    method: 'POST',
    body: { commandId: randomUUID(), name: 'Noor', ...body },
  });
  if (status !== 201) throw new Error(`Creating a board was answered ${status}`);
  return { url, ...(made as unknown as Omit<Member, 'url'>) };
};

export const joinBoard = async (url: string, boardId: string, body: Record<string, unknown> = {}): Promise<Member> => {
  const { status, body: made } = await call(`${url}/api/boards/${boardId}/participants`, {
    method: 'POST',
    body: { commandId: randomUUID(), name: 'Ana', ...body },
  });
  if (status !== 201) throw new Error(`Joining a board was answered ${status}`);
  return { url, boardId, ...(made as unknown as { participantId: string; key: string }) };
};

export interface SeenView {
  readonly seq: number;
  readonly view: {
    readonly board: {
      readonly phase: string;
      readonly round: number;
      readonly seen: number;
      readonly wording: string;
    } & Record<string, unknown>;
    readonly me: Record<string, unknown> & { readonly readingId: string; readonly facilitator: boolean };
    readonly participants: readonly (Record<string, unknown> & { readonly id: string; readonly name: string | null })[];
    readonly dimensions: readonly Record<string, unknown>[];
  } & Record<string, unknown>;
}

export const viewBoard = async ({ url, boardId, key }: Member): Promise<SeenView> => {
  const { status, body } = await call(`${url}/api/boards/${boardId}`, { key });
  if (status !== 200) throw new Error(`The view was answered ${status}`);
  return body as unknown as SeenView;
};

/** Posts one command over HTTP. A command that moves a phase gets the `seen` of the sender's view. */
export const command = async (
  member: Member,
  type: string,
  fields: Record<string, unknown> = {},
): Promise<{ status: number; seq?: number; code?: string }> => {
  const isMove = ['round.open', 'round.reveal', 'phase.back', 'board.close'].includes(type);
  const seen = isMove && fields['seen'] === undefined ? { seen: (await viewBoard(member)).view.board.seen } : {};
  const { status, body } = await call(`${member.url}/api/boards/${member.boardId}/commands`, {
    method: 'POST',
    key: member.key,
    body: { commandId: randomUUID(), type, ...seen, ...fields },
  });
  const refused = body['rejection'] as { code: string } | undefined;
  return {
    status,
    ...(typeof body['seq'] === 'number' ? { seq: body['seq'] } : {}),
    ...(refused === undefined ? {} : { code: refused.code }),
  };
};

export interface ControlClient {
  readonly socket: Socket;
  /** Everything that arrived: event name and payload. */
  readonly received: { readonly event: string; readonly payload: unknown }[];
  readonly send: (command: Record<string, unknown>) => Promise<CommandAck>;
  readonly close: () => void;
}

/** Resolves once connected, rejects with the refusal's code. */
export const connectControl = (
  { url, boardId, key }: Pick<Member, 'url' | 'boardId'> & { readonly key?: string },
  { after, headers }: { after?: number; headers?: Record<string, string> } = {},
): Promise<ControlClient> => {
  const socket = io(url, {
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
    auth: { boardId, ...(key === undefined ? {} : { key }), ...(after === undefined ? {} : { after }) },
    ...(headers === undefined ? {} : { extraHeaders: headers }),
  });
  const received: ControlClient['received'] = [];
  socket.onAny((event: string, payload: unknown) => received.push({ event, payload }));
  const client: ControlClient = {
    socket,
    received,
    send: (sent) => socket.timeout(10_000).emitWithAck('command', sent) as Promise<CommandAck>,
    close: () => socket.disconnect(),
  };
  return new Promise((resolve, reject) => {
    socket.once('connect', () => resolve(client));
    socket.once('connect_error', (fault) => {
      socket.disconnect();
      reject(fault);
    });
  });
};
