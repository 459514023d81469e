/**
 * A document as this node holds it, and where in its stream that is. Only ever made from what the store holds; what is
 * applied on top must be committed, or the whole is thrown away and loaded again.
 */

import * as Y from 'yjs';
import type { BoardId } from '../../shared/board/ids.ts';
import { freshClientId, type Random } from '../runtime/random.ts';
import type { BoardStore, Entry, Seq, StreamContent, StreamName } from '../store/board-store.ts';
import { ClientOwners, SERVER, type Ownership } from './client-owners.ts';
import type { DocumentLimits } from './document-limits.ts';
import type { DocumentModel } from './document-model.ts';
import { decodeKept, encodeKept } from './entry-format.ts';
import type { ContentRules } from './vet/content-judge.ts';
import type { VettedDocument } from './vet/vet.ts';

/** Measured again when so much was added since the last time. */
const MEASURE_EVERY_BYTES = 16 * 1024;

export interface StateDependencies {
  readonly store: BoardStore;
  readonly board: BoardId;
  readonly stream: StreamName;
  readonly model: DocumentModel;
  readonly limits: DocumentLimits;
  readonly random: Random;
}

export class DocumentState implements VettedDocument {
  readonly doc = new Y.Doc();
  readonly owners = new ClientOwners();
  readonly rules: ContentRules;
  /** As whom the server writes until the next load. Not the client id of `doc`, which never writes anything. */
  readonly serverClient: number;
  readonly limits: DocumentLimits;
  #head: Seq;
  #logEntries = 0;
  #logBytes = 0;
  #measuredBytes = 0;
  #addedBytes: number;

  /** @throws when the stored bytes are not a whole document */
  constructor(content: StreamContent, { model, limits, random }: StateDependencies) {
    const { doc } = this;
    this.limits = limits;
    this.rules = model.rulesFor(doc);
    this.#head = content.head;
    this.#addedBytes = content.snapshot?.bytes.length ?? 0;
    doc.transact(() => {
      if (content.snapshot !== undefined) this.#apply(content.snapshot.bytes);
      for (const entry of content.entries) {
        this.#apply(entry.payload);
        this.#countEntry(entry.payload.length);
      }
    });
    this.serverClient = freshClientId(random);
    if (!this.isWhole()) throw new Error('A stored document lacks some of its parts');
  }

  /** Everything the store holds of the stream. @throws StoreUnavailable */
  static async load(dependencies: StateDependencies): Promise<DocumentState> {
    const { store, board, stream } = dependencies;
    return new DocumentState(await store.read(board, stream), dependencies);
  }

  /** Sequence number of the last entry of the stream that is in it. */
  get head(): Seq {
    return this.#head;
  }

  get logEntries(): number {
    return this.#logEntries;
  }

  get logBytes(): number {
    return this.#logBytes;
  }

  /** False when something in it waits for what nobody sent: then it must not be stored or served. */
  isWhole(): boolean {
    return this.doc.store.pendingStructs === null && this.doc.store.pendingDs === null;
  }

  hasRoomFor(bytes: number): boolean {
    const { stateBytes } = this.limits;
    if (this.#measuredBytes + this.#addedBytes + bytes <= stateBytes) return true;
    if (this.#addedBytes < MEASURE_EVERY_BYTES && this.#measuredBytes > 0) return false;
    this.#measuredBytes = Y.encodeStateAsUpdate(this.doc).length;
    this.#addedBytes = 0;
    return this.#measuredBytes + bytes <= stateBytes;
  }

  /**
   * Runs `change` as one transaction. It may return the one update it has applied.
   * @returns the update that stands for all of it; undefined when nothing changed
   */
  collect(change: () => Uint8Array | undefined): Uint8Array | undefined {
    let collected: Uint8Array | undefined;
    const collect = (update: Uint8Array) => {
      collected = update;
    };
    this.doc.transact(() => {
      const known = change();
      // Without a listener Yjs does not encode what it was just given.
      if (known === undefined) this.doc.on('update', collect);
      else collected = known;
    });
    this.doc.off('update', collect);
    return collected;
  }

  /** What was collected is in the store, as entry `seq`. */
  committed(seq: Seq, bytes: number): void {
    this.#head = seq;
    this.#countEntry(bytes);
  }

  /** An entry, or a snapshot, that another writer appended. */
  follow(entry: Entry): void {
    this.#head = entry.seq;
    this.#apply(entry.payload);
    if (entry.isSnapshot !== true) this.#countEntry(entry.payload.length);
  }

  own(ownerships: Iterable<Ownership>): void {
    this.owners.addAll(ownerships);
  }

  /** Whose `serverClient` is, if that has to be told with its next write. */
  newServerClient(): readonly Ownership[] {
    return this.owners.get(this.serverClient) === undefined ? [[this.serverClient, SERVER]] : [];
  }

  /** One state without history, and all owners: what takes the place of the log. */
  snapshot(): Uint8Array {
    return encodeKept({ owners: this.owners.all(), update: Y.encodeStateAsUpdate(this.doc) });
  }

  compacted(): void {
    this.#logEntries = 0;
    this.#logBytes = 0;
  }

  destroy(): void {
    this.doc.destroy();
  }

  #apply(payload: Uint8Array): void {
    const { owners, update } = decodeKept(payload);
    this.owners.addAll(owners);
    Y.applyUpdate(this.doc, update);
  }

  #countEntry(bytes: number): void {
    this.#logEntries++;
    this.#logBytes += bytes;
    this.#addedBytes += bytes;
  }
}
