/**
 * Where commands become entries: decide → append under the head decided on → (moved? catch up and decide again) →
 * durable → answer. One line a board, so that commands of one node never race each other; the store settles races
 * between nodes (I3).
 */

import type { Decision, Verdict } from '../../shared/board/decision.ts';
import type { LogEntry } from '../../shared/board/events.ts';
import type { CommandId, ParticipantId } from '../../shared/board/ids.ts';
import { rejection, type Rejection } from '../../shared/board/rejections.ts';
import type { Clock } from '../runtime/clock.ts';
import { StoreUnavailable, type Append, type BoardStore, type Guard } from '../store/board-store.ts';
import type { BoardLog } from './board-log.ts';
import { durableWithin } from './durable-within.ts';
import { encodeEntry, encodeRecords } from './entry-codec.ts';
import { EVENTS, RECORDS } from './streams.ts';

export type Answer =
  { readonly ok: true; readonly seq: number } | { readonly ok: false; readonly rejection: Rejection };

/** More writes of the same atomic step: the wall at a reveal, for example. */
export interface Companions {
  readonly appends?: readonly Append[];
  readonly heads?: NonNullable<Guard['heads']>;
}

export interface Asked {
  readonly by?: ParticipantId;
  readonly commandId?: CommandId;
  /** Called anew for every attempt, with everything the store held folded. */
  readonly decide: () =>
    | Promise<{ readonly verdict: Verdict; readonly companions?: Companions }>
    | { readonly verdict: Verdict; readonly companions?: Companions };
}

/** The line itself needs very little of the room. */
export interface LineOwner {
  readonly log: BoardLog;
  readonly catchUp: () => Promise<void>;
  readonly isFresh: () => boolean;
}

const ATTEMPTS = 20;
/** A queue longer than this is answered at once, so that nobody waits for an answer that comes too late to matter. */
const LONGEST_LINE = 2000;

export const refused = (code: Parameters<typeof rejection>[0]): Answer => ({ ok: false, rejection: rejection(code) });

export class CommandLine {
  readonly #store: BoardStore;
  readonly #owner: LineOwner;
  readonly #clock: Clock;
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  constructor(store: BoardStore, owner: LineOwner, clock: Clock) {
    this.#store = store;
    this.#owner = owner;
    this.#clock = clock;
  }

  /** Never rejects: a store that cannot be reached is the answer `unavailable`. */
  run(asked: Asked): Promise<Answer> {
    if (this.#waiting >= LONGEST_LINE) return Promise.resolve(refused('busy'));
    this.#waiting++;
    const committed = this.#last.then(() => this.#attempt(asked));
    // The next command may be decided as soon as this one is committed; only its answer waits for the flush.
    this.#last = committed.catch(() => undefined);
    return committed
      .then(async ({ answer, durable }) => {
        if (durable !== undefined) await durableWithin(this.#clock, durable);
        return answer;
      })
      .catch((fault: unknown) => {
        if (fault instanceof StoreUnavailable) return refused('unavailable');
        throw fault;
      })
      .finally(() => this.#waiting--);
  }

  async #attempt(asked: Asked): Promise<{ answer: Answer; durable?: Promise<void> }> {
    const { log } = this.#owner;
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (!this.#owner.isFresh()) return { answer: refused('unavailable') };
      const first = asked.commandId === undefined ? undefined : log.firstAnswer(asked.by, asked.commandId);
      if (first !== undefined) return { answer: { ok: true, seq: first }, ...(await this.#flushed()) };
      const { head } = log;
      const { verdict, companions } = await asked.decide();
      // Deciding may wait for documents; what was folded meanwhile was not part of the decision.
      if (log.head !== head) continue;
      if (verdict.rejected !== undefined) return { answer: { ok: false, rejection: verdict.rejected } };
      const entry: LogEntry = {
        version: 1,
        seq: log.state.seq + 1,
        at: Math.max(this.#clock.nowMs(), log.entries.at(-1)?.at ?? 0),
        ...(asked.by === undefined ? {} : { by: asked.by }),
        ...(asked.commandId === undefined ? {} : { commandId: asked.commandId }),
        events: verdict.events,
      };
      const appended = await this.#append(entry, verdict, companions);
      await this.#owner.catchUp();
      if (appended.refused === undefined) {
        return { answer: { ok: true, seq: entry.seq }, durable: appended.durable };
      }
    }
    return { answer: refused('busy') };
  }

  /** Durability of everything that is committed, whichever node wrote it: an entry found in the log may be young. */
  async #flushed(): Promise<{ durable?: Promise<void> }> {
    const nothing = await this.#store.append(this.#owner.log.state.id ?? fail(), []);
    return nothing.refused === undefined ? { durable: nothing.durable } : {};
  }

  #append(entry: LogEntry, decision: Decision, companions: Companions = {}) {
    const { log } = this.#owner;
    const { state } = log;
    return this.#store.append(
      state.id ?? fail(),
      [
        {
          stream: EVENTS,
          payload: encodeEntry({ entry, raisesFence: decision.raisesFence }),
          raisesFence: decision.raisesFence,
        },
        ...(decision.records.length === 0 ? [] : [{ stream: RECORDS, payload: encodeRecords(decision.records) }]),
        ...(companions.appends ?? []),
      ],
      { heads: [{ stream: EVENTS, seq: log.head }, ...(companions.heads ?? [])] },
    );
  }
}

const fail = (): never => {
  throw new Error('A command line belongs to a board that exists');
};
