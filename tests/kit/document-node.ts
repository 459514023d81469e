/**
 * Documents on a node without sockets, under a clock that is moved by hand: what the room would say of permissions is
 * said here, connections are objects, and several nodes may share one memory medium.
 */

import * as encoding from 'lib0/encoding';
import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';
import type { BoardAccess, DocumentName, WritePlace } from '../../server/documents/board-access.ts';
import { kindOf } from '../../server/documents/document-kinds.ts';
import { DOCUMENT_LIMITS, type DocumentLimits } from '../../server/documents/document-limits.ts';
import type { DocumentPeer, Outgoing, ServedPeer } from '../../server/documents/document-peer.ts';
import { OpenDocuments } from '../../server/documents/open-documents.ts';
import { createMemoryStore, type MemoryStore, type MemoryStoreOptions } from '../../server/store/memory-store.ts';
import type { MemoryMedium } from '../../server/store/memory-medium.ts';
import type { Seq } from '../../server/store/board-store.ts';
import { parseBoardId, parseDimensionId, type ParticipantId } from '../../shared/board/ids.ts';
import type { RejectionCode } from '../../shared/board/rejections.ts';
import type { ManualClock } from './manual-clock.ts';
import { seeded } from './seeded.ts';
import { QUESTIONS } from './vetted-documents.ts';

export const BOARD_ID = parseBoardId('B'.repeat(22))!;
export const BOARD: DocumentName = { kind: 'board' };
export const readingOf = (author: ParticipantId): DocumentName => ({ kind: 'reading', round: 1, author });

/** The events stream stands in for the whole control log: what is in it, everybody knows. */
const EVENTS = 'events';

export interface NodeOptions {
  readonly medium: MemoryMedium;
  readonly clock: ManualClock;
  readonly seed?: number;
  readonly limits?: Partial<DocumentLimits>;
  readonly store?: MemoryStoreOptions;
}

export class DocumentNode {
  readonly store: MemoryStore;
  readonly documents: OpenDocuments;
  readonly faults: unknown[] = [];
  readonly refusals: RejectionCode[] = [];
  readonly #clock: ManualClock;
  readonly #tailSeq = { fence: 0, events: 0, all: 0 };
  /** What the folded control log says, changed by what is appended to it. */
  readonly readers = new Map<ParticipantId, RejectionCode>();
  readonly writers = new Map<ParticipantId, RejectionCode>();
  isFresh = true;
  /** Who may still write after the last seal; undefined before the first. */
  #openTo: ReadonlySet<string> | undefined;
  dimensions = ['what'];

  constructor({ medium, clock, seed = 1, limits = {}, store = {} }: NodeOptions) {
    this.#clock = clock;
    this.store = createMemoryStore(medium, store);
    const next = seeded(seed);
    const all = { ...DOCUMENT_LIMITS, ...limits };
    this.documents = new OpenDocuments({
      board: BOARD_ID,
      store: this.store,
      access: this.access,
      clock,
      limits: all,
      random: { bytes: (count) => Uint8Array.from({ length: count }, () => next() * 256), fraction: next },
      kindOf: (name) =>
        kindOf(
          { access: this.access, limits: all, earlierReading: async () => undefined, reflect: () => () => undefined },
          name,
        ),
      tellNodes: () => undefined,
      report: (_, fault) => this.faults.push(fault),
      onRefusal: (code) => this.refusals.push(code),
    });
  }

  readonly access: BoardAccess = {
    mayRead: (person) => this.readers.get(person),
    mayWrite: (person, document, place: WritePlace) =>
      document.kind === 'wall' || place === 'wall' ? 'read_only' : this.#refusalOf(person),
    fence: () => this.#tailSeq.fence,
    eventsHead: () => this.#tailSeq.events,
    isKey: () => true,
    catchUp: async () => {
      const { seq } = await this.store.head(BOARD_ID);
      while (this.#tailSeq.all < seq) await this.#clock.pass(0);
    },
    isFresh: () => this.isFresh,
    dimensionsOf: () => QUESTIONS,
    notedDimensions: () => this.dimensions.map((id) => parseDimensionId(id)!),
    firstWording: () => 'We ship it.',
    displayName: (person) => `Name of ${person[0]}`,
    shownWhileWritten: () => undefined,
  };

  async start(): Promise<this> {
    const following = this.store.tail(BOARD_ID, 0, {
      onEntries: (entries) => {
        for (const entry of entries) {
          if (entry.stream === EVENTS) this.#fold(Buffer.from(entry.payload).toString(), entry.seq);
          this.documents.onEntry(entry);
          this.#tailSeq.all = entry.seq;
        }
      },
    });
    await this.#clock.pass(0);
    await following;
    return this;
  }

  /** An entry of the control log that says nobody but `except` may write any more. */
  async seal(except: readonly ParticipantId[] = []): Promise<void> {
    const appending = this.store.append(BOARD_ID, [
      { stream: EVENTS, payload: Buffer.from(`seal ${except.join(' ')}`), raisesFence: true },
    ]);
    await this.#clock.pass(0);
    await appending;
  }

  #fold(text: string, seq: Seq): void {
    this.#tailSeq.events = seq;
    if (!text.startsWith('seal')) return;
    this.#tailSeq.fence = seq;
    this.#openTo = new Set(text.split(' ').slice(1));
  }

