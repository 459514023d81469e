/**
 * LMDB, used as an ordered map of checked records: plain reads of what is settled, and batches that are written whole,
 * flushed, or not at all. What goes into a batch is decided before it is handed over; there is one writer.
 *
 * LMDB runs with its plain, fully synchronous commit: a batch resolves after `fdatasync`. lmdb-js' overlapping sync
 * would not tell commit from flush either, see README.md.
 */

import { open, type Database, type Transaction } from 'lmdb';
import type { BoardId } from '../../../shared/board/ids.ts';
import type { Entry, Seq, StreamName } from '../board-store.ts';
import {
  boardOfErasingKey,
  boardOfKey,
  boardPrefix,
  boardRange,
  entryKey,
  ERASING_RANGE,
  FIRST_BOARD_KEY,
  headKey,
  headRange,
  metaKey,
  seqOfKey,
  SETTLED_KEY,
  snapshotKey,
  streamOfKey,
} from './keys.ts';
import {
  decodeEntry,
  decodeHead,
  decodeMeta,
  decodeNumber,
  decodeSnapshot,
  StoreDamaged,
  type BoardMeta,
  type StoredEntry,
  type StreamHead,
} from './values.ts';

/** Address space, not memory or disk: large enough that it is never remapped. */
const MAP_BYTES = 2 ** 40;

export interface NumberedEntry extends StoredEntry {
  readonly seq: Seq;
}

export interface TableBatch {
  put(key: Buffer, value: Buffer): void;
  remove(key: Buffer): void;
}

const META_PAGES = 2;

type Records = Database<Buffer, Buffer>;

interface TreeStats {
  readonly pageSize: number;
  readonly treeBranchPageCount: number;
  readonly treeLeafPageCount: number;
  readonly overflowPages: number;
}

interface Stats {
  readonly root: TreeStats;
  readonly free: TreeStats;
  readonly lastPageNumber: number;
}

const pagesOf = ({ treeBranchPageCount, treeLeafPageCount, overflowPages }: TreeStats): number =>
  treeBranchPageCount + treeLeafPageCount + overflowPages;

export class Tables {
  readonly #map: Records;
  /** Keeps one state of the data in sight, whatever is written meanwhile. */
  readonly #pinned: Transaction | undefined;

