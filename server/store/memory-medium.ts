/**
 * What several memory stores share, as nodes share one Redis: the boards, and word of what changes. For tests only.
 * Boards are values that are replaced, never changed, so the state that a power cut leaves behind is one reference.
 */

import type { BoardId } from '../../shared/board/ids.ts';
import type { Append, Appended, Entry, Guard, Refused, Seq, StreamContent, StreamName } from './board-store.ts';
import { StoreUnavailable } from './board-store.ts';
import { ownBytes } from './own-bytes.ts';

export interface MemoryBoard {
  readonly seq: Seq;
  readonly fence: Seq;
  readonly streams: ReadonlyMap<StreamName, StreamContent>;
}

/** What a node hears of the others. `entries`: some were appended. */
export type MemoryNews =
  | { readonly kind: 'entries' | 'erased'; readonly board: BoardId }
  | { readonly kind: 'signal'; readonly board: BoardId; readonly message: Uint8Array };

const NO_BOARD: MemoryBoard = { seq: 0, fence: 0, streams: new Map() };
const NO_STREAM: StreamContent = { entries: [], head: 0 };
const copied = (entry: Entry): Entry => ({ ...entry, payload: ownBytes(entry.payload) });

export class MemoryMedium {
  #boards: ReadonlyMap<BoardId, MemoryBoard> = new Map();
  #durableBoards = this.#boards;
  /** Present while nothing becomes durable: those who wait for it. */
  #awaitingDurability: { resolve: () => void; reject: (reason: StoreUnavailable) => void }[] | undefined;
  readonly #listeners = new Set<(news: MemoryNews) => void>();

  board(id: BoardId): MemoryBoard {
    return this.#boards.get(id) ?? NO_BOARD;
  }

  boards(): readonly BoardId[] {
    return [...this.#boards.keys()];
  }

  /** A copy of its own for every reader, as from any other adapter. */
  stream(id: BoardId, stream: StreamName): StreamContent {
    const { snapshot, entries, head } = this.board(id).streams.get(stream) ?? NO_STREAM;
    const own = { entries: entries.map(copied), head };
    return snapshot ? { ...own, snapshot: { ...snapshot, bytes: ownBytes(snapshot.bytes) } } : own;
  }

  /** Entries of all streams after `after`, in order, with snapshots in place of what they stand for. */
  entriesAfter(id: BoardId, after: Seq): readonly Entry[] {
    const entries: Entry[] = [];
    for (const [stream, { snapshot, entries: own }] of this.board(id).streams) {
      if (snapshot) entries.push({ seq: snapshot.upTo, stream, payload: snapshot.bytes, isSnapshot: true });
      entries.push(...own);
    }
    return entries
      .filter(({ seq }) => seq > after)
      .sort((one, other) => one.seq - other.seq)
      .map(copied);
  }

  append(id: BoardId, batch: readonly Append[], guard: Guard): Appended | Refused {
    const before = this.board(id);
    if (guard.fence !== undefined && guard.fence !== before.fence) return { refused: 'fence' };
    for (const { stream, seq } of guard.heads ?? []) {
      if ((before.streams.get(stream) ?? NO_STREAM).head !== seq) return { refused: 'head' };
    }
    const streams = new Map(before.streams);
    let { seq, fence } = before;
    const seqs: Seq[] = [];
    for (const { stream, payload, raisesFence } of batch) {
      seq += 1;
      seqs.push(seq);
      if (raisesFence) fence = seq;
      const content = streams.get(stream) ?? NO_STREAM;
      streams.set(stream, { ...content, entries: [...content.entries, { seq, stream, payload }], head: seq });
    }
    if (batch.length > 0) this.#replace(id, { seq, fence, streams });
    const durable = this.#durable();
    this.tell({ kind: 'entries', board: id });
    return { seqs, durable };
  }

  compact(id: BoardId, stream: StreamName, upTo: Seq, bytes: Uint8Array): void {
    const board = this.board(id);
    const content = board.streams.get(stream) ?? NO_STREAM;
    if (!content.entries.some(({ seq }) => seq === upTo)) return;
    const entries = content.entries.filter(({ seq }) => seq > upTo);
    const compacted = { snapshot: { upTo, bytes }, entries, head: content.head };
    this.#replace(id, { ...board, streams: new Map(board.streams).set(stream, compacted) });
  }

  erase(id: BoardId, stream?: StreamName): void {
    if (stream === undefined) {
      this.#replace(id, undefined);
      this.tell({ kind: 'erased', board: id });
      return;
    }
    const board = this.#boards.get(id);
    if (!board) return;
    const streams = new Map(board.streams);
    streams.delete(stream);
    this.#replace(id, { ...board, streams });
  }

  tell(news: MemoryNews): void {
    for (const listener of this.#listeners) listener(news);
  }

  /** Returns the function that ends listening. */
  listen(listener: (news: MemoryNews) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** From now on appends are committed, but not durable until `releaseDurability`. */
  holdDurability(): void {
    this.#awaitingDurability ??= [];
  }

  releaseDurability(): void {
    const waiting = this.#awaitingDurability ?? [];
    this.#awaitingDurability = undefined;
    this.#durableBoards = this.#boards;
    for (const { resolve } of waiting) resolve();
  }

  /** Whatever is not durable is lost, for good. The nodes are expected to be dead, and to be replaced by new ones. */
  cutPower(): void {
    const waiting = this.#awaitingDurability ?? [];
    this.#awaitingDurability = undefined;
    this.#boards = this.#durableBoards;
    for (const { reject } of waiting) reject(new StoreUnavailable('The power was cut before this was durable'));
  }

  #replace(id: BoardId, board: MemoryBoard | undefined): void {
    const boards = new Map(this.#boards);
    if (board) boards.set(id, board);
    else boards.delete(id);
    this.#boards = boards;
    if (!this.#awaitingDurability) this.#durableBoards = boards;
  }

  #durable(): Promise<void> {
    const waiting = this.#awaitingDurability;
    if (!waiting) return Promise.resolve();
    const durable = new Promise<void>((resolve, reject) => {
      waiting.push({ resolve, reject });
    });
    durable.catch(() => undefined); // May be left unobserved, as the port says.
    return durable;
  }
}
