/**
 * The way in. Appends wait for the turn under way; then all that have come are decided one after another, each against
 * what the ones before it left, and journaled as one turn. Memory follows only when the turn is written: a turn that
 * fails has happened nowhere.
 */

import type { BoardId } from '../../../shared/board/ids.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { Append, Appended, Guard, Refused, Seq } from '../board-store.ts';
import { StoreUnavailable } from '../board-store.ts';
import { Decisions } from './deciding.ts';
import { isFull, type DiskSpace } from './disk-space.ts';
import type { Journal } from './journal.ts';
import type { OpenBoards } from './open-boards.ts';
import type { JournaledWrite } from './turn-codec.ts';
import { ownBytes } from '../own-bytes.ts';

/** Pause after a turn in which further appends gather; one that comes later is journaled at once. */
const TURN_GAP_MS = 3;
/** What one turn takes at most, beyond its first append. */
const MOST_BYTES = 8 * 2 ** 20;

export interface TurnsOptions {
  readonly boards: OpenBoards;
  readonly journal: Journal;
  readonly space: DiskSpace;
  readonly clock: Clock;
  /** A turn is written, and its appends are about to be answered. */
  readonly onWritten: (turn: number, writes: readonly JournaledWrite[]) => void;
  /** A turn could not be written, for another reason than a full disk. */
  readonly onFault: (fault: unknown) => void;
}

interface Asked {
  readonly board: BoardId;
  readonly batch: readonly Append[];
  readonly bytes: number;
  readonly guard: Guard;
  readonly resolve: (outcome: Appended | Refused) => void;
  readonly reject: (fault: unknown) => void;
}

export class Turns {
  readonly #options: TurnsOptions;
  /** How many ask at present that appends to a board wait. */
  readonly #held = new Map<BoardId, number>();
  #asked: Asked[] = [];
  #state: 'idle' | 'writing' | 'pausing' = 'idle';
  #writing: Promise<void> = Promise.resolve();

  constructor(options: TurnsOptions) {
    this.#options = options;
  }

  append(board: BoardId, batch: readonly Append[], guard: Guard): Promise<Appended | Refused> {
    const own = batch.map((append) => ({ ...append, payload: ownBytes(append.payload) }));
    const bytes = own.reduce((sum, { payload }) => sum + payload.length, 0);
    return new Promise((resolve, reject) => {
      this.#asked.push({ board, batch: own, bytes, guard, resolve, reject });
      if (this.#state === 'idle') this.#begin();
    });
  }

  /** Appends to `board` wait from now on; resolves when none is being written. */
  async hold(board: BoardId): Promise<void> {
    this.#held.set(board, (this.#held.get(board) ?? 0) + 1);
    await this.#writing;
  }

  release(board: BoardId): void {
    const others = (this.#held.get(board) ?? 1) - 1;
    if (others > 0) this.#held.set(board, others);
    else this.#held.delete(board);
    if (this.#state === 'idle') this.#begin();
  }

  /** Resolves when everything that was asked has been answered. */
  async finish(): Promise<void> {
    await this.#writing;
    while (this.#asked.length > 0) {
      this.#begin();
      await this.#writing;
    }
  }

  #begin(): void {
    this.#state = 'writing';
    // A microtask later: what is asked in the same breath shares the turn.
    this.#writing = Promise.resolve().then(() => this.#takeTurn());
  }

  async #takeTurn(): Promise<void> {
    const asked = this.#next();
    if (asked.length > 0) await this.#write(asked);
    this.#state = 'pausing';
    this.#options.clock.after(TURN_GAP_MS, () => {
      if (this.#state !== 'pausing') return;
      this.#state = 'idle';
      if (this.#asked.some(({ board }) => !this.#held.has(board))) this.#begin();
    });
  }

  #next(): Asked[] {
    const next: Asked[] = [];
    const waiting: Asked[] = [];
    let bytes = 0;
    for (const asked of this.#asked) {
      const isNext = bytes < MOST_BYTES && !this.#held.has(asked.board);
      if (isNext) bytes += asked.bytes;
      (isNext ? next : waiting).push(asked);
    }
    this.#asked = waiting;
    return next;
  }

  async #write(asked: readonly Asked[]): Promise<void> {
    const { boards, journal, space, onWritten, onFault } = this.#options;
    try {
      const bytes = asked.reduce((sum, one) => sum + one.bytes, 0);
      if (!(await space.hasRoomFor(bytes))) throw new StoreUnavailable('The disk is full');
      const decisions = new Decisions(boards);
      const outcomes = asked.map((one) => ({ ...one, outcome: outcomeOf(decisions, one) }));
      const writes = decisions.writes();
      if (writes.length > 0) onWritten(await journal.write(writes), writes);
      const durable = durableTurn(journal, journal.written);
      for (const { outcome, resolve, reject } of outcomes) {
        if (outcome instanceof Error) reject(outcome);
        else resolve('refused' in outcome ? outcome : { seqs: outcome, durable });
      }
    } catch (fault) {
      const isOurs = fault instanceof StoreUnavailable;
      for (const { reject } of asked) reject(isOurs ? fault : new StoreUnavailable('The turn could not be written'));
      if (!isOurs && !isFull(fault)) onFault(fault);
    }
  }
}

/** A board that cannot be read fails its own appends only. */
function outcomeOf(decisions: Decisions, { board, batch, guard }: Asked): readonly Seq[] | Refused | Error {
  try {
    return decisions.decide(board, batch, guard);
  } catch (fault) {
    return fault instanceof Error ? fault : new Error(String(fault));
  }
}

function durableTurn(journal: Journal, turn: number): Promise<void> {
  const durable = journal.durable(turn).catch(() => {
    throw new StoreUnavailable('The turn could not be flushed');
  });
  durable.catch(() => undefined); // May be left unobserved, as the port says.
  return durable;
}