  #refusalOf(person: ParticipantId): RejectionCode | undefined {
    return this.#openTo?.has(person) === false ? 'sealed' : this.writers.get(person);
  }
}

export interface ClientOptions {
  readonly doc?: Y.Doc;
  readonly clientId?: number;
  readonly wantsAcks?: boolean;
  /** What it has been sent stays in its socket. */
  readonly takesNothing?: boolean;
}

/** A person at a document: what y-websocket would do, without the web. */
export class DocumentVisitor implements DocumentPeer {
  readonly person: ParticipantId;
  readonly keyHash = 'key';
  readonly wantsAcks: boolean;
  readonly doc: Y.Doc;
  readonly received: Uint8Array[] = [];
  readonly refusals: string[] = [];
  readonly awareness: { clientId: number; clock: number; state: Record<string, unknown> | null }[] = [];
  readonly acknowledged: { count: number; vector: Map<number, number> }[] = [];
  closed: { code: number; reason: string } | undefined;
  isSynced = false;
  takesNothing: boolean;
  buffered = 0;
  sent = 0;
  #served: ServedPeer | undefined;

  constructor(
    person: ParticipantId,
    { doc = new Y.Doc(), clientId, wantsAcks = true, takesNothing = false }: ClientOptions = {},
  ) {
    this.person = person;
    this.wantsAcks = wantsAcks;
    this.doc = doc;
    this.takesNothing = takesNothing;
    if (clientId !== undefined) doc.clientID = clientId;
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== this) this.sync(2, update);
    });
  }

  connect(node: DocumentNode, name: DocumentName): this {
    this.closed = undefined;
    this.#served = node.documents.get(name).connect(this);
    this.sync(0, Y.encodeStateVector(this.doc));
    return this;
  }

  leave(): void {
    const served = this.#served;
    this.#served = undefined;
    served?.closed();
  }

  sync(step: 0 | 1 | 2, body: Uint8Array): void {
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, 0);
    encoding.writeVarUint(encoder, step);
    encoding.writeVarUint8Array(encoder, body);
    this.sent += this.#served === undefined ? 0 : 1;
    this.raw(encoding.toUint8Array(encoder));
  }

  tellAwareness(entries: readonly (readonly [clientId: number, clock: number, state: unknown])[]): void {
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, 1);
    const inner = encoding.createEncoder();
    encoding.writeVarUint(inner, entries.length);
    for (const [clientId, clock, state] of entries) {
      encoding.writeVarUint(inner, clientId);
      encoding.writeVarUint(inner, clock);
      encoding.writeVarString(inner, JSON.stringify(state));
    }
    encoding.writeVarUint8Array(encoder, encoding.toUint8Array(inner));
    this.raw(encoding.toUint8Array(encoder));
  }

  raw(bytes: Uint8Array): void {
    this.#served?.receive(bytes);
  }

  get lastCount(): number {
    return this.acknowledged.at(-1)?.count ?? 0;
  }

  readonly send = (message: Outgoing): void => {
    if (this.takesNothing) {
      this.buffered += message.payload.length;
      return;
    }
    this.received.push(message.payload);
    const decoder = decoding.createDecoder(message.payload);
    const type = decoding.readVarUint(decoder);
    if (type === 0) this.#take(decoding.readVarUint(decoder), decoding.readVarUint8Array(decoder));
    else if (type === 1) this.#hear(decoding.readVarUint8Array(decoder));
    else if (type === 100) {
      const vector = Y.decodeStateVector(decoding.readVarUint8Array(decoder));
      this.acknowledged.push({ vector, count: decoding.readVarUint(decoder) });
    } else if (type === 101) this.refusals.push(decoding.readVarString(decoder));
  };

  readonly bufferedBytes = (): number => this.buffered;

  readonly close = (code: number, reason: string): void => {
    this.closed = { code, reason };
    this.leave();
  };

  #take(step: number, body: Uint8Array): void {
    if (step === 0) return this.sync(1, Y.encodeStateAsUpdate(this.doc, body));
    Y.applyUpdate(this.doc, body, this);
    if (step === 1) this.isSynced = true;
  }

  #hear(update: Uint8Array): void {
    const decoder = decoding.createDecoder(update);
    for (let left = decoding.readVarUint(decoder); left > 0; left--) {
      const clientId = decoding.readVarUint(decoder);
      const clock = decoding.readVarUint(decoder);
      const state = JSON.parse(decoding.readVarString(decoder)) as Record<string, unknown> | null;
      this.awareness.push({ clientId, clock, state });
    }
  }
}
