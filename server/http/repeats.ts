/**
 * Requests that make something before there is a board to ask: a double press or a lost answer gets the first answer
 * again. Remembered for ten minutes, by address, path and body, so nobody else can ask for it.
 */

import { createHash } from 'node:crypto';
import type { Clock } from '../runtime/clock.ts';

const REMEMBER_MS = 10 * 60 * 1000;
const MOST = 20_000;

export interface Made {
  readonly status: number;
  readonly body: object;
  readonly cookies?: readonly string[];
}

export class Repeats {
  readonly #made = new Map<string, { readonly atMs: number; readonly answer: Promise<Made> }>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The first answer to the same request, or what `make` answers now. Refusals are not remembered. */
  async once(parts: readonly string[], make: () => Promise<Made>): Promise<Made> {
    const key = createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
    const nowMs = this.#clock.monotonicMs();
    const known = this.#made.get(key);
    if (known !== undefined && nowMs - known.atMs < REMEMBER_MS) return known.answer;
    this.#forgetOld(nowMs);
    const answer = make();
    this.#made.set(key, { atMs: nowMs, answer });
    const forget = () => this.#made.delete(key);
    const made = await answer.catch((fault: unknown) => {
      forget();
      throw fault;
    });
    if (made.status >= 400) forget();
    return made;
  }

  #forgetOld(nowMs: number): void {
    for (const [key, { atMs }] of this.#made) {
      if (nowMs - atMs < REMEMBER_MS && this.#made.size < MOST) return;
      this.#made.delete(key);
    }
  }
}
