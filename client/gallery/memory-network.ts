/**
 * What the server would answer over HTTP, for as long as the gallery is open. Requests to anything else go where they
 * would; an address that no scene answers is like a board that is not there.
 */

import type { RefusalCode } from '../link/refusal.ts';

export type NetworkAnswer =
  | { readonly kind: 'answer'; readonly body: object }
  | { readonly kind: 'refusal'; readonly code: RefusalCode }
  /** Still under way when the photograph is taken. */
  | { readonly kind: 'never' }
  | { readonly kind: 'unreachable' };

/** `METHOD /path` → answer. */
export type NetworkAnswers = Readonly<Record<string, NetworkAnswer>>;

export const answer = (body: object): NetworkAnswer => ({ kind: 'answer', body });
export const refuses = (code: RefusalCode): NetworkAnswer => ({ kind: 'refusal', code });
export const NEVER: NetworkAnswer = { kind: 'never' };
export const UNREACHABLE: NetworkAnswer = { kind: 'unreachable' };

const respond = (found: NetworkAnswer): Promise<Response> => {
  switch (found.kind) {
    case 'answer':
      return Promise.resolve(Response.json(found.body));
    case 'refusal':
      return Promise.resolve(Response.json({ rejection: { code: found.code, message: '' } }, { status: 409 }));
    case 'never':
      return new Promise(() => undefined);
    case 'unreachable':
      return Promise.reject(new TypeError('No network in this scene'));
  }
};

const requestOf = (input: RequestInfo | URL, init: RequestInit | undefined): { method: string; path: string } => {
  const { url, method } = input instanceof Request ? input : { url: String(input), method: init?.method ?? 'GET' };
  return { method, path: new URL(url, location.origin).pathname };
};

export interface PretendNetwork {
  readonly show: (answers: NetworkAnswers) => void;
  readonly stop: () => void;
}

export const pretendNetwork = (): PretendNetwork => {
  const real = globalThis.fetch;
  let answers: NetworkAnswers = {};
  globalThis.fetch = (input, init) => {
    const { method, path } = requestOf(input, init);
    if (!path.startsWith('/api/')) return real(input, init);
    return respond(answers[`${method} ${path}`] ?? refuses('not_found'));
  };
  return { show: (next) => (answers = next), stop: () => (globalThis.fetch = real) };
};
