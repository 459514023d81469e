/**
 * An update of the server's own, made without touching the document it is meant for: nothing may be in a document that is
 * not in the store. Sets plain values and makes empty types under the keys of maps, as `Y.Map.set` would.
 */

import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import type { SharedType } from './shared-type.ts';

/** A map of the document, or one that this update makes. */
type Parent = SharedType | Y.Item;

export class ServerUpdate {
  readonly #clientId: number;
  readonly #first: number;
  readonly #items: Y.Item[] = [];
  readonly #latest = new Map<Parent, Map<string, Y.Item>>();
  #clock: number;

  /** @param doc as the store holds it; only read */
  constructor(doc: Y.Doc, clientId: number) {
    this.#clientId = clientId;
    this.#first = Y.getState(doc.store, clientId);
    this.#clock = this.#first;
  }

  get isEmpty(): boolean {
    return this.#items.length === 0;
  }

  /** @param value plain JSON */
  set(parent: Parent, key: string, value: unknown): void {
    this.#put(parent, key, new Y.ContentAny([value]));
  }

  /** @returns the new type, to be used as a parent in this update */
  make(parent: Parent, key: string, type: Y.Map<unknown> | Y.Text): Y.Item {
    return this.#put(parent, key, new Y.ContentType(type));
  }

  encode(): Uint8Array {
    const encoder = new Y.UpdateEncoderV1();
    encoding.writeVarUint(encoder.restEncoder, 1);
    encoding.writeVarUint(encoder.restEncoder, this.#items.length);
    encoder.writeClient(this.#clientId);
    encoding.writeVarUint(encoder.restEncoder, this.#first);
    for (const item of this.#items) item.write(encoder, 0);
    // What a value takes the place of is deleted wherever it is integrated; nothing else is.
    encoding.writeVarUint(encoder.restEncoder, 0);
    return encoder.toUint8Array();
  }

  #put(parent: Parent, key: string, content: Y.ContentAny | Y.ContentType): Y.Item {
    const inDocument = parent instanceof Y.Item ? undefined : parent._map.get(key);
    const left = this.#latest.get(parent)?.get(key) ?? inDocument ?? null;
    const parentName = parent instanceof Y.Item ? parent.id : parent._item === null ? parent : parent._item.id;
    const id = Y.createID(this.#clientId, this.#clock);
    const item = new Y.Item(id, left, left?.lastId ?? null, null, null, parentName, key, content);
    this.#clock += item.length;
    this.#items.push(item);
    const latest = this.#latest.get(parent) ?? new Map<string, Y.Item>();
    this.#latest.set(parent, latest.set(key, item));
    return item;
  }
}
