/**
 * Words that nobody else would write: every one is typed once, by one person, and is found again in any bytes that carry
 * it. For the simulation only.
 */

import type { ParticipantId } from '../../shared/board/ids.ts';

export interface Canary {
  readonly word: string;
  readonly author: ParticipantId;
  /** `reading` is secret until it hangs on a wall; `shared` is typed for everybody. */
  readonly kind: 'reading' | 'shared';
}

export const CANARY = /ZQ\d{6}Z/g;
export const CANARY_UNITS = 9;

const textOf = (bytes: Uint8Array | string): string =>
  typeof bytes === 'string' ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');

export class Canaries {
  readonly #known = new Map<string, Canary>();

  fresh(author: ParticipantId, kind: Canary['kind']): string {
    const word = `ZQ${String(this.#known.size).padStart(6, '0')}Z`;
    this.#known.set(word, { word, author, kind });
    return word;
  }

  /** Those whose letters are in `bytes`, in any encoding that keeps them together. */
  in(bytes: Uint8Array | string): Canary[] {
    return [...textOf(bytes).matchAll(CANARY)].flatMap(([word]) => this.#known.get(word) ?? []);
  }
}
