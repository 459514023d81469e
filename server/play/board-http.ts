/** The HTTP side of one client: creating, joining, looking. Asks again, with the same command id, when no answer came. */

import { setTimeout as pause } from 'node:timers/promises';
import * as v from 'valibot';
import { Problem } from './problem.ts';

export interface Membership {
  readonly url: string;
  readonly boardId: string;
  readonly participantId: string;
  readonly key: string;
}

/** As long as a server needs to come back. */
const ATTEMPTS = 20;
const PAUSE_MS = 500;
/** Answers after which the same request may well succeed. */
const PASSING = new Set([429, 502, 503, 504]);

const refusalSchema = v.object({ rejection: v.object({ code: v.string(), message: v.string() }) });
const createdSchema = v.object({ boardId: v.string(), participantId: v.string(), key: v.string() });
const joinedSchema = v.object({ participantId: v.string(), key: v.string() });
const viewSchema = v.object({
  view: v.object({
    board: v.object({ phase: v.string(), round: v.number(), seen: v.number() }),
    me: v.object({ readingId: v.string() }),
    rounds: v.array(v.object({ number: v.number(), digests: v.array(v.unknown()) })),
  }),
});
export type SeenView = v.InferOutput<typeof viewSchema>['view'];

interface Request {
  readonly key?: string;
  /** Posted if given. */
  readonly body?: object;
}

const send = ({ key, body }: Request): RequestInit => ({
  method: body === undefined ? 'GET' : 'POST',
  headers: {
    ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    ...(key === undefined ? {} : { Authorization: `Bearer ${key}` }),
  },
  ...(body === undefined ? {} : { body: JSON.stringify(body) }),
});

const attempt = async (url: string, request: Request): Promise<{ status: number; body: unknown } | Error> => {
  try {
    const response = await fetch(url, send(request));
    const isJson = response.headers.get('content-type')?.includes('json') === true;
    return { status: response.status, body: isJson ? await response.json() : undefined };
  } catch (fault) {
    return fault instanceof Error ? fault : new Error(String(fault));
  }
};

/** `fetch` hides what happened one level down. */
const causeOf = ({ message, cause }: Error): string =>
  cause instanceof Error && 'code' in cause ? String(cause.code) : message;

/** @throws Problem when refused, or when no answer of this shape can be had */
const ask = async <Answer>(
  url: string,
  request: Request,
  schema: v.GenericSchema<unknown, Answer>,
): Promise<Answer> => {
  let trouble = '';
  for (let count = 0; count < ATTEMPTS; count++) {
    if (count > 0) await pause(PAUSE_MS);
    const answer = await attempt(url, request);
    if (answer instanceof Error) {
      trouble = `no answer (${causeOf(answer)})`;
      continue;
    }
    const parsed = v.safeParse(schema, answer.body);
    if (answer.status < 300 && parsed.success) return parsed.output;
    const refusal = v.safeParse(refusalSchema, answer.body);
    trouble = refusal.success
      ? `refused as ${refusal.output.rejection.code}: ${refusal.output.rejection.message}`
      : `answered ${answer.status} in a way I do not understand`;
    if (!PASSING.has(answer.status)) break;
  }
  throw new Problem(`${new URL(url).pathname} at ${new URL(url).origin}: ${trouble}`);
};

export const createBoard = async (
  url: string,
  body: { commandId: string; name: string; function?: string; reads: boolean; wording: string; title: string },
): Promise<Membership> => ({ url, ...(await ask(`${url}/api/boards`, { body }, createdSchema)) });

export const joinBoard = async (
  url: string,
  boardId: string,
  body: { commandId: string; name: string; function?: string },
): Promise<Membership> => ({
  url,
  boardId,
  ...(await ask(`${url}/api/boards/${boardId}/participants`, { body }, joinedSchema)),
});

/** What this person may see of the board now. */
export const lookAtBoard = async ({ url, boardId, key }: Membership): Promise<SeenView> =>
  (await ask(`${url}/api/boards/${boardId}`, { key }, viewSchema)).view;
