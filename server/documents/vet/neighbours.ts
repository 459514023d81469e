/**
 * Whether the neighbours a struct names can be its neighbours: the left one lies before the right one. Yjs takes their
 * order for granted; where it is not so, two copies of a document come to different ends (and looking for the place
 * between them may take for ever).
 *
 * Of structs that the document has, their order is looked up. Of structs of the same update it is known only as far as
 * its author must have seen it: two of them with nothing in between. Anything else is put off until the first ones are
 * applied.
 */

import * as Y from 'yjs';
import type { SharedType } from '../shared-type.ts';
import { firstAfter, type Id, type NewStruct, type ScannedUpdate } from './scanned-update.ts';

/** A struct that is there, or one of this update that comes before. */
export type Found = Y.Item | NewStruct;

/** How many items may be passed over for one update: more than honest writers who were apart for a day come to. */
export const MOST_STEPS = 100_000;

const keyOf = ({ client, clock }: Id): string => `${client} ${clock}`;
const isSame = (a: Id | undefined, b: Id | undefined): boolean =>
  a === undefined || b === undefined ? a === b : a.client === b.client && a.clock === b.clock;

export class Neighbours {
  readonly #store: Y.Doc['store'];
  /** Where something of this update was put in: what follows a unit now, and what comes before one. */
  readonly #following = new Map<string, Id>();
  readonly #preceding = new Map<string, Id>();
  #steps = 0;

  constructor(store: Y.Doc['store']) {
    this.#store = store;
  }

  /** Items passed over so far: as many as Yjs will pass over. */
  get steps(): number {
    return this.#steps;
  }

  find(id: Id, update: ScannedUpdate): Found | undefined {
    const structs = this.#store.clients.get(id.client);
    if (structs !== undefined && id.clock < Y.getState(this.#store, id.client)) {
      const found = structs[Y.findIndexSS(structs, id.clock)];
      return found instanceof Y.Item ? found : undefined;
    }
    const own = update.sections.find((section) => section.client === id.client)?.structs ?? [];
    const struct = own[firstAfter(own, id.clock)];
    return struct !== undefined && struct.clock <= id.clock ? struct : undefined;
  }

  /** `left` and `right` are what `struct` names; undefined where it names none. */
  judge(
    struct: NewStruct,
    left: Found | undefined,
    right: Found | undefined,
  ): 'later' | 'malformed' | 'too_large' | undefined {
    if (isNew(left) && !isSame(this.#after(struct.origin, left), struct.right)) return 'later';
    if (isNew(right) && !isSame(this.#before(struct.right, right), struct.origin)) return 'later';
    if (left instanceof Y.Item && (right === undefined || right instanceof Y.Item)) {
      if (!this.#isInOrder(left, right, struct)) return this.#steps > MOST_STEPS ? 'too_large' : 'malformed';
    }
    const last = { client: struct.client, clock: struct.clock + struct.length - 1 };
    if (isNew(left) && struct.origin !== undefined) this.#following.set(keyOf(struct.origin), struct);
    if (isNew(right) && struct.right !== undefined) this.#preceding.set(keyOf(struct.right), last);
    return undefined;
  }

  /** For a struct that names a type and no neighbour. */
  passOver(type: SharedType, key: string | undefined): 'too_large' | undefined {
    const isKey = key !== undefined;
    let item = isKey ? (type._map.get(key) ?? null) : type._start;
    for (; item !== null && this.#steps <= MOST_STEPS; item = isKey ? item.left : item.right) this.#steps++;
    return this.#steps > MOST_STEPS ? 'too_large' : undefined;
  }

  #isInOrder(left: Y.Item, right: Y.Item | undefined, struct: NewStruct): boolean {
    if (left === right) return (struct.origin?.clock ?? 0) < (struct.right?.clock ?? 0);
    let item: Y.Item | null = left.right;
    for (; item !== null && item !== right && this.#steps <= MOST_STEPS; item = item.right) this.#steps++;
    return this.#steps <= MOST_STEPS && (right === undefined || item === right);
  }

  #after(id: Id | undefined, struct: NewStruct): Id | undefined {
    if (id === undefined) return undefined;
    const isLast = id.clock === struct.clock + struct.length - 1;
    return this.#following.get(keyOf(id)) ?? (isLast ? struct.right : { client: id.client, clock: id.clock + 1 });
  }

  #before(id: Id | undefined, struct: NewStruct): Id | undefined {
    if (id === undefined) return undefined;
    const isFirst = id.clock === struct.clock;
    return this.#preceding.get(keyOf(id)) ?? (isFirst ? struct.origin : { client: id.client, clock: id.clock - 1 });
  }
}

const isNew = (found: Found | undefined): found is NewStruct => found !== undefined && !(found instanceof Y.Item);
