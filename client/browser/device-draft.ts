/**
 * Copies of readings on their author's device (IndexedDB): survive reload, crash and being offline, and go once their
 * round is over. Says whether everything written is really kept here, because a screen promises it; where a browser
 * keeps nothing, writing goes on without. Tabs of one person share what they write, connected or not.
 *
 *   an edit → waiting → one record in one transaction → kept        many records → put together when opened
 */

import { getAll } from 'lib0/indexeddb';
import * as Y from 'yjs';
import {
  committed,
  eraseDeviceDraft,
  isRefusal,
  openDrafts,
  storeIn,
  within,
  type DraftPlace,
} from './draft-database.ts';
import { shareWithTabs } from './draft-tabs.ts';

/** `not`: this browser keeps nothing, or not at the moment. */
export type Kept = 'kept' | 'keeping' | 'not';

export interface DeviceDraft {
  /** Resolves when what the device held is in the document; false where this browser keeps nothing. */
  readonly loaded: Promise<boolean>;
  /** Whether everything that is in the document is on this device too. */
  readonly kept: Kept;
  readonly onChange: (listener: () => void) => () => void;
  /** Whether an update of the document came from this device, rather than from the server. */
  readonly brought: (origin: unknown) => boolean;
  readonly erase: () => Promise<void>;
  /** Resolves when what was waiting is kept, or cannot be. */
  readonly close: () => Promise<void>;
}

/** Records of one draft before they are put together. */
const MOST_RECORDS = 400;
const OPEN_WITHIN_MS = 5000;

/** Some browsers never answer when asked for a database. */
const tooLate = () => new Promise<false>((resolve) => setTimeout(() => resolve(false), OPEN_WITHIN_MS));

/** What was written on this device in the rounds of one board. Nothing of it may be open here. */
export const eraseDeviceDrafts = async (boardId: string, person: string, rounds: number): Promise<void> => {
  for (let round = 1; round <= rounds; round++) await eraseDeviceDraft([boardId, person, round]);
};

export const openDeviceDraft = (place: DraftPlace, doc: Y.Doc): DeviceDraft => new KeptDraft(place, doc);

class KeptDraft implements DeviceDraft {
  readonly loaded: Promise<boolean>;
  readonly #place: DraftPlace;
  readonly #doc: Y.Doc;
  readonly #leaveTabs: () => void;
  readonly #fromTabs = {};
  readonly #listeners = new Set<() => void>();
  /** Names of records that no other tab gives. */
  readonly #mark = crypto.getRandomValues(new Uint32Array(2)).join('-');
  #db: IDBDatabase | undefined;
  #waiting: Uint8Array[] = [];
  #writing: Promise<void> | undefined;
  #records = 0;
  #count = 0;
  #kept: Kept = 'indexedDB' in globalThis ? 'keeping' : 'not';

  constructor(place: DraftPlace, doc: Y.Doc) {
    this.#place = place;
    this.#doc = doc;
    doc.on('update', this.#onUpdate);
    this.loaded = Promise.race([this.#load(), tooLate()]);
    this.#leaveTabs = shareWithTabs(`readback draft ${place.join(' ')}`, doc, this.#fromTabs);
  }

  get kept(): Kept {
    return this.#kept;
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  brought(origin: unknown): boolean {
    return origin === this || origin === this.#fromTabs;
  }

  async erase(): Promise<void> {
    this.#leave();
    this.#waiting = [];
    await this.#settled();
    await eraseDeviceDraft(this.#place);
  }

  async close(): Promise<void> {
    this.#leave();
    await this.loaded;
    await this.#settled();
  }

  async #settled(): Promise<void> {
    const settled = async () => {
      while (this.#writing !== undefined) await this.#writing;
    };
    await Promise.race([settled(), tooLate()]);
    this.#db?.close();
    this.#db = undefined;
  }

  #leave(): void {
    this.#leaveTabs();
    this.#listeners.clear();
    this.#doc.off('update', this.#onUpdate);
  }

  async #load(): Promise<boolean> {
    if (!('indexedDB' in globalThis)) return false;
    this.#writing = this.#trying(async () => {
      this.#db = await openDrafts();
      await this.#putTogether(this.#db);
    });
    await this.#writing;
    return this.#records > 0;
  }

  readonly #onUpdate = (update: Uint8Array, origin: unknown): void => {
    if (origin === this) return;
    this.#waiting.push(update);
    if (this.#kept === 'kept') this.#tell('keeping');
    this.#write();
  };

  /** One at a time; what comes meanwhile goes into the next. */
  #write(): void {
    if (this.#writing !== undefined || this.#waiting.length === 0) return;
    this.#writing = this.#trying(async () => {
      // Another tab may have erased the draft, or the browser have closed the database.
      const db = (this.#db ??= await openDrafts());
      if (this.#records >= MOST_RECORDS) return this.#putTogether(db);
      const update = Y.mergeUpdates(this.#waiting.splice(0));
      const store = storeIn(db, 'readwrite');
      const done = committed(store);
      store.put(update, this.#freshKey());
      await done;
      this.#records++;
    });
  }

  /** Everything this device holds into the document, and back as one record. */
  async #putTogether(db: IDBDatabase): Promise<void> {
    const store = storeIn(db, 'readwrite');
    const done = committed(store);
    const range = within(...this.#place);
    const updates = (await getAll(store, range)) as Uint8Array[];
    this.#doc.transact(() => {
      for (const update of updates) Y.applyUpdate(this.#doc, update, this);
    }, this);
    this.#waiting = [];
    store.delete(range);
    store.put(Y.encodeStateAsUpdate(this.#doc), this.#freshKey());
    await done;
    this.#records = 1;
  }

  async #trying(write: () => Promise<void>): Promise<void> {
    const waiting = [...this.#waiting];
    try {
      await write();
      this.#writing = undefined;
      this.#tell(this.#waiting.length === 0 ? 'kept' : 'keeping');
      this.#write();
    } catch (fault) {
      if (!isRefusal(fault)) throw fault;
      this.#db?.close();
      this.#db = undefined;
      this.#writing = undefined;
      // Tried again with the next edit.
      this.#waiting = [...new Set([...waiting, ...this.#waiting])];
      this.#tell('not');
    }
  }

  #freshKey(): (string | number)[] {
    return [...this.#place, `${this.#mark}-${String(this.#count++)}`];
  }

  #tell(kept: Kept): void {
    if (kept === this.#kept) return;
    this.#kept = kept;
    for (const listener of this.#listeners) listener();
  }
}
