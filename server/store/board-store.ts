/**
 * The port behind which a board is kept. Three adapters (memory, LMDB, Redis) pass one contract suite
 * (`tests/contract/board-store.ts`); nothing above this folder knows which one it talks to.
 *
 * A board is a set of named streams. Every entry of a board, whatever its stream, takes the next number of one
 * sequence, so a reader can tell that it has missed nothing.
 */

import type { BoardId } from '../../shared/board/ids.ts';

/** Position in the order of one board, over all of its streams: 1, 2, 3 … Never leaves the server. */
export type Seq = number;

/**
 * `events`, `records`, `doc:board`, `doc:wall`, `doc:reading:<round>:<participant>`. Made by `server/room/streams.ts`
 * from parsed ids only; an adapter treats it as opaque text of at most 200 characters.
 */
export type StreamName = string;

export interface Append {
  readonly stream: StreamName;
  /** May be empty. The adapter keeps its own copy. */
  readonly payload: Uint8Array;
  /** The board's fence becomes the sequence number of this entry, in the same atomic step. */
  readonly raisesFence?: boolean;
}

/** Conditions that are checked in the same atomic step as the write. */
export interface Guard {
  /** Each named stream must end exactly at `seq` (0: it has never been written, or was erased). */
  readonly heads?: readonly { readonly stream: StreamName; readonly seq: Seq }[];
  /** The board's fence must be exactly this (0: the board has none). */
  readonly fence?: Seq;
}

export interface Appended {
  readonly refused?: undefined;
  /** Sequence numbers, one for each item of the batch, consecutive. */
  readonly seqs: readonly Seq[];
  /**
   * Resolves once the batch survives a power cut (flushed; on Redis: on the configured replicas). Rejects if it never
   * will. May be left unobserved: a rejection nobody waits for ends no process.
   */
  readonly durable: Promise<void>;
}

/**
 * A value, not an error: a guard did not hold and nothing was written. The caller catches up and decides again.
 * Where neither held, the fence is named: it is the one that stays.
 */
export interface Refused {
  readonly refused: 'head' | 'fence';
}

/** One entry, or the snapshot that stands for every entry of its stream up to and including `seq`. */
export interface Entry {
  readonly seq: Seq;
  readonly stream: StreamName;
  readonly payload: Uint8Array;
  readonly isSnapshot?: boolean;
}

export interface StreamContent {
  readonly snapshot?: { readonly upTo: Seq; readonly bytes: Uint8Array };
  /** Entries after the snapshot, in order. */
  readonly entries: readonly Entry[];
  /** Sequence number of the last entry ever written to the stream, 0 if none. */
  readonly head: Seq;
}

export interface BoardHead {
  /** Sequence number of the board's last entry, 0 for a board that does not exist. */
  readonly seq: Seq;
  readonly fence: Seq;
}

export interface TailHandlers {
  /**
   * Entries of every stream of the board, in order, without gaps, whichever node wrote them; at least one at a time.
   * Where entries were compacted before this reader saw them, the snapshot of their stream is delivered in their place;
   * those of a stream that was erased are left out.
   */
  readonly onEntries: (entries: readonly Entry[]) => void;
  /** What some node (this one included) passed to `signal`. Best effort. */
  readonly onSignal?: (message: Uint8Array) => void;
  /** The board was erased as a whole; nothing more will come, not even from a new board of the same id. */
  readonly onErased?: () => void;
  /**
   * The store went back behind what this tail delivered (a fail-over lost entries that were not durable yet); nothing
   * more will come. What was built from those entries is to be dropped and read anew.
   */
  readonly onRewound?: () => void;
  /** False while the reader can no longer be sure that it sees new entries within three seconds (A node without a fresh tail must not accept writes). */
  readonly onFreshness?: (isFresh: boolean) => void;
}

export type Unsubscribe = () => void;

/** Faults throw `StoreUnavailable`: the outcome of the write is then unknown, and the caller must read before it retries. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}

export interface BoardStore {
  /**
   * All or nothing; resolves when committed (it survives the death of this process), with a promise of durability.
   * Appends to one board that are called one after another are tried in that order. An empty batch writes nothing;
   * it is durable once everything committed before it is.
   * @throws StoreUnavailable the store cannot be reached, is full, or did not answer in time
   */
  append(board: BoardId, batch: readonly Append[], guard?: Guard): Promise<Appended | Refused>;
  /** Snapshot, if any, and every entry after it. An unknown board or stream is empty with head 0. */
  read(board: BoardId, stream: StreamName): Promise<StreamContent>;
  head(board: BoardId): Promise<BoardHead>;
  /** Every stream of the board that holds anything. */
  streams(board: BoardId): Promise<readonly { readonly stream: StreamName; readonly head: Seq }[]>;
  /** Every board of this store, in no particular order. */
  boards(): AsyncIterable<BoardId>;
  /**
   * Follow the board from just after `after`. Resolves once following has begun: what is appended later is delivered.
   * Handlers are called in order, never concurrently, and never again after the unsubscribe function was called.
   */
  tail(board: BoardId, after: Seq, handlers: TailHandlers): Promise<Unsubscribe>;
  /**
   * Replace the entries of `stream` up to `upTo` by one snapshot. Readers never see both or neither.
   * Does nothing unless `upTo` is the number of an entry that the stream still holds: an older snapshot than the one
   * that is there, or one of a stream erased meanwhile, is not let in.
   */
  compact(board: BoardId, stream: StreamName, upTo: Seq, snapshot: Uint8Array): Promise<void>;
  /**
   * The stream, or the whole board, is gone for every reader on every node. A stream that was erased has head 0 again
   * while the numbers and the fence of its board go on; of a board that was erased nothing is left, its tails are told.
   */
  erase(board: BoardId, stream?: StreamName): Promise<void>;
  /** Ephemeral, best effort, to every node that tails the board: presence, spotlight. */
  signal(board: BoardId, message: Uint8Array): void;
  /** Resolves when the store answers reads and writes. @throws StoreUnavailable */
  ping(): Promise<void>;
  /** Ends every tail and waits for the appends under way. Whatever is asked afterwards is refused with StoreUnavailable. */
  close(): Promise<void>;
}
