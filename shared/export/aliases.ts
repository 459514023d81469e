/**
 * Short names for people and readings, in an order that is the same for everybody who exports the board. Ids of the board
 * never leave it: with them, somebody could address what they only read about.
 */

import { parseParticipantId } from '../board/ids.ts';
import type { RevealedReading, WithdrawnReading } from '../board/reading.ts';

/** What hangs in one round, by reading id. */
export type HungReadings = Readonly<Record<string, RevealedReading | WithdrawnReading>>;

const OUTSIDE = 'ext:';
const NOBODY_KNOWN = 'ext:?';

export class Aliases {
  readonly #people = new Map<string, string>();
  readonly #readings = new Map<string, string>();

  /**
   * @param people by participant id, in the order in which they came
   * @param rounds what hangs in each revealed round, the first round first
   */
  constructor(people: readonly string[], rounds: readonly HungReadings[]) {
    for (const id of people) this.#people.set(id, `p${this.#people.size + 1}`);
    for (const hung of rounds) {
      // Ids of readings are random; late ones come after the others, so that a number once given stays.
      const isLate = (id: string) => Number('late' in (hung[id] ?? {}));
      const ids = Object.keys(hung).sort((a, b) => isLate(a) - isLate(b) || (a < b ? -1 : 1));
      for (const id of ids) if (!this.#readings.has(id)) this.#readings.set(id, `r${this.#readings.size + 1}`);
    }
  }

  person(id: string): string | undefined {
    return this.#people.get(id);
  }

  reading(id: string): string | undefined {
    return this.#readings.get(id);
  }

  /** Somebody whom an answer names: on the board, or outside of it. */
  named(id: string): string {
    const alias = this.#people.get(id);
    if (alias !== undefined) return alias;
    if (id.startsWith(OUTSIDE)) return id;
    return parseParticipantId(id) === undefined ? `${OUTSIDE}${id}` : NOBODY_KNOWN;
  }
}
