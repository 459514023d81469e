/**
 * The control log of one board as this node has folded it: state, records, and the entries themselves for those who
 * resume. It only ever moves by what was read back from the store (I1).
 */

import { evolve } from '../../shared/board/evolve.ts';
import type { LogEntry } from '../../shared/board/events.ts';
import type { CommandId, ParticipantId } from '../../shared/board/ids.ts';
import { NO_BOARD, type BoardState } from '../../shared/board/state.ts';
import type { Entry, Seq, StreamContent } from '../store/board-store.ts';
import { decodeEntry } from './entry-codec.ts';
import { Records } from './records.ts';
import { EVENTS, RECORDS } from './streams.ts';

export class BoardLog {
  readonly records = new Records();
  readonly #entries: LogEntry[] = [];
  /** Seq of the accepted command, by who sent it and its id: ids of different people never meet. */
  readonly #answers = new Map<string, number>();
  #state: BoardState = NO_BOARD;
  #head: Seq = 0;
  #fence: Seq = 0;

  get state(): BoardState {
    return this.#state;
  }

  /** Position of the last control entry in the store's order: what a command guards. */
  get head(): Seq {
    return this.#head;
  }

  /** Position of the last entry that raised the fence. */
  get fence(): Seq {
    return this.#fence;
  }

  get entries(): readonly LogEntry[] {
    return this.#entries;
  }

  /** Entries after the one numbered `seq`. */
  entriesAfter(seq: number): readonly LogEntry[] {
    return this.#entries.slice(Math.max(0, seq));
  }

  firstAnswer(by: ParticipantId | undefined, commandId: CommandId): number | undefined {
    return this.#answers.get(`${by ?? ''} ${commandId}`);
  }

  load(events: StreamContent, records: StreamContent): void {
    this.records.load(records);
    for (const entry of events.entries) this.fold(entry);
  }

  /** @returns the control entry if this was one that had not been folded yet */
  fold(entry: Entry): LogEntry | undefined {
    if (entry.stream === RECORDS) {
      this.records.fold(entry);
      return undefined;
    }
    if (entry.stream !== EVENTS || entry.seq <= this.#head) return undefined;
    const { entry: kept, raisesFence } = decodeEntry(entry.payload);
    this.#head = entry.seq;
    if (raisesFence) this.#fence = entry.seq;
    this.#state = evolve(this.#state, kept);
    this.#entries.push(kept);
    if (kept.commandId !== undefined) this.#answers.set(`${kept.by ?? ''} ${kept.commandId}`, kept.seq);
    return kept;
  }
}
