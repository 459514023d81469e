/**
 * The readers that follow boards in this process, used by the adapters that can read their data without waiting.
 * A tail that is level is handed what was just committed; one that is behind reads on from where it stands. Either way
 * it only ever moves forward, so an entry announced twice, or read before it was announced, is delivered once.
 */

import type { BoardId } from '../../shared/board/ids.ts';
import type { Entry, Seq, TailHandlers, Unsubscribe } from './board-store.ts';

export interface TailSource {
  /** The next entries after `after`, in order, as many as should be handed over at a time; none at the end. */
  readonly entriesAfter: (board: BoardId, after: Seq) => readonly Entry[];
  /** Runs a delivery soon, in the order given. */
  readonly schedule: (run: () => void) => void;
}

interface Tail {
  readonly board: BoardId;
  readonly handlers: TailHandlers;
  position: Seq;
  /** Committed entries and signals not handed over yet. */
  fresh: Entry[];
  signals: Uint8Array[];
  state: 'level' | 'behind' | 'erased' | 'ended';
  isScheduled: boolean;
}

export class Tails {
  readonly #source: TailSource;
  readonly #byBoard = new Map<BoardId, Set<Tail>>();

  constructor(source: TailSource) {
    this.#source = source;
  }

  /** Follows `board` from just after `after`; see `BoardStore.tail`. */
  follow(board: BoardId, after: Seq, handlers: TailHandlers): Unsubscribe {
    const tail: Tail = {
      board,
      handlers,
      position: after,
      fresh: [],
      signals: [],
      state: 'behind',
      isScheduled: false,
    };
    const tails = this.#byBoard.get(board) ?? new Set();
    this.#byBoard.set(board, tails.add(tail));
    this.#wake(tail);
    return () => {
      this.#end(tail);
    };
  }

  isFollowed(board: BoardId): boolean {
    return this.#byBoard.has(board);
  }

  /** Entries of `board` were committed; `entries`, where they are at hand, spares every level tail reading them. */
  announce(board: BoardId, entries?: readonly Entry[]): void {
    for (const tail of this.#byBoard.get(board) ?? []) {
      if (tail.state === 'level' && entries) tail.fresh.push(...entries);
      else if (tail.state === 'level') tail.state = 'behind';
      this.#wake(tail);
    }
  }

  signal(board: BoardId, message: Uint8Array): void {
    for (const tail of this.#byBoard.get(board) ?? []) {
      if (!tail.handlers.onSignal) continue;
      tail.signals.push(message);
      this.#wake(tail);
    }
  }

  /** The board is gone; its tails are told and end, so that they never see a new board of the same id. */
  erased(board: BoardId): void {
    for (const tail of this.#byBoard.get(board) ?? []) {
      tail.state = 'erased';
      tail.fresh = [];
      this.#wake(tail);
    }
  }

  tellFreshness(isFresh: boolean): void {
    for (const tails of this.#byBoard.values()) for (const tail of tails) tail.handlers.onFreshness?.(isFresh);
  }

  endAll(): void {
    for (const tails of this.#byBoard.values()) for (const tail of tails) this.#end(tail);
  }

  #wake(tail: Tail): void {
    if (tail.isScheduled) return;
    tail.isScheduled = true;
    this.#source.schedule(() => {
      tail.isScheduled = false;
      this.#deliver(tail);
    });
  }

  #end(tail: Tail): void {
    tail.state = 'ended';
    const tails = this.#byBoard.get(tail.board);
    tails?.delete(tail);
    if (tails?.size === 0) this.#byBoard.delete(tail.board);
  }

  #deliver(tail: Tail): void {
    this.#deliverEntries(tail);
    const { signals } = tail;
    tail.signals = [];
    for (const message of signals) if (tail.state !== 'ended') tail.handlers.onSignal?.(message);
    if (tail.state !== 'erased') return;
    this.#end(tail);
    tail.handlers.onErased?.();
  }

  #deliverEntries(tail: Tail): void {
    if (tail.state !== 'level' && tail.state !== 'behind') return;
    const entries = this.#next(tail);
    const last = entries.at(-1);
    if (!last) return;
    tail.position = last.seq;
    // The rest waits for its turn, so that a reader far behind does not hold up everything else.
    if (tail.state === 'behind') this.#wake(tail);
    tail.handlers.onEntries(entries);
  }

  #next(tail: Tail): readonly Entry[] {
    const fresh = tail.fresh.filter(({ seq }) => seq > tail.position);
    tail.fresh = [];
    if (fresh[0]?.seq === tail.position + 1) return fresh;
    if (tail.state === 'level' && fresh.length === 0) return [];
    const entries = this.#source.entriesAfter(tail.board, tail.position);
    tail.state = entries.length > 0 ? 'behind' : 'level';
    return entries;
  }
}
