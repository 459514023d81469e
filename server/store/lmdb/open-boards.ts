/**
 * What is known in memory of the boards at work: where each one and its streams end, and the entries that are journaled
 * but not in the tables yet. It never runs ahead of the journal: only what was written is entered here.
 */

import type { BoardId } from '../../../shared/board/ids.ts';
import type { Seq, StreamName } from '../board-store.ts';
import type { Tables } from './tables.ts';
import type { JournaledEntry, JournaledWrite } from './turn-codec.ts';

export interface OpenBoard {
  seq: Seq;
  fence: Seq;
  readonly heads: Map<StreamName, Seq>;
  /** In order, whole turns. */
  unsettled: JournaledEntry[];
}

/** Boards without unsettled entries that are kept at hand. */
const MOST_AT_REST = 2000;

export class OpenBoards {
  readonly #tables: Tables;
  readonly #boards = new Map<BoardId, OpenBoard>();

  constructor(tables: Tables) {
    this.#tables = tables;
  }

  /** The board, read from the tables where it is not at hand; an empty one where there is none. @throws StoreDamaged */
  get(id: BoardId): OpenBoard {
    const known = this.#boards.get(id);
    if (known) return known;
    const meta = this.#tables.meta(id);
    if (!meta) return { seq: 0, fence: 0, heads: new Map(), unsettled: [] };
    const heads = new Map([...this.#tables.heads(id)].map(([stream, { head }]) => [stream, head]));
    const board: OpenBoard = { ...meta, heads, unsettled: [] };
    this.#boards.set(id, board);
    if (this.#boards.size > 2 * MOST_AT_REST) this.trim();
    return board;
  }

  unsettled(id: BoardId): readonly JournaledEntry[] {
    return this.#boards.get(id)?.unsettled ?? [];
  }

  /** Boards that have entries here which the tables may not have. */
  unsettledBoards(): BoardId[] {
    return [...this.#boards].filter(([, { unsettled }]) => unsettled.length > 0).map(([id]) => id);
  }

  /** A turn was journaled. */
  enter({ board: id, seq, fence, entries }: JournaledWrite): void {
    const board = this.get(id);
    board.seq = seq;
    board.fence = fence;
    for (const entry of entries) board.heads.set(entry.stream, entry.seq);
    board.unsettled.push(...entries);
    this.#boards.set(id, board);
  }

  /** The tables hold the board up to `seq`. */
  settle(id: BoardId, seq: Seq): void {
    const board = this.#boards.get(id);
    if (board) board.unsettled = board.unsettled.filter((entry) => entry.seq > seq);
  }

  forgetStream(id: BoardId, stream: StreamName): void {
    this.#boards.get(id)?.heads.delete(stream);
  }

  forget(id: BoardId): void {
    this.#boards.delete(id);
  }

  /** Lets go of boards at rest beyond the number that is worth keeping, those opened first. */
  trim(): void {
    let excess = this.#boards.size - MOST_AT_REST;
    for (const [id, { unsettled }] of this.#boards) {
      if (excess <= 0) return;
      if (unsettled.length > 0) continue;
      this.#boards.delete(id);
      excess -= 1;
    }
  }
}
