/**
 * A reading document without a network: a server's copy that several devices write to, each over a line that a test
 * opens, cuts, refuses and lets through message by message. Stands in for `link/document-link.ts`; the shape and the
 * refusals are those of the real server.
 */

import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import type { DeviceDraft, Kept } from '../../client/browser/device-draft.ts';
import type { DocumentLink, DocumentState } from '../../client/link/document-link.ts';
import type { Dimension } from '../../shared/board/dimension.ts';
import { ANSWERS, firstReadingState } from '../../server/documents/reading-document.ts';
import type { RawReading } from '../../shared/board/reading.ts';

const SERVER_CLIENT = 1;

export class ReadingDesk {
  readonly doc = new Y.Doc();
  readonly lines = new Set<ReadingLine>();
  /** Named when nothing more may be written. */
  refusal: (DocumentState & { kind: 'refused' })['code'] | undefined;

  constructor(dimensions: readonly Dimension[], earlier?: RawReading) {
    Y.applyUpdate(this.doc, firstReadingState(dimensions, SERVER_CLIENT, earlier));
  }

  readonly open = (): ReadingLine => new ReadingLine(this);

  text(id: string): string {
    const answer = this.doc.getMap<Y.Map<unknown>>(ANSWERS).get(id);
    return String((answer?.get('value') as Y.Text | undefined)?.toJSON() ?? '');
  }

  field(id: string, key: string): unknown {
    return this.doc.getMap<Y.Map<unknown>>(ANSWERS).get(id)?.get(key);
  }
}

/** One device's line to the desk. Nothing moves until a test says so. */
export class ReadingLine implements DocumentLink {
  readonly doc = new Y.Doc();
  readonly awareness = new Awareness(this.doc);
  readonly #desk: ReadingDesk;
  readonly #listeners = new Set<() => void>();
  #state: DocumentState = { kind: 'connecting' };
  #hasArrived = false;
  #sent: Uint8Array[] = [];

  constructor(desk: ReadingDesk) {
    this.#desk = desk;
    desk.lines.add(this);
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === this || this.#state.kind === 'lost' || this.#state.kind === 'connecting') return;
      if (this.#state.kind === 'refused') return;
      this.#sent.push(update);
      this.#become({ kind: 'saving' });
    });
  }

  get state(): DocumentState {
    return this.#state;
  }

  get hasArrived(): boolean {
    return this.#hasArrived;
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  networkChanged(): void {
    throw new Error('The line of a test has no network');
  }

  close(): void {
    this.#desk.lines.delete(this);
    this.#listeners.clear();
    this.awareness.destroy();
    this.doc.destroy();
  }

  /** The connection is there: both sides get what they lack. */
  connect(): void {
    Y.applyUpdate(this.doc, Y.encodeStateAsUpdate(this.#desk.doc), this);
    this.#hasArrived = true;
    const lacking = Y.encodeStateAsUpdate(this.doc, Y.encodeStateVector(this.#desk.doc));
    this.#sent = [lacking];
    this.#become({ kind: 'saving' });
    this.deliver();
  }

  cut(): void {
    this.#sent = [];
    this.#become({ kind: 'lost' });
  }

  fail(): void {
    this.#become({ kind: 'failing' });
  }

  /** The server takes what was sent, or names why not; the other devices hear of it. */
  deliver(): void {
    const sent = this.#sent;
    this.#sent = [];
    for (const update of sent) {
      const before = Y.encodeStateVector(this.#desk.doc);
      const isNew = changes(this.#desk.doc, update);
      if (isNew && this.#desk.refusal !== undefined) return this.#become({ kind: 'refused', code: this.#desk.refusal });
      Y.applyUpdate(this.#desk.doc, update);
      const change = Y.encodeStateAsUpdate(this.#desk.doc, before);
      for (const line of this.#desk.lines) if (line !== this) line.#hear(change);
    }
    this.#become({ kind: 'saved' });
  }

  #hear(update: Uint8Array): void {
    if (this.#state.kind === 'saved' || this.#state.kind === 'saving') Y.applyUpdate(this.doc, update, this);
  }

  #become(state: DocumentState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}

const changes = (doc: Y.Doc, update: Uint8Array): boolean => {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  let isChanged = false;
  copy.on('update', () => (isChanged = true));
  Y.applyUpdate(copy, update);
  copy.destroy();
  return isChanged;
};

/** What a device keeps, without a database: the copies outlive the documents, as they would a reload. */
export class DraftDrawer {
  held: Uint8Array[] = [];
  isFull = false;
  erasures = 0;

  readonly open = (doc: Y.Doc): DeviceDraft => {
    const listeners = new Set<() => void>();
    const origin = {};
    let kept: Kept = 'keeping';
    const onUpdate = (update: Uint8Array, from: unknown) => {
      if (from === origin) return;
      if (!this.isFull) this.held.push(update);
      kept = this.isFull ? 'not' : 'kept';
      for (const listener of listeners) listener();
    };
    doc.on('update', onUpdate);
    const close = () => doc.off('update', onUpdate);
    const load = async () => {
      await Promise.resolve();
      for (const update of [...this.held]) Y.applyUpdate(doc, update, origin);
      if (!this.isFull) this.held.push(Y.encodeStateAsUpdate(doc));
      kept = this.isFull ? 'not' : 'kept';
      return !this.isFull;
    };
    return {
      loaded: load(),
      get kept() {
        return kept;
      },
      onChange: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      brought: (from) => from === origin,
      erase: async () => {
        close();
        this.erasures++;
        this.held = [];
      },
      close: async () => close(),
    };
  };
}
