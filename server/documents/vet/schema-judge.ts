/**
 * The judge of every document of Readback: text goes where the schema has a text, values where it has values, and the
 * shape of the document is the server's own. Where something would go is found from what it
 * stands next to, in the document or earlier in the same update.
 */

import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';
import type { RejectionCode } from '../../../shared/board/rejections.ts';
import type { WritePlace } from '../board-access.ts';
import type { ContentJudge, ContentRules } from './content-judge.ts';
import type { SharedType } from '../shared-type.ts';
import { Neighbours, type Found } from './neighbours.ts';
import { Kind, type Id, type NewStruct, type ScannedUpdate } from './scanned-update.ts';

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

/** Where a struct goes: which type, and under which key. */
interface Spot {
  readonly type: SharedType;
  readonly key: string | undefined;
}

const UNKNOWN: RejectionCode = 'unknown_content';
const isType = (parent: Y.Item['parent']): parent is SharedType => parent instanceof Y.AbstractType;

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
  readonly #neighbours: Neighbours;
  readonly #spots = new Map<NewStruct, Spot>();
  readonly #places: WritePlace[] = [];
  readonly #growth = new Map<TextAllowance, number>();

  constructor(doc: Y.Doc, ruleOf: (type: SharedType) => TypeRule | undefined) {
    this.#doc = doc;
    this.#ruleOf = ruleOf;
    this.#neighbours = new Neighbours(doc.store);
  }

  insert(struct: NewStruct, update: ScannedUpdate): RejectionCode | 'later' | undefined {
    const spot = this.#place(struct, update);
    if (typeof spot === 'string') return spot;
    const rule = this.#ruleOf(spot.type);
    if (rule === undefined) return UNKNOWN;
    this.#spots.set(struct, spot);
    this.#touch(rule.place);
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
    for (const [allowance, growth] of this.#growth) {
      if (growth > 0 && allowance.units() + growth > allowance.limit) return 'too_large';
    }
    return undefined;
  }

  places(): readonly WritePlace[] {
    return this.#places;
  }

  steps(): number {
    return this.#neighbours.steps;
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

  #place(struct: NewStruct, update: ScannedUpdate): Spot | RejectionCode | 'later' {
    if (struct.parent !== undefined) return this.#placeIn(struct.parent, struct.key, update);
    const left = struct.origin === undefined ? undefined : this.#neighbours.find(struct.origin, update);
    const right = struct.right === undefined ? undefined : this.#neighbours.find(struct.right, update);
    const leftSpot = left === undefined ? undefined : this.#spotOf(left);
    const rightSpot = right === undefined ? undefined : this.#spotOf(right);
    if ((struct.origin !== undefined && leftSpot === undefined) || (struct.right !== undefined && !rightSpot))
      return UNKNOWN;
    const spot = leftSpot ?? rightSpot;
    if (spot === undefined || (rightSpot !== undefined && !isSame(spot, rightSpot))) return UNKNOWN;
    return this.#neighbours.judge(struct, left, right) ?? spot;
  }

  #placeIn(parent: string | Id, key: string | undefined, update: ScannedUpdate): Spot | RejectionCode {
    const holder = typeof parent === 'string' ? undefined : this.#neighbours.find(parent, update);
    const made = holder instanceof Y.Item && holder.content instanceof Y.ContentType ? holder.content.type : undefined;
    const type: SharedType | undefined = typeof parent === 'string' ? this.#doc.share.get(parent) : made;
    if (type === undefined) return UNKNOWN;
    return this.#neighbours.passOver(type, key) ?? { type, key };
  }

  /** The spot of what is there already, or is going to be. */
  #spotOf(found: Found): Spot | undefined {
    if (!(found instanceof Y.Item)) return this.#spots.get(found);
    return isType(found.parent) ? { type: found.parent, key: found.parentSub ?? undefined } : undefined;
  }
}

const isSame = (a: Spot, b: Spot): boolean => a.type === b.type && a.key === b.key;
