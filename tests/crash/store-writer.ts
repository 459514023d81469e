/**
 * A process that writes to a data folder until it is killed, and says on its standard output, line by line, what the
 * store told it. `committed <board> <seq>`, `delivered <board> <seq>`, `durable <board> <seq>`, `erasing <board>`,
 * `erased <board>`: the number is that of the last entry of an append. Run with the folder and a seed as arguments.
 */

import { writeSync } from 'node:fs';
import { systemClock } from '../../server/runtime/clock.ts';
import type { BoardId } from '../../shared/board/ids.ts';
import type { BoardStore } from '../../server/store/board-store.ts';
import { openLmdbStore } from '../../server/store/lmdb-store.ts';
import { seeded, type Seeded } from '../kit/seeded.ts';

export const BOARDS = 8;
/** The entries of one append, over two streams; what each holds follows from its number alone. */
export const BATCH = 3;
export const contentOf = (board: BoardId, seq: number): string => `${board}/${seq}/`.padEnd(20 + (seq % 7) * 40, 'x');
export const streamOf = (seq: number): string => (seq % BATCH === 0 ? 'events' : 'doc');

const say = (...words: readonly (string | number)[]): void => {
  writeSync(1, `${words.join(' ')}\n`);
};

/** Resolves when the append is committed, with what resolves when it is durable. */
async function appendOnce(store: BoardStore, board: BoardId): Promise<{ durable: Promise<void> }> {
  const { seq } = await store.head(board);
  const batch = Array.from({ length: BATCH }, (_, index) => ({
    stream: streamOf(seq + index + 1),
    payload: Buffer.from(contentOf(board, seq + index + 1)),
  }));
  const { head } = await store.read(board, 'events');
  const outcome = await store.append(board, batch, { heads: [{ stream: 'events', seq: head }] });
  if (outcome.refused !== undefined) throw new Error('There is one writer to a board, and it was refused');
  const last = outcome.seqs.at(-1) ?? 0;
  say('committed', board, last);
  return { durable: outcome.durable.then(() => say('durable', board, last)) };
}

async function compactOnce(store: BoardStore, board: BoardId): Promise<void> {
  const { entries } = await store.read(board, 'doc');
  const upTo = entries.at(-1)?.seq ?? 0;
  await store.compact(board, 'doc', upTo, Buffer.from(`doc up to ${upTo}`));
}

async function writeFor(store: BoardStore, board: BoardId, random: Seeded): Promise<never> {
  for (;;) {
    const { durable } = await appendOnce(store, board);
    const drawn = random();
    if (drawn < 0.03) await compactOnce(store, board);
    if (drawn > 0.995) {
      await durable;
      say('erasing', board);
      await store.erase(board);
      say('erased', board);
      await follow(store, board);
    }
  }
}

async function follow(store: BoardStore, board: BoardId): Promise<void> {
  const { seq } = await store.head(board);
  await store.tail(board, seq, {
    onEntries: (entries) => say('delivered', board, entries.at(-1)?.seq ?? 0),
  });
}

export async function write(dir: string, seed: number): Promise<void> {
  const store = await openLmdbStore({
    dir,
    clock: systemClock(),
    makeId: () => dir,
    onFatal: (fault) => {
      throw fault;
    },
  });
  const random = seeded(seed);
  const boards = Array.from({ length: BOARDS }, (_, index) => `board-${index}` as BoardId);
  for (const board of boards) await follow(store, board);
  say('ready');
  setInterval(() => undefined, 60_000); // The timers of the store keep no process alive.
  await Promise.all(boards.map((board) => writeFor(store, board, random)));
}

const [dir, seed] = process.argv.slice(2);
if (process.argv[1]?.endsWith('store-writer.ts') && dir !== undefined) await write(dir, Number(seed));
