/**
 * A document link without a network: it has arrived at once, and its state is whatever a scene says. What is typed into
 * it counts as saved a moment later, as it would with a server.
 */

import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import type { DocumentLink, DocumentState } from '../link/document-link.ts';
import { FROM_RECORDING } from './yjs-papers.ts';

const SAVED_AFTER_MS = 400;

/** Somebody else's cursor, as the server tells of it. */
export interface ShownCursor {
  readonly user: { readonly id: string; readonly name: string; readonly colour: number };
  /** Places in the wording. */
  readonly from: number;
  readonly to: number;
}

export class MemoryDocument implements DocumentLink {
  readonly doc = new Y.Doc();
  readonly awareness = new Awareness(this.doc);
  readonly #listeners = new Set<() => void>();
  readonly #given: DocumentState;
  #state: DocumentState;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(given: DocumentState = { kind: 'saved' }) {
    this.#given = given;
    this.#state = given;
    this.doc.on('update', (_update: Uint8Array, origin: unknown) => {
      if (origin !== FROM_RECORDING && this.#given.kind === 'saved') this.#save();
    });
  }

  get state(): DocumentState {
    return this.#state;
  }

  get hasArrived(): boolean {
    return this.#given.kind !== 'connecting';
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  networkChanged(isThere: boolean): void {
    this.#become(isThere ? this.#given : { kind: 'lost' });
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#listeners.clear();
    this.awareness.destroy();
    this.doc.destroy();
  }

  show(cursors: readonly ShownCursor[]): void {
    const wording = this.doc.getText('wording');
    const place = (at: number) =>
      JSON.parse(JSON.stringify(Y.createRelativePositionFromTypeIndex(wording, at))) as object;
    cursors.forEach(({ user, from, to }, index) => {
      const client = index + 1;
      // Nobody renews these, so they are not to grow old either.
      this.awareness.meta.set(client, { clock: 1, lastUpdated: Number.MAX_SAFE_INTEGER });
      this.awareness.states.set(client, { user, cursor: { anchor: place(from), head: place(to) } });
    });
    const added = cursors.map((_cursor, index) => index + 1);
    this.awareness.emit('change', [{ added, updated: [], removed: [] }, FROM_RECORDING]);
    this.awareness.emit('update', [{ added, updated: [], removed: [] }, FROM_RECORDING]);
  }

  #save(): void {
    clearTimeout(this.#timer);
    this.#become({ kind: 'saving' });
    this.#timer = setTimeout(() => this.#become({ kind: 'saved' }), SAVED_AFTER_MS);
  }

  #become(state: DocumentState): void {
    if (state.kind === this.#state.kind) return;
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}
