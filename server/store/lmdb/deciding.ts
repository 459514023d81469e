/**
 * Whether an append may happen, and what it makes of its board: guards and numbers, over boards as the appends decided
 * before it in the same turn leave them. Pure but for reading a board that is not at hand.
 */

import type { BoardId } from '../../../shared/board/ids.ts';
import type { Append, Guard, Refused, Seq, StreamName } from '../board-store.ts';
import type { OpenBoard, OpenBoards } from './open-boards.ts';
import type { JournaledEntry, JournaledWrite } from './turn-codec.ts';

interface Draft {
  readonly before: OpenBoard;
  readonly heads: Map<StreamName, Seq>;
  readonly entries: JournaledEntry[];
  seq: Seq;
  fence: Seq;
}

export class Decisions {
  readonly #boards: OpenBoards;
  readonly #drafts = new Map<BoardId, Draft>();

  constructor(boards: OpenBoards) {
    this.#boards = boards;
  }

  /** @throws StoreDamaged when the board cannot be read */
  decide(board: BoardId, batch: readonly Append[], guard: Guard): readonly Seq[] | Refused {
    const draft = this.#drafts.get(board) ?? draftOf(this.#boards.get(board));
    const head = (stream: StreamName): Seq => draft.heads.get(stream) ?? draft.before.heads.get(stream) ?? 0;
    if (guard.fence !== undefined && guard.fence !== draft.fence) return { refused: 'fence' };
    if (guard.heads?.some(({ stream, seq }) => head(stream) !== seq)) return { refused: 'head' };
    const seqs = batch.map(({ stream, payload, raisesFence }) => {
      const seq = (draft.seq += 1);
      draft.entries.push({ seq, stream, previous: head(stream), payload });
      draft.heads.set(stream, seq);
      if (raisesFence) draft.fence = seq;
      return seq;
    });
    if (seqs.length > 0) this.#drafts.set(board, draft);
    return seqs;
  }

  /** What has to be journaled for all that was decided. */
  writes(): JournaledWrite[] {
    return [...this.#drafts].map(([board, { seq, fence, entries }]) => ({ board, seq, fence, entries }));
  }
}

const draftOf = (before: OpenBoard): Draft => ({
  before,
  heads: new Map(),
  entries: [],
  seq: before.seq,
  fence: before.fence,
});
