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
  | { readonly kind: 'unreachable' }
  /** One after the other, the last one from then on. */
  | { readonly kind: 'turns'; readonly first: NetworkAnswer; readonly then: NetworkAnswer };

/** `METHOD /path` → answer; with ` as <key>` behind it, for whoever shows that key. */
export type NetworkAnswers = Readonly<Record<string, NetworkAnswer>>;

export const answer = (body: object): NetworkAnswer => ({ kind: 'answer', body });
export const refuses = (code: RefusalCode): NetworkAnswer => ({ kind: 'refusal', code });
export const NEVER: NetworkAnswer = { kind: 'never' };
export const UNREACHABLE: NetworkAnswer = { kind: 'unreachable' };

export const turns = (first: NetworkAnswer, then: NetworkAnswer): NetworkAnswer => ({ kind: 'turns', first, then });

const respond = (found: Exclude<NetworkAnswer, { kind: 'turns' }>): Promise<Response> => {
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

interface Asked {
  readonly path: string;
  /** What it is called among the answers, the most telling first. */
  readonly names: readonly string[];
}

const asked = (input: RequestInfo | URL, init: RequestInit | undefined): Asked => {
  const { url, method, headers } = new Request(input, init);
  const path = new URL(url).pathname;
  const key = headers.get('authorization')?.replace('Bearer ', '');
  return { path, names: [...(key === undefined ? [] : [`${method} ${path} as ${key}`]), `${method} ${path}`] };
};

export interface PretendNetwork {
  readonly show: (answers: NetworkAnswers) => void;
  readonly stop: () => void;
}

export const pretendNetwork = (): PretendNetwork => {
  const real = globalThis.fetch;
  let answers: NetworkAnswers = {};
  const next = (name: string): Exclude<NetworkAnswer, { kind: 'turns' }> | undefined => {
    const found = answers[name];
    if (found?.kind !== 'turns') return found;
    answers = { ...answers, [name]: found.then };
    return found.first.kind === 'turns' ? next(name) : found.first;
  };
  globalThis.fetch = (input, init) => {
    const { path, names } = asked(input, init);
    if (!path.startsWith('/api/')) return real(input, init);
    const name = names.find((known) => known in answers);
    const found = name === undefined ? undefined : next(name);
    return respond(found ?? { kind: 'refusal', code: 'not_found' });
  };
  return { show: (given) => (answers = given), stop: () => (globalThis.fetch = real) };
};
