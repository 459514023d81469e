/**
 * Documents on a node without sockets, under a clock that is moved by hand: what the room would say of permissions is
 * said here, and several nodes may share one memory medium.
 */

import type { BoardAccess, DocumentName, WritePlace } from '../../server/documents/board-access.ts';
import { kindOf } from '../../server/documents/document-kinds.ts';
import { DOCUMENT_LIMITS, type DocumentLimits } from '../../server/documents/document-limits.ts';
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
