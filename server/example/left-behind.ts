/**
 * The boards of examples, noted in the store before anybody sees them: a server that dies leaves none behind for good,
 * because any server of the same store erases those that are older than an example can be.
 */

import { parseBoardId, type BoardId } from '../../shared/board/ids.ts';
import type { BoardStore } from '../store/board-store.ts';

/** Cannot be the id of a board: those have 22 characters. */
const EXAMPLE_INDEX = 'examples' as BoardId;
const PREFIX = 'example:';

const streamOf = (board: BoardId): string => `${PREFIX}${board}`;

export class LeftBehind {
  readonly #store: BoardStore;

  constructor(store: BoardStore) {
    this.#store = store;
  }

  /** @param atMs milliseconds since 1970. @throws StoreUnavailable */
  async note(board: BoardId, atMs: number): Promise<void> {
    const payload = new TextEncoder().encode(String(atMs));
    await this.#store.append(EXAMPLE_INDEX, [{ stream: streamOf(board), payload }]);
  }

  /** @throws StoreUnavailable */
  forget(board: BoardId): Promise<void> {
    return this.#store.erase(EXAMPLE_INDEX, streamOf(board));
  }

  /** Boards noted before this moment and not forgotten since. @throws StoreUnavailable */
  async since(beforeMs: number): Promise<BoardId[]> {
    const old: BoardId[] = [];
    for (const { stream } of await this.#store.streams(EXAMPLE_INDEX)) {
      const board = parseBoardId(stream.slice(PREFIX.length));
      const { entries } = await this.#store.read(EXAMPLE_INDEX, stream);
      const notedMs = Number(new TextDecoder().decode(entries.at(-1)?.payload));
      if (board !== undefined && notedMs < beforeMs) old.push(board);
    }
    return old;
  }
}
