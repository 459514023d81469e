/**
 * The board store of a single node, in a folder of its own: appends go to a journal and are settled into LMDB tables in
 * the background. Whoever opens it holds the folder until it is closed; `lmdb/README.md` tells how the parts work.
 */

import type { BoardId } from '../../shared/board/ids.ts';
import type { Append, BoardStore, Entry, Guard, Seq, StreamName, TailHandlers } from './board-store.ts';
import { StoreUnavailable } from './board-store.ts';
import { DataFolderRefused } from './lmdb/data-folder.ts';
import { OpenBoards } from './lmdb/open-boards.ts';
import { openFolder, type LmdbStoreOptions, type OpenedFolder } from './lmdb/opening.ts';
import { copyOf, Reading } from './lmdb/reading.ts';
import { compactStream, eraseBoard, eraseStream } from './lmdb/rewriting.ts';
import { openSegment } from './lmdb/segment.ts';
import { Settling } from './lmdb/settling.ts';
import type { JournaledWrite } from './lmdb/turn-codec.ts';
import { Turns } from './lmdb/turns.ts';
import { Tails } from './tails.ts';
import { ownBytes } from './own-bytes.ts';

export { DataFolderRefused, type LmdbStoreOptions };

/** Bytes journaled and not settled beyond which appends are refused: the tables do not keep up. */
const MOST_WAITING_BYTES = 64 * 2 ** 20;

/** @throws DataFolderRefused with one line that says why */
export async function openLmdbStore(options: LmdbStoreOptions): Promise<BoardStore> {
  return LmdbStore.open({ openSegment, ...options });
}

class LmdbStore implements BoardStore {
  readonly #opened: OpenedFolder;
  readonly #onFatal: (fault: unknown) => void;
  readonly #boards: OpenBoards;
  readonly #reading: Reading;
  readonly #settling: Settling;
  readonly #turns: Turns;
  readonly #tails: Tails;
  #state: 'open' | 'closing' | 'failed' = 'open';
  #closing: Promise<void> | undefined;
  /** Compactions and erasures under way. */
  readonly #rewriting = new Set<Promise<void>>();

  static async open(options: Required<LmdbStoreOptions>): Promise<LmdbStore> {
    const fatal = { tell: options.onFatal };
    const opened = await openFolder({ ...options, onFatal: (fault) => fatal.tell(fault) });
    const store = new LmdbStore(opened, options);
    fatal.tell = (fault) => store.#fail(fault);
    return store;
  }

