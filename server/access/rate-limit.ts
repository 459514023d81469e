/**
 * Token buckets by address or person: a burst, then a steady rate. Buckets that have filled up again are forgotten, so
 * memory follows those who are active.
 */

import type { Clock } from '../runtime/clock.ts';

export interface Rate {
  /** At once. */
  readonly burst: number;
  readonly perSecond: number;
}

interface Bucket {
  tokens: number;
  atMs: number;
}

const MOST_BUCKETS = 50_000;

export class RateLimit {
  readonly #buckets = new Map<string, Bucket>();
  readonly #rate: Rate;
  readonly #clock: Clock;

  constructor(rate: Rate, clock: Clock) {
    this.#rate = rate;
    this.#clock = clock;
  }

  /** Whether one more is allowed for `who`; takes a token if so. */
  allows(who: string): boolean {
    const atMs = this.#clock.monotonicMs();
    const bucket = this.#buckets.get(who) ?? { tokens: this.#rate.burst, atMs };
    const tokens = Math.min(this.#rate.burst, bucket.tokens + ((atMs - bucket.atMs) / 1000) * this.#rate.perSecond);
    const isAllowed = tokens >= 1;
    this.#buckets.set(who, { tokens: isAllowed ? tokens - 1 : tokens, atMs });
    if (this.#buckets.size > MOST_BUCKETS) this.#forgetFull(atMs);
    return isAllowed;
  }

  #forgetFull(atMs: number): void {
    const fillMs = (this.#rate.burst / this.#rate.perSecond) * 1000;
    for (const [who, bucket] of this.#buckets) if (atMs - bucket.atMs >= fillMs) this.#buckets.delete(who);
    if (this.#buckets.size > MOST_BUCKETS) this.#buckets.clear();
  }
}
