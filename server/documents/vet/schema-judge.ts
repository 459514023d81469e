/**
 * The judge of every document of Readback: text goes where the schema has a text, values where it has values, and the
 * shape of the document is the server's own (HARDENING, Y7, Y15, Y16). Where something would go is found from what it
 * stands next to, in the document or earlier in the same update.
 */

import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';
import type { RejectionCode } from '../../../shared/board/rejections.ts';
import type { WritePlace } from '../board-access.ts';
import type { ContentJudge, ContentRules } from './content-judge.ts';
import type { SharedType } from '../shared-type.ts';
import { firstAfter, Kind, type Id, type NewStruct, type ScannedUpdate } from './scanned-update.ts';

/** Texts that share a limit, and how long they are together now, UTF-16 units. */
export interface TextAllowance {
  readonly limit: number;
  readonly units: () => number;
}

export type TypeRule =
  | { readonly kind: 'text'; readonly place: WritePlace; readonly allowance: TextAllowance }
  | {
      readonly kind: 'values';
      readonly place: WritePlace;
      /** Keys that clients may set and delete. */
      readonly isOpen: (key: string) => boolean;
      readonly fits: (key: string, value: unknown, bytes: number) => boolean;
    };

export interface DocumentSchema {
  /** What clients may do in a type of the document; undefined: nothing. The same for as long as the type lives. */
  readonly ruleOf: (type: SharedType) => TypeRule | undefined;
}

/** Where a struct goes: which type, under which key, and between which items of the document. */
interface Spot {
  readonly type: SharedType;
  readonly key: string | undefined;
  readonly after: Y.Item | null;
  readonly before: Y.Item | null;
}

const isType = (parent: Y.Item['parent']): parent is SharedType => parent instanceof Y.AbstractType;

/** More than honest writers who were apart for a day come to, and some thirty milliseconds of integration. */
const MOST_STEPS = 100_000;
const UNKNOWN: RejectionCode = 'unknown_content';

export const schemaRules = (doc: Y.Doc, schema: DocumentSchema): ContentRules => {
  const known = new WeakMap<SharedType, { readonly rule: TypeRule | undefined }>();
  const ruleOf = (type: SharedType): TypeRule | undefined => {
    const found = known.get(type);
    if (found !== undefined) return found.rule;
    const rule = schema.ruleOf(type);
    known.set(type, { rule });
    return rule;
  };
  return { judge: () => new SchemaJudge(doc, ruleOf) };
};

class SchemaJudge implements ContentJudge {
  readonly #doc: Y.Doc;
  readonly #ruleOf: (type: SharedType) => TypeRule | undefined;
  readonly #spots = new Map<NewStruct, Spot>();
  readonly #places: WritePlace[] = [];
  readonly #growth = new Map<TextAllowance, number>();
  #steps = 0;

  constructor(doc: Y.Doc, ruleOf: (type: SharedType) => TypeRule | undefined) {
    this.#doc = doc;
    this.#ruleOf = ruleOf;
  }

  insert(struct: NewStruct, update: ScannedUpdate): RejectionCode | undefined {
    const spot = this.#spotOf(struct, update);
    if (spot === undefined) return UNKNOWN;
    const rule = this.#ruleOf(spot.type);
    if (rule === undefined) return UNKNOWN;
    this.#spots.set(struct, spot);
    this.#touch(rule.place);
    this.#countSteps(spot);
    return rule.kind === 'text' ? this.#insertText(struct, spot, rule) : this.#insertValue(struct, spot, rule, update);
  }

  remove(item: Y.Item, units: number): RejectionCode | undefined {
    const { parent, parentSub, content } = item;
    if (!isType(parent) || content instanceof Y.ContentType) return UNKNOWN;
    const rule = this.#ruleOf(parent);
    if (rule === undefined) return UNKNOWN;
    this.#touch(rule.place);
    if (rule.kind === 'text') this.#grow(rule.allowance, -units);
    else if (parentSub === null || !rule.isOpen(parentSub)) return UNKNOWN;
    return undefined;
  }

  removeNew(struct: NewStruct, units: number): void {
    const spot = this.#spots.get(struct);
    const rule = spot === undefined ? undefined : this.#ruleOf(spot.type);
    if (rule?.kind === 'text' && struct.kind === Kind.string) this.#grow(rule.allowance, -units);
  }

