/**
 * From the journal to the tables: in the background, many turns at a time, always whole turns and in their order. What
 * is settled need not be kept in memory, and its space in the journal may be used again.
 */

import type { BoardId } from '../../../shared/board/ids.ts';
import type { Cancel, Clock } from '../../runtime/clock.ts';
import type { Seq } from '../board-store.ts';
import { boardPrefix, entryKey, headKey, metaKey, SETTLED_KEY } from './keys.ts';
import { StoreUnavailable } from '../board-store.ts';
import type { DiskSpace } from './disk-space.ts';
import type { Tables } from './tables.ts';
import type { JournaledEntry, JournaledWrite, Turn } from './turn-codec.ts';
import { encodeEntry, encodeHead, encodeMeta, encodeNumber } from './values.ts';

/** How long a turn may wait to be settled; until then it shares the pages of others. */
const SETTLE_AFTER_MS = 500;
/** When there was no room on the disk. */
const TRY_AGAIN_AFTER_MS = 1000;
/** Entries settled in one go: more would hold up the event loop for longer than a few milliseconds. */
const MOST_ENTRIES = 500;
/** Bytes that wait to be settled: from here on settling begins at once. */
const MANY_BYTES = 2 ** 20;

export interface SettlingOptions {
  readonly tables: Tables;
  readonly space: DiskSpace;
  readonly clock: Clock;
  /** Up to turn `turn` everything is in the tables, flushed; `boards` were touched and hold their entries up to a number. */
  readonly onSettled: (turn: number, boards: ReadonlyMap<BoardId, Seq>) => void;
  readonly onFault: (fault: unknown) => void;
}

type WrittenTurn = Pick<Turn, 'number' | 'writes'>;

export class Settling {
  readonly #options: SettlingOptions;
  #turns: WrittenTurn[] = [];
  #bytes = 0;
  #work: Promise<void> = Promise.resolve();
  #cancelTimer: Cancel | undefined;

  constructor(options: SettlingOptions) {
    this.#options = options;
  }

  /** Bytes journaled and not settled. */
  get waitingBytes(): number {
    return this.#bytes;
  }

  add(turn: WrittenTurn): void {
    this.#turns.push(turn);
    this.#bytes += bytesOf([turn]);
    if (this.#bytes >= MANY_BYTES) this.#settleIn(0);
    else if (!this.#cancelTimer) this.#settleIn(SETTLE_AFTER_MS);
  }

  #settleIn(delayMs: number): void {
    this.#cancelTimer?.();
    this.#cancelTimer = this.#options.clock.after(delayMs, () => {
      this.#cancelTimer = undefined;
      this.settle().catch((fault: unknown) => {
        if (fault instanceof StoreUnavailable) this.#settleIn(TRY_AGAIN_AFTER_MS);
        else this.#options.onFault(fault);
      });
    });
  }

  /** Resolves when everything added before the call is in the tables. @throws as `alone` */
  settle(): Promise<void> {
    return this.alone(0, () => undefined);
  }

  /**
   * Runs `work`, which may write so many bytes to the tables, when everything added before the call is settled and
   * nothing else is writing to them.
   * @throws StoreUnavailable when there is no room on the disk; Error of LMDB, after which the process should end
   */
  alone<Result>(bytes: number, work: () => Result | Promise<Result>): Promise<Result> {
    const result = this.#work.then(async () => {
      if (!(await this.#options.space.canSettle(this.#bytes + bytes))) throw new StoreUnavailable('The disk is full');
      await this.#settleAll();
      return work();
    });
    this.#work = result.then(
      () => undefined,
      () => undefined, // Whoever asked for the work was told; the next one starts all the same.
    );
    return result;
  }

  stop(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
  }

  async #settleAll(): Promise<void> {
    const last = this.#turns.at(-1)?.number ?? 0;
    while ((this.#turns[0]?.number ?? Infinity) <= last) {
      const turns = wholeTurns(this.#turns);
      const touched = await settleTurns(this.#options.tables, turns);
      this.#turns = this.#turns.slice(turns.length);
      this.#bytes -= bytesOf(turns);
      this.#options.onSettled(turns.at(-1)?.number ?? 0, touched);
    }
  }
}

/** Bytes of the payloads in turns. */
export const bytesOf = (turns: readonly WrittenTurn[]): number =>
  turns
    .flatMap(({ writes }) => writes)
    .reduce((sum, { entries }) => entries.reduce((bytes, { payload }) => bytes + payload.length, sum), 0);

function wholeTurns(turns: readonly WrittenTurn[]): readonly WrittenTurn[] {
  let entries = 0;
  const end = turns.findIndex(({ writes }) => {
    entries += writes.reduce((sum, write) => sum + write.entries.length, 0);
    return entries > MOST_ENTRIES;
  });
  // A copy: turns are added while these are written.
  return turns.slice(0, end < 0 ? turns.length : Math.max(1, end));
}

/** Writes the turns in one batch; returns the boards that were touched, with the number their entries now go up to. */
export async function settleTurns(tables: Tables, turns: readonly WrittenTurn[]): Promise<ReadonlyMap<BoardId, Seq>> {
  const boards = new Map<BoardId, { last: JournaledWrite; entries: JournaledEntry[] }>();
  for (const write of turns.flatMap(({ writes }) => writes)) {
    const entries = boards.get(write.board)?.entries ?? [];
    entries.push(...write.entries);
    boards.set(write.board, { last: write, entries });
  }
  const records: [Buffer, Buffer][] = [];
  for (const [board, { last, entries }] of boards) {
    const prefix = boardPrefix(board);
    const heads = new Map(entries.map(({ stream, seq }) => [stream, seq]));
    for (const entry of entries) {
      const key = entryKey(prefix, entry.seq);
      records.push([key, encodeEntry(key, entry)]);
    }
    for (const [stream, head] of heads) {
      const key = headKey(prefix, stream);
      const snapshotUpTo = tables.head(board, stream)?.snapshotUpTo ?? 0;
      records.push([key, encodeHead(key, { head, snapshotUpTo })]);
    }
    const key = metaKey(prefix);
    records.push([key, encodeMeta(key, last)]);
  }
  records.push([SETTLED_KEY, encodeNumber(SETTLED_KEY, turns.at(-1)?.number ?? 0)]);
  await tables.write((batch) => {
    for (const [key, value] of records) batch.put(key, value);
  });
  return new Map([...boards].map(([board, { last }]) => [board, last.seq]));
}
