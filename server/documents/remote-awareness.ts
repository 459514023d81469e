/** Awareness entries of people on other nodes, as those told. They expire unless their node renews them. */

import type { Clock } from '../runtime/clock.ts';
import { NOBODY, type AwarenessEntry } from './awareness-format.ts';

interface RemoteEntry extends AwarenessEntry {
  readonly node: string;
  readonly atMs: number;
}

/** Nodes renew every 15 s. */
const EXPIRES_MS = 40_000;
const MOST_ENTRIES = 5000;

export class RemoteAwareness {
  readonly #clock: Clock;
  readonly #entries = new Map<number, RemoteEntry>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  has(clientId: number): boolean {
    return this.#isThere(this.#entries.get(clientId));
  }

  get(clientId: number): AwarenessEntry | undefined {
    const entry = this.#entries.get(clientId);
    return this.#isThere(entry) ? entry : undefined;
  }

  lastClock(clientId: number): number {
    return this.#entries.get(clientId)?.clock ?? 0;
  }

  all(): AwarenessEntry[] {
    return [...this.#entries.values()].filter((entry) => this.#isThere(entry));
  }

  /** @returns those that changed */
  hear(node: string, entries: readonly AwarenessEntry[]): AwarenessEntry[] {
    const atMs = this.#clock.monotonicMs();
    return entries.filter((entry) => {
      const before = this.#entries.get(entry.clientId);
      const isNews = before === undefined || before.clock < entry.clock || before.state !== entry.state;
      if (before === undefined && this.#entries.size >= MOST_ENTRIES) return false;
      this.#entries.set(entry.clientId, { ...entry, node, atMs });
      return isNews && (before?.state ?? NOBODY) !== entry.state;
    });
  }

  /** @returns whose node has fallen silent */
  expire(): number[] {
    const atMs = this.#clock.monotonicMs();
    const gone: number[] = [];
    for (const [clientId, entry] of this.#entries) {
      if (atMs - entry.atMs <= EXPIRES_MS) continue;
      if (this.#isThere(entry)) {
        gone.push(clientId);
        this.#entries.set(clientId, { ...entry, clock: entry.clock + 1, state: NOBODY });
      } else this.#entries.delete(clientId);
    }
    return gone;
  }

  #isThere(entry: RemoteEntry | undefined): entry is RemoteEntry {
    return entry !== undefined && entry.state !== NOBODY;
  }
}