  conclude(): RejectionCode | undefined {
    if (this.#steps > MOST_STEPS) return 'too_large';
    for (const [allowance, growth] of this.#growth) {
      if (growth > 0 && allowance.units() + growth > allowance.limit) return 'too_large';
    }
    return undefined;
  }

  places(): readonly WritePlace[] {
    return this.#places;
  }

  steps(): number {
    return this.#steps;
  }

  #insertText(struct: NewStruct, spot: Spot, rule: TypeRule & { kind: 'text' }): RejectionCode | undefined {
    if (spot.key !== undefined) return UNKNOWN;
    if (struct.kind === Kind.string) this.#grow(rule.allowance, struct.length);
    else if (struct.kind !== Kind.deleted) return UNKNOWN;
    return undefined;
  }

  #insertValue(
    struct: NewStruct,
    { key }: Spot,
    rule: TypeRule & { kind: 'values' },
    update: ScannedUpdate,
  ): RejectionCode | undefined {
    // A value is set after the one before it; nothing is ever set before another.
    if (key === undefined || struct.right !== undefined || !rule.isOpen(key)) return UNKNOWN;
    if (struct.kind === Kind.deleted) return undefined;
    if (struct.kind !== Kind.any || struct.length !== 1 || struct.known > 0 || !struct.isJson) return UNKNOWN;
    const content = decoding.createDecoder(update.bytes.subarray(struct.content + 1, struct.end));
    return rule.fits(key, decoding.readAny(content), struct.end - struct.content) ? undefined : UNKNOWN;
  }

  #touch(place: WritePlace): void {
    if (!this.#places.includes(place)) this.#places.push(place);
  }

  #grow(allowance: TextAllowance, units: number): void {
    this.#growth.set(allowance, (this.#growth.get(allowance) ?? 0) + units);
  }

  #spotOf(struct: NewStruct, update: ScannedUpdate): Spot | undefined {
    if (struct.parent !== undefined) return this.#spotIn(struct.parent, struct.key);
    const left = struct.origin === undefined ? undefined : this.#spotAt(struct.origin, update);
    const right = struct.right === undefined ? undefined : this.#spotAt(struct.right, update);
    if (struct.origin !== undefined && left === undefined) return undefined;
    if (struct.right !== undefined && right === undefined) return undefined;
    if (left !== undefined && right !== undefined) {
      if (left.type !== right.type || left.key !== right.key) return undefined;
      return { type: left.type, key: left.key, after: left.after, before: right.before };
    }
    if (left !== undefined) return { ...left, before: null };
    return right === undefined ? undefined : { ...right, after: null };
  }

  #spotIn(parent: string | Id, key: string | undefined): Spot | undefined {
    const item = typeof parent === 'string' ? undefined : this.#itemAt(parent);
    const type: SharedType | undefined =
      typeof parent === 'string'
        ? this.#doc.share.get(parent)
        : item instanceof Y.Item && item.content instanceof Y.ContentType
          ? item.content.type
          : undefined;
    return type === undefined ? undefined : { type, key, after: null, before: null };
  }

  /** The spot of what is there already, or is going to be. */
  #spotAt(id: Id, update: ScannedUpdate): Spot | undefined {
    const item = this.#itemAt(id);
    if (item instanceof Y.Item) {
      const { parent } = item;
      if (!isType(parent)) return undefined;
      return { type: parent, key: item.parentSub ?? undefined, after: item, before: item };
    }
    const struct = structAt(id, update);
    return struct === undefined ? undefined : this.#spots.get(struct);
  }

  #itemAt({ client, clock }: Id): Y.Item | Y.GC | undefined {
    const structs = this.#doc.store.clients.get(client);
    if (structs === undefined || clock >= Y.getState(this.#doc.store, client)) return undefined;
    return structs[Y.findIndexSS(structs, clock)];
  }

  /** How many items lie between the neighbours: Yjs passes over as many to find the place. */
  #countSteps({ type, key, after, before }: Spot): void {
    const isFirstOfKey = key !== undefined && after === null;
    let item = isFirstOfKey ? (type._map.get(key) ?? null) : (after ?? type._start);
    while (item !== null && item !== before && this.#steps <= MOST_STEPS) {
      this.#steps++;
      item = isFirstOfKey ? item.left : item.right;
    }
  }
}

const structAt = ({ client, clock }: Id, update: ScannedUpdate): NewStruct | undefined => {
  const structs = update.sections.find((section) => section.client === client)?.structs ?? [];
  const struct = structs[firstAfter(structs, clock)];
  return struct !== undefined && struct.clock <= clock ? struct : undefined;
};
