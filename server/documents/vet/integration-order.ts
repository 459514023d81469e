/**
 * The order in which the new structs of an update can be integrated, each after everything it names. There is none when
 * something is missing: then Yjs would keep the update aside, invisible and for good.
 */

import type { Id, NewStruct, Section } from './scanned-update.ts';

const READY = -1;
const MISSING = -2;

/** @returns undefined where something is missing, or structs wait for each other */
export const integrationOrder = (
  sections: readonly Section[],
  knownClock: (client: number) => number,
): readonly NewStruct[] | undefined => {
  for (const { structs, known } of sections) if (structs[0]?.clock !== known) return undefined;
  return new Ordering(sections, knownClock).order();
};

class Ordering {
  readonly #sections: readonly Section[];
  readonly #knownClock: (client: number) => number;
  readonly #sectionOf = new Map<number, number>();
  /** Of each section, how many structs are in order. */
  readonly #ordered: number[];
  readonly #order: NewStruct[] = [];

  constructor(sections: readonly Section[], knownClock: (client: number) => number) {
    this.#sections = sections;
    this.#knownClock = knownClock;
    this.#ordered = sections.map(() => 0);
    sections.forEach(({ client }, index) => this.#sectionOf.set(client, index));
  }

  order(): readonly NewStruct[] | undefined {
    for (let index = 0; index < this.#sections.length; index++) if (!this.#complete(index)) return undefined;
    return this.#order;
  }

  /** Puts all structs of a section in order, and of others as much as these wait for. */
  #complete(first: number): boolean {
    const waiting = [first];
    const isWaiting = new Set(waiting);
    for (let at = waiting.at(-1); at !== undefined; at = waiting.at(-1)) {
      const struct = this.#next(at);
      const wait = struct === undefined ? READY : this.#waitsFor(struct);
      if (wait === MISSING || (wait !== READY && isWaiting.has(wait))) return false;
      if (wait !== READY) {
        if (this.#next(wait) === undefined) return false;
        waiting.push(wait);
        isWaiting.add(wait);
        continue;
      }
      if (struct !== undefined) {
        this.#order.push(struct);
        this.#ordered[at] = (this.#ordered[at] ?? 0) + 1;
        // The one below may be ready now; asking again is cheap, going on here might close a circle that is none.
        if (at === first && waiting.length === 1) continue;
      }
      waiting.pop();
      isWaiting.delete(at);
    }
    return true;
  }

  #next(section: number): NewStruct | undefined {
    return this.#sections[section]?.structs[this.#ordered[section] ?? 0];
  }

  #waitsFor(struct: NewStruct): number {
    for (const id of [struct.origin, struct.right, struct.parent]) {
      if (id === undefined || typeof id === 'string') continue;
      const wait = this.#waitsForId(id);
      if (wait !== READY) return wait;
    }
    return READY;
  }

  #waitsForId({ client, clock }: Id): number {
    const section = this.#sectionOf.get(client);
    if (section === undefined) return clock < this.#knownClock(client) ? READY : MISSING;
    const next = this.#next(section);
    if (next === undefined) {
      const last = this.#sections[section]?.structs.at(-1);
      return last !== undefined && clock < last.clock + last.length ? READY : MISSING;
    }
    return clock < next.clock ? READY : section;
  }
}