  /** `pinned`: read only, and only what is there now. @throws what LMDB says when the files are not its own */
  constructor(dir: string, mode: 'writing' | 'pinned') {
    this.#map = open<Buffer, Buffer>(dir, {
      encoding: 'binary',
      keyEncoding: 'binary',
      mapSize: MAP_BYTES,
      maxDbs: 1,
      overlappingSync: false,
      // A batch is one transaction because it is one call of `batch`; gathering by event turn would add a promise of
      // its own that nobody holds, and that takes the process down when a commit fails.
      eventTurnBatching: false,
      readOnly: mode === 'pinned',
    });
    this.#pinned = mode === 'pinned' ? this.#map.useReadTransaction() : undefined;
  }

  get(key: Buffer): Buffer | undefined {
    // getBinary takes the transaction as its second argument; its type does not know.
    return this.#pinned ? this.#map.get(key, { transaction: this.#pinned }) : this.#map.getBinary(key);
  }

  #range(options: { start: Buffer; end?: Buffer; limit?: number }): Iterable<{ key: Buffer; value: Buffer }> {
    return this.#map.getRange(this.#pinned ? { ...options, transaction: this.#pinned } : options);
  }

  #keys(options: { start: Buffer; end?: Buffer; limit?: number }): Iterable<Buffer> {
    return this.#map.getKeys(this.#pinned ? { ...options, transaction: this.#pinned } : options);
  }

  meta(board: BoardId): BoardMeta | undefined {
    const key = metaKey(boardPrefix(board));
    const value = this.get(key);
    return value && decodeMeta(key, value);
  }

  head(board: BoardId, stream: StreamName): StreamHead | undefined {
    const key = headKey(boardPrefix(board), stream);
    const value = this.get(key);
    return value && decodeHead(key, value);
  }

  heads(board: BoardId): ReadonlyMap<StreamName, StreamHead> {
    const prefix = boardPrefix(board);
    const heads = new Map<StreamName, StreamHead>();
    for (const { key, value } of this.#range(headRange(prefix))) {
      heads.set(streamOfKey(prefix, key), decodeHead(key, value));
    }
    return heads;
  }

  /** @throws StoreDamaged when the head names a snapshot and it is not there */
  snapshot(board: BoardId, stream: StreamName): { readonly upTo: Seq; readonly bytes: Uint8Array } {
    const key = snapshotKey(boardPrefix(board), stream);
    const value = this.get(key);
    if (!value) throw new StoreDamaged('A snapshot is missing from the store');
    return decodeSnapshot(key, value);
  }

  entry(board: BoardId, seq: Seq): NumberedEntry | undefined {
    const key = entryKey(boardPrefix(board), seq);
    const value = this.get(key);
    return value && { seq, ...decodeEntry(key, value) };
  }

  /** Entries of one stream, in order: from just after `after` up to and including `last`, which is one of them. */
  chain(board: BoardId, stream: StreamName, after: Seq, last: Seq): NumberedEntry[] {
    const entries: NumberedEntry[] = [];
    for (let seq = last; seq > after;) {
      const entry = this.entry(board, seq);
      if (entry?.stream !== stream || entry.previous >= seq) throw new StoreDamaged('A stream of the store is broken');
      entries.push(entry);
      seq = entry.previous;
    }
    return entries.reverse();
  }

  /** Entries numbered `from` and later but below `before`, at most so many and, beyond the first, so many bytes. */
  entries(board: BoardId, from: Seq, before: Seq, most: { count: number; bytes: number }): Entry[] {
    const prefix = boardPrefix(board);
    const entries: Entry[] = [];
    let bytes = 0;
    const range = { start: entryKey(prefix, from), end: entryKey(prefix, before), limit: most.count };
    for (const { key, value } of this.#range(range)) {
      const { stream, payload } = decodeEntry(key, value);
      entries.push({ seq: seqOfKey(prefix, key), stream, payload });
      bytes += payload.length;
      if (bytes >= most.bytes) break;
    }
    return entries;
  }

  /** The next boards after `after`, in the order of their keys. */
  boards(after: BoardId | undefined, limit: number): BoardId[] {
    const boards: BoardId[] = [];
    let start = after === undefined ? FIRST_BOARD_KEY : boardRange(boardPrefix(after)).end;
    while (boards.length < limit) {
      const [key] = this.#keys({ start, limit: 1 });
      if (!key) break;
      const board = boardOfKey(key);
      const prefix = boardPrefix(board);
      // What is left of a board that is being erased in pieces has no meta record any more.
      if (this.get(metaKey(prefix))) boards.push(board);
      start = boardRange(prefix).end;
    }
    return boards;
  }

  keysOfBoard(board: BoardId, limit: number): Buffer[] {
    return [...this.#keys({ ...boardRange(boardPrefix(board)), limit })];
  }

  /** Boards whose erasure was begun and not finished. */
  boardsBeingErased(): BoardId[] {
    return [...this.#keys(ERASING_RANGE)].map(boardOfErasingKey);
  }

  /** Number of the last turn of the journal that is contained here. */
  settledTurn(): number {
    const value = this.get(SETTLED_KEY);
    return value ? decodeNumber(SETTLED_KEY, value) : 0;
  }

  /** Records with their checksums, for a copy. */
  records(range: { start: Buffer; end: Buffer }): Iterable<{ key: Buffer; value: Buffer }> {
    return this.#range(range);
  }

  /** Bytes of the file that hold nothing: erased, replaced, and not written over yet. */
  unusedBytes(): number {
    const { root, free, lastPageNumber } = this.#map.getStats() as Stats;
    return (lastPageNumber + 1 - META_PAGES - pagesOf(root) - pagesOf(free)) * root.pageSize;
  }

  /**
   * Writes everything that `fill` puts and removes, or nothing; resolves when it is flushed.
   * @throws Error of LMDB; after one, the heap of this process may be damaged (see README.md): it should not go on
   */
  async write(fill: (batch: TableBatch) => void): Promise<void> {
    const map = this.#map;
    try {
      await map.batch(() => {
        fill({
          put: (key, value) => {
            void map.put(key, value);
          },
          remove: (key) => {
            void map.remove(key);
          },
        });
      });
    } catch (error) {
      throw error instanceof Error && 'commitError' in error ? await causeOf(error.commitError) : error;
    }
  }

  async close(): Promise<void> {
    this.#pinned?.done();
    await this.#map.close();
  }
}

/** lmdb-js says why a commit failed by rejecting a second promise, a moment later. */
async function causeOf(commitError: unknown): Promise<unknown> {
  try {
    await commitError;
  } catch (cause) {
    return cause;
  }
  return new Error('The commit failed');
}