  private constructor(opened: OpenedFolder, { clock, onFatal }: LmdbStoreOptions) {
    const { tables, journal, space } = opened;
    const onFault = (fault: unknown): void => this.#fail(fault);
    this.#opened = opened;
    this.#onFatal = onFatal;
    this.#boards = new OpenBoards(tables);
    this.#reading = new Reading(tables, this.#boards);
    this.#settling = new Settling({
      tables,
      space,
      clock,
      onFault,
      onSettled: (turn, touched) => {
        journal.settle(turn);
        for (const [board, seq] of touched) this.#boards.settle(board, seq);
        this.#boards.trim();
      },
    });
    this.#turns = new Turns({
      boards: this.#boards,
      journal,
      space,
      clock,
      onFault,
      onWritten: (turn, writes) => this.#enter(turn, writes),
    });
    this.#tails = new Tails({
      entriesAfter: (board, after) => this.#entriesAfter(board, after),
      schedule: clock.soon,
    });
  }

  append(board: BoardId, batch: readonly Append[], guard: Guard = {}): ReturnType<BoardStore['append']> {
    if (this.#state !== 'open') return Promise.reject(this.#unavailable());
    if (this.#settling.waitingBytes > MOST_WAITING_BYTES) {
      return Promise.reject(new StoreUnavailable('The store does not keep up'));
    }
    return this.#turns.append(board, batch, guard);
  }

  async read(board: BoardId, stream: StreamName): ReturnType<BoardStore['read']> {
    return this.#look(() => this.#reading.stream(board, stream));
  }

  async head(board: BoardId): ReturnType<BoardStore['head']> {
    return this.#look(() => this.#reading.head(board));
  }

  async streams(board: BoardId): ReturnType<BoardStore['streams']> {
    return this.#look(() => this.#reading.streams(board));
  }

  async *boards(): AsyncIterable<BoardId> {
    const pages = this.#reading.boards()[Symbol.iterator]();
    for (;;) {
      const next = this.#look(() => pages.next());
      if (next.done) return;
      yield* next.value;
    }
  }

  async tail(board: BoardId, after: Seq, handlers: TailHandlers): ReturnType<BoardStore['tail']> {
    return this.#look(() => this.#tails.follow(board, after, handlers));
  }

  compact(board: BoardId, stream: StreamName, upTo: Seq, snapshot: Uint8Array): Promise<void> {
    const own = ownBytes(snapshot);
    return this.#rewrite(own.length, () => compactStream(this.#opened.tables, board, stream, upTo, own));
  }

  erase(board: BoardId, stream?: StreamName): Promise<void> {
    return this.#rewrite(
      0,
      () => (stream === undefined ? this.#eraseBoard(board) : this.#eraseStream(board, stream)),
      board,
    );
  }

  signal(board: BoardId, message: Uint8Array): void {
    if (this.#state === 'open') this.#tails.signal(board, ownBytes(message));
  }

  async ping(): Promise<void> {
    if (this.#state !== 'open') throw this.#unavailable();
    if (!(await this.#opened.space.hasRoomFor(0))) throw new StoreUnavailable('The disk is full');
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    if (this.#state === 'open') this.#state = 'closing';
    this.#tails.endAll();
    await Promise.allSettled(this.#rewriting);
    await this.#turns.finish();
    this.#settling.stop();
    const { folder, tables, journal } = this.#opened;
    try {
      if (this.#state === 'closing') await this.#settling.settle();
    } catch (fault) {
      // What could not be settled for want of room is in the journal, flushed with it, and is settled at the next start.
      if (!(fault instanceof StoreUnavailable)) throw fault;
    } finally {
      await journal.close();
      await tables.close();
      await folder.release();
    }
  }

  async #eraseBoard(board: BoardId): Promise<void> {
    await eraseBoard(this.#opened.tables, board, () => {
      this.#boards.forget(board);
      this.#tails.erased(board);
    });
  }

  async #eraseStream(board: BoardId, stream: StreamName): Promise<void> {
    await eraseStream(this.#opened.tables, board, stream);
    this.#boards.forgetStream(board, stream);
  }

  #enter(turn: number, writes: readonly JournaledWrite[]): void {
    for (const write of writes) {
      this.#boards.enter(write);
      if (this.#tails.isFollowed(write.board)) this.#tails.announce(write.board, write.entries.map(copyOf));
    }
    this.#settling.add({ number: turn, writes });
  }

  /** Nobody waits for a tail: what it cannot read is told to whoever runs the process. */
  #entriesAfter(board: BoardId, after: Seq): readonly Entry[] {
    try {
      return this.#reading.entriesAfter(board, after);
    } catch (fault) {
      this.#fail(fault);
      return [];
    }
  }

  #look<Found>(look: () => Found): Found {
    if (this.#state !== 'open') throw this.#unavailable();
    try {
      return look();
    } catch (fault) {
      this.#fail(fault);
      throw this.#unavailable();
    }
  }

  /** Runs `work` when nothing else writes to the tables, and while nothing is appended to the board `held`. */
  #rewrite(bytes: number, work: () => Promise<void>, held?: BoardId): Promise<void> {
    if (this.#state !== 'open') return Promise.reject(this.#unavailable());
    const rewriting = this.#rewriteHeld(bytes, work, held).finally(() => this.#rewriting.delete(rewriting));
    this.#rewriting.add(rewriting);
    return rewriting;
  }

  async #rewriteHeld(bytes: number, work: () => Promise<void>, held: BoardId | undefined): Promise<void> {
    if (held !== undefined) await this.#turns.hold(held);
    try {
      await this.#settling.alone(bytes, work);
    } catch (fault) {
      if (fault instanceof StoreUnavailable) throw fault;
      this.#fail(fault);
      throw this.#unavailable();
    } finally {
      if (held !== undefined) this.#turns.release(held);
    }
  }

  #fail(fault: unknown): void {
    if (this.#state === 'failed') return;
    this.#state = 'failed';
    this.#settling.stop();
    this.#onFatal(fault);
  }

  #unavailable(): StoreUnavailable {
    return new StoreUnavailable(this.#state === 'failed' ? 'The store has failed' : 'The store is closed');
  }
}
