/**
 * What a reader sees: the tables, and after them the entries that are journaled but not in the tables yet. Everything
 * here is read in one go, between two turns of the event loop, so no reader sees a half of anything.
 */

import type { BoardId } from '../../../shared/board/ids.ts';
import type { BoardHead, Entry, Seq, StreamContent, StreamName } from '../board-store.ts';
import { LAST_SEQ } from './keys.ts';
import type { OpenBoards } from './open-boards.ts';
import type { Tables } from './tables.ts';
import { ownBytes } from '../own-bytes.ts';

/** What is handed to a tail at a time, so that one far behind does not hold up everything else. */
const PAGE = { count: 256, bytes: 1_000_000 };
const LISTED_AT_A_TIME = 200;

/** An entry with bytes of its own: those in memory are still to be written. */
export const copyOf = ({ seq, stream, payload }: Entry): Entry => ({ seq, stream, payload: ownBytes(payload) });

/** Every method throws StoreDamaged when what it finds cannot be what was written. */
export class Reading {
  readonly #tables: Tables;
  readonly #boards: OpenBoards;

  constructor(tables: Tables, boards: OpenBoards) {
    this.#tables = tables;
    this.#boards = boards;
  }

  stream(board: BoardId, stream: StreamName): StreamContent {
    const own = this.#boards.unsettled(board).filter((entry) => entry.stream === stream);
    const stored = this.#tables.head(board, stream) ?? { head: 0, snapshotUpTo: 0 };
    const settled = this.#tables.chain(board, stream, stored.snapshotUpTo, own[0]?.previous ?? stored.head);
    const entries = [...settled.map(({ seq, payload }) => ({ seq, stream, payload })), ...own.map(copyOf)];
    const head = own.at(-1)?.seq ?? stored.head;
    if (stored.snapshotUpTo === 0) return { entries, head };
    return { snapshot: this.#tables.snapshot(board, stream), entries, head };
  }

  head(board: BoardId): BoardHead {
    const { seq, fence } = this.#boards.get(board);
    return { seq, fence };
  }

  streams(board: BoardId): { readonly stream: StreamName; readonly head: Seq }[] {
    return [...this.#boards.get(board).heads].map(([stream, head]) => ({ stream, head }));
  }

  /** Some boards at a time, then none. Boards that come or go meanwhile may be among them or not. */
  *boards(): Iterable<readonly BoardId[]> {
    const unsettled = new Set(this.#boards.unsettledBoards());
    yield [...unsettled];
    let last: BoardId | undefined;
    do {
      const page = this.#tables.boards(last, LISTED_AT_A_TIME);
      yield page.filter((board) => !unsettled.has(board));
      last = page.at(-1);
    } while (last !== undefined);
  }

  /** The next entries of a board after `after`, with snapshots in place of what they stand for; none at its end. */
  entriesAfter(board: BoardId, after: Seq): readonly Entry[] {
    const unsettled = this.#boards.unsettled(board);
    const firstUnsettled = unsettled[0]?.seq ?? LAST_SEQ;
    const page = this.#tables.entries(board, after + 1, firstUnsettled, PAGE);
    const isLastPage = page.length === 0;
    const end = isLastPage ? firstUnsettled : (page.at(-1)?.seq ?? after);
    const snapshots = [...this.#tables.heads(board)]
      .filter(([, { snapshotUpTo }]) => snapshotUpTo > after && snapshotUpTo <= end)
      .map(([stream, { snapshotUpTo }]): Entry => {
        const { bytes } = this.#tables.snapshot(board, stream);
        return { seq: snapshotUpTo, stream, payload: bytes, isSnapshot: true };
      });
    const rest = isLastPage ? unsettled.filter(({ seq }) => seq > after).map(copyOf) : [];
    return [...page, ...snapshots, ...rest].sort((one, other) => one.seq - other.seq);
  }
}
