/**
 * Following one board without missing anything: subscribe first, load second, then hand over what came meanwhile. Knows
 * how far this node has read, so that others can wait for it.
 */

import type { BoardId } from '../../shared/board/ids.ts';
import type { Clock } from '../runtime/clock.ts';
import { StoreUnavailable, type BoardStore, type Entry, type Seq, type Unsubscribe } from '../store/board-store.ts';

export interface TailOwner {
  readonly receive: (entries: readonly Entry[]) => void;
  readonly hear: (message: Uint8Array) => void;
  /** The board was erased, or what was read of it is no longer what the store holds. */
  readonly end: (why: 'erased' | 'rewound') => void;
}

/** A node that has not reached what the store holds within this time cannot answer for it. */
const REACH_WITHIN_MS = 3000;

export class BoardTail {
  readonly #store: BoardStore;
  readonly #board: BoardId;
  readonly #clock: Clock;
  readonly #owner: TailOwner;
  /** Entries that arrived before the rest was loaded. */
  #early: Entry[] | undefined = [];
  #reached: Seq = 0;
  #waiters: { readonly seq: Seq; readonly resolve: () => void }[] = [];
  #isFresh = true;
  #unfollow: Unsubscribe | undefined;

  constructor(store: BoardStore, board: BoardId, clock: Clock, owner: TailOwner) {
    this.#store = store;
    this.#board = board;
    this.#clock = clock;
    this.#owner = owner;
  }

  /** False while this node can no longer be sure of what the others have done. */
  get isFresh(): boolean {
    return this.#isFresh;
  }

  /** @returns false when there is no such board. @throws StoreUnavailable */
  async follow(load: () => Promise<void>): Promise<boolean> {
    const head = await this.#store.head(this.#board);
    if (head.seq === 0) return false;
    this.#unfollow = await this.#store.tail(this.#board, head.seq, {
      onEntries: (entries) => this.#receive(entries),
      onSignal: (message) => this.#owner.hear(message),
      onErased: () => this.#owner.end('erased'),
      onRewound: () => this.#owner.end('rewound'),
      onFreshness: (isFresh) => {
        this.#isFresh = isFresh;
      },
    });
    await load();
    this.#reached = head.seq;
    const early = this.#early ?? [];
    this.#early = undefined;
    this.#receive(early);
    return true;
  }

  /** Resolves when everything the store holds now has been received. @throws StoreUnavailable */
  async catchUp(): Promise<void> {
    const head = await this.#store.head(this.#board);
    if (head.seq <= this.#reached) return;
    await new Promise<void>((resolve, reject) => {
      const waiter = { seq: head.seq, resolve: () => resolve() };
      const giveUp = this.#clock.after(REACH_WITHIN_MS, () => {
        this.#waiters = this.#waiters.filter((one) => one !== waiter);
        reject(new StoreUnavailable('The tail of a board is silent'));
      });
      waiter.resolve = () => {
        giveUp();
        resolve();
      };
      this.#waiters.push(waiter);
    });
  }

  stop(): void {
    this.#unfollow?.();
    this.#unfollow = undefined;
  }

  #receive(entries: readonly Entry[]): void {
    if (this.#early !== undefined) {
      this.#early.push(...entries);
      return;
    }
    if (entries.length === 0) return;
    this.#owner.receive(entries);
    this.#reached = entries.at(-1)?.seq ?? this.#reached;
    const waiting = this.#waiters;
    this.#waiters = waiting.filter(({ seq }) => seq > this.#reached);
    for (const { seq, resolve } of waiting) if (seq <= this.#reached) resolve();
  }
}
