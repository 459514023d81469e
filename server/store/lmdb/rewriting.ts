/**
 * Changes to what is settled: a snapshot in place of entries, and erasure. Each is one batch, so a reader sees the
 * state before or the one after; only the entries of a large board that was erased go in several, out of sight.
 */

import type { BoardId } from '../../../shared/board/ids.ts';
import type { Seq, StreamName } from '../board-store.ts';
import { boardPrefix, entryKey, erasingKey, headKey, snapshotKey } from './keys.ts';
import type { Tables } from './tables.ts';
import { encodeHead, encodeNumber, encodeSnapshot } from './values.ts';

/** Keys removed in one go: more would hold up the event loop for longer than a few milliseconds. */
const MOST_KEYS = 2000;

/** See `BoardStore.compact`; everything journaled of the board has to be settled. */
export async function compactStream(
  tables: Tables,
  board: BoardId,
  stream: StreamName,
  upTo: Seq,
  snapshot: Uint8Array,
): Promise<void> {
  const stored = tables.head(board, stream);
  if (!stored || tables.entry(board, upTo)?.stream !== stream) return;
  const replaced = tables.chain(board, stream, stored.snapshotUpTo, upTo);
  const prefix = boardPrefix(board);
  await tables.write((batch) => {
    for (const { seq } of replaced) batch.remove(entryKey(prefix, seq));
    const at = snapshotKey(prefix, stream);
    batch.put(at, encodeSnapshot(at, upTo, snapshot));
    const head = headKey(prefix, stream);
    batch.put(head, encodeHead(head, { head: stored.head, snapshotUpTo: upTo }));
  });
}

/** The same condition holds as for `compactStream`. */
export async function eraseStream(tables: Tables, board: BoardId, stream: StreamName): Promise<void> {
  const stored = tables.head(board, stream);
  if (!stored) return;
  const entries = tables.chain(board, stream, stored.snapshotUpTo, stored.head);
  const prefix = boardPrefix(board);
  await tables.write((batch) => {
    for (const { seq } of entries) batch.remove(entryKey(prefix, seq));
    batch.remove(snapshotKey(prefix, stream));
    batch.remove(headKey(prefix, stream));
  });
}

/**
 * The same condition holds, and nothing may be appended to the board meanwhile. `onGone` is called when no reader sees
 * the board any more, which is before the last of its bytes is removed.
 */
export async function eraseBoard(tables: Tables, board: BoardId, onGone: () => void): Promise<void> {
  const prefix = boardPrefix(board);
  const keys = tables.keysOfBoard(board, MOST_KEYS);
  const isLarge = keys.length === MOST_KEYS;
  const streams = isLarge ? [...tables.heads(board).keys()] : [];
  const mark = erasingKey(prefix);
  await tables.write((batch) => {
    for (const key of keys) batch.remove(key);
    for (const stream of streams) {
      batch.remove(headKey(prefix, stream));
      batch.remove(snapshotKey(prefix, stream));
    }
    if (isLarge) batch.put(mark, encodeNumber(mark, 0));
  });
  onGone();
  if (isLarge) await removeRemains(tables, board);
}

/** Finishes the erasure of a board that no reader sees any more. */
export async function removeRemains(tables: Tables, board: BoardId): Promise<void> {
  const mark = erasingKey(boardPrefix(board));
  for (;;) {
    const keys = tables.keysOfBoard(board, MOST_KEYS);
    await tables.write((batch) => {
      for (const key of keys) batch.remove(key);
      if (keys.length < MOST_KEYS) batch.remove(mark);
    });
    if (keys.length < MOST_KEYS) return;
  }
}
