/**
 * The board store of the tests and of the simulation: nothing is kept beyond the process. Several stores on one
 * medium are the nodes of a cluster. Deterministic: it runs in the steps that its scheduler allows, fails where it is
 * told to, and keeps time by nothing.
 */

import type { BoardId } from '../../shared/board/ids.ts';
import type { Append, BoardStore, Guard, Seq, StreamName, TailHandlers } from './board-store.ts';
import { StoreUnavailable } from './board-store.ts';
import { MemoryMedium } from './memory-medium.ts';
import { Tails } from './tails.ts';
import { ownBytes } from './own-bytes.ts';

export type MemoryOperation = 'append' | 'read' | 'compact' | 'erase' | 'tail' | 'ping';

export interface MemoryStoreOptions {
  /**
   * Runs a step some time later; by default as a microtask. A node takes the operations it was asked for one after
   * another, each in one step, and answers each in another one. Deliveries to tails are steps too. Whatever the order
   * in which a scheduler runs the steps, the contract of the store holds.
   */
  readonly schedule?: (step: () => void) => void;
  /**
   * Asked in the step that would carry out `operation`: `before` makes it fail and do nothing, `after` makes it happen
   * and fail all the same, as when an answer is lost.
   */
  readonly fault?: (operation: MemoryOperation, board?: BoardId) => 'before' | 'after' | undefined;
}

export interface MemoryStore extends BoardStore {
  /** What others append is not delivered here until `releaseTails`, and nobody is told: a node that lags. */
  holdTails(): void;
  releaseTails(): void;
  /** Calls `onFreshness` of every tail. */
  tellFreshness(isFresh: boolean): void;
  /** The process dies: nothing that is under way happens or is answered, no handler is called again. */
  kill(): void;
}

export const createMemoryMedium = (): MemoryMedium => new MemoryMedium();

export function createMemoryStore(
  medium: MemoryMedium = createMemoryMedium(),
  { schedule = queueMicrotask, fault = () => undefined }: MemoryStoreOptions = {},
): MemoryStore {
  let state: 'open' | 'closing' | 'closed' | 'dead' = 'open';
  let closing: Promise<void> | undefined;
  const operations: (() => void)[] = [];
  let heldDeliveries: (() => void)[] | undefined;

  const deliver = (step: () => void): void => {
    schedule(() => {
      if (heldDeliveries) heldDeliveries.push(step);
      else step();
    });
  };
  const tails = new Tails({ entriesAfter: (board, after) => medium.entriesAfter(board, after), schedule: deliver });
  const stopListening = medium.listen((news) => {
    if (news.kind === 'signal') tails.signal(news.board, news.message);
    else if (news.kind === 'erased') tails.erased(news.board);
    else tails.announce(news.board);
  });
  const end = (as: 'closed' | 'dead'): void => {
    state = as;
    stopListening();
    tails.endAll();
  };

  /** Queues `act` behind what was asked before, and its answer behind the scheduler. */
  const queue = <Answer>(act: () => Answer, failing: () => 'before' | 'after' | undefined): Promise<Answer> =>
    new Promise((resolve, reject) => {
      operations.push(() => {
        const failure = failing();
        const answer = failure === 'before' ? undefined : { value: act() };
        schedule(() => {
          if (state === 'dead') return;
          if (failure || !answer) reject(new StoreUnavailable('The store could not be reached'));
          else resolve(answer.value);
        });
      });
      schedule(() => operations.shift()?.());
    });
  const perform = <Answer>(
    operation: MemoryOperation,
    board: BoardId | undefined,
    act: () => Answer,
  ): Promise<Answer> =>
    state === 'open'
      ? queue(act, () => fault(operation, board))
      : Promise.reject(new StoreUnavailable('The store is closed'));

  return {
    append(board: BoardId, batch: readonly Append[], guard: Guard = {}) {
      const own = batch.map((append) => ({ ...append, payload: ownBytes(append.payload) }));
      return perform('append', board, () => medium.append(board, own, guard));
    },
    read: (board: BoardId, stream: StreamName) => perform('read', board, () => medium.stream(board, stream)),
    head: (board: BoardId) =>
      perform('read', board, () => {
        const { seq, fence } = medium.board(board);
        return { seq, fence };
      }),
    streams: (board: BoardId) =>
      perform('read', board, () => [...medium.board(board).streams].map(([stream, { head }]) => ({ stream, head }))),
    async *boards() {
      yield* await perform('read', undefined, () => medium.boards());
    },
    tail: (board: BoardId, after: Seq, handlers: TailHandlers) =>
      perform('tail', board, () => tails.follow(board, after, handlers)),
    compact(board: BoardId, stream: StreamName, upTo: Seq, snapshot: Uint8Array) {
      const own = ownBytes(snapshot);
      return perform('compact', board, () => {
        medium.compact(board, stream, upTo, own);
      });
    },
    erase: (board: BoardId, stream?: StreamName) =>
      perform('erase', board, () => {
        medium.erase(board, stream);
      }),
    signal(board: BoardId, message: Uint8Array) {
      if (state === 'open') medium.tell({ kind: 'signal', board, message: ownBytes(message) });
    },
    ping: () => perform('ping', undefined, () => undefined),
    close() {
      closing ??= queue(
        () => {
          end('closed');
        },
        () => undefined,
      );
      if (state === 'open') state = 'closing';
      return closing;
    },
    holdTails() {
      heldDeliveries ??= [];
    },
    releaseTails() {
      const held = heldDeliveries ?? [];
      heldDeliveries = undefined;
      for (const step of held) deliver(step);
    },
    tellFreshness(isFresh: boolean) {
      tails.tellFreshness(isFresh);
    },
    kill() {
      operations.length = 0;
      end('dead');
    },
  };
}
