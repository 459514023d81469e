/**
 * What a reader sees: the tables, and after them the entries that are journaled but not in the tables yet. Everything
 * here is read in one go, between two turns of the event loop, so no reader sees a half of anything.
 */

import type { BoardId } from '../../../shared/board/ids.ts';
import type { Entry, Seq, StreamContent, StreamName } from '../board-store.ts';
import type { Tables } from './tables.ts';
import { LAST_SEQ } from './keys.ts';
import type { JournaledEntry } from './turn-codec.ts';

/** What is handed to a tail at a time, so that one far behind does not hold up everything else. */
const PAGE = { count: 256, bytes: 1_000_000 };

/** An entry with bytes of its own: those in memory are still to be written. */
export const copyOf = ({ seq, stream, payload }: Entry): Entry => ({ seq, stream, payload: payload.slice() });

/** @throws StoreDamaged */
export function readStream(
  tables: Tables,
  board: BoardId,
  stream: StreamName,
  unsettled: readonly JournaledEntry[],
): StreamContent {
  const own = unsettled.filter((entry) => entry.stream === stream);
  const stored = tables.head(board, stream) ?? { head: 0, snapshotUpTo: 0 };
  const settled = tables.chain(board, stream, stored.snapshotUpTo, own[0]?.previous ?? stored.head);
  const entries = [...settled.map(({ seq, payload }) => ({ seq, stream, payload })), ...own.map(copyOf)];
  const head = own.at(-1)?.seq ?? stored.head;
  if (stored.snapshotUpTo === 0) return { entries, head };
  return { snapshot: tables.snapshot(board, stream), entries, head };
}

/** The next entries of a board after `after`, with snapshots in place of what they stand for. @throws StoreDamaged */
export function entriesAfter(
  tables: Tables,
  board: BoardId,
  after: Seq,
  unsettled: readonly JournaledEntry[],
): readonly Entry[] {
  const firstUnsettled = unsettled[0]?.seq ?? LAST_SEQ;
  const page = tables.entries(board, after + 1, firstUnsettled, PAGE);
  const isLastPage = page.length === 0;
  const end = isLastPage ? firstUnsettled : (page.at(-1)?.seq ?? after);
  const snapshots = [...tables.heads(board)]
    .filter(([, { snapshotUpTo }]) => snapshotUpTo > after && snapshotUpTo <= end)
    .map(([stream, { snapshotUpTo }]): Entry => {
      const { bytes } = tables.snapshot(board, stream);
      return { seq: snapshotUpTo, stream, payload: bytes, isSnapshot: true };
    });
  const rest = isLastPage ? unsettled.filter(({ seq }) => seq > after).map(copyOf) : [];
  return [...page, ...snapshots, ...rest].sort((one, other) => one.seq - other.seq);
}
