/**
 * A board without a server: the rules alone, with a clock that each deed moves and records beside the log. Stands in
 * for the room in tests of the rules; everything that must stay secret carries the word canary.
 */

import { parseCommand, type Command, type CommandType } from '../../shared/board/commands.ts';
import * as entry from '../../shared/board/decide-entry.ts';
import { decide } from '../../shared/board/decide.ts';
import { accept, type DecideContext, type Decision, type Verdict } from '../../shared/board/decision.ts';
import type { LogEntry, PersonRecord, RecordChange, ReplyRecord } from '../../shared/board/events.ts';
import { evolve } from '../../shared/board/evolve.ts';
import type { BoardId, ParticipantId, ReadingId } from '../../shared/board/ids.ts';
import type { RejectionCode } from '../../shared/board/rejections.ts';
import { isPresent, NO_BOARD, type BoardState } from '../../shared/board/state.ts';
import { viewOf, type View, type ViewSources } from '../../shared/board/view.ts';
import { BOARD_LIMITS, type BoardLimits } from '../../shared/protocol/limits.ts';

/** An id as the server would make it, told apart at sight. */
export const madeId = (kind: string, count: number): string =>
  `${kind}-${String(count).padStart(21 - kind.length, '0')}`;
export const person = (count: number): ParticipantId => madeId('person', count) as ParticipantId;
export const reading = (count: number): ReadingId => madeId('reading', count) as ReadingId;

export const FIRST_WORDING = 'We launch in spring.';
const START_MS = Date.UTC(2026, 0, 5, 9);
const DEED_MS = 7 * 60_000;

export interface Asked {
  readonly command: Command;
  readonly context: DecideContext;
}

export interface Deed {
  /** Absent where the server itself did something. */
  readonly asked?: Asked;
  readonly before: BoardState;
  readonly verdict: Verdict;
  /** Absent when the verdict was a refusal. */
  readonly entry?: LogEntry;
  readonly after: BoardState;
  readonly sources: ViewSources;
}

interface Joining {
  readonly name?: string;
  readonly reads?: boolean;
  readonly absent?: boolean;
  readonly passphrase?: 'missing' | 'wrong' | 'right';
}

export class BoardInHand {
  readonly deeds: Deed[] = [];
  readonly limits: BoardLimits;
  state: BoardState = NO_BOARD;
  /** The shared wording text as it stands in the board document. */
  wording: string = FIRST_WORDING;
  #records: ReadonlyMap<string, PersonRecord | ReplyRecord> = new Map();
  #count = 0;

  /** Person 0 creates the board, is its facilitator and reads. */
  constructor(limits: BoardLimits = BOARD_LIMITS) {
    this.limits = limits;
    this.take(creation());
  }

  get entries(): LogEntry[] {
    return this.deeds.flatMap((deed) => deed.entry ?? []);
  }

  /** A number that no deed had before; ids are made from it. */
  get count(): number {
    return this.#count;
  }

  get nowMs(): number {
    return START_MS + this.#count * DEED_MS;
  }

  sources(): ViewSources {
    const [records, state, wording] = [this.#records, this.state, this.wording];
    return {
      nameOf: (id) => records.get(`name:${id}`) as PersonRecord | undefined,
      replyOf: (id) => (records.get(`reply:${id}`) as ReplyRecord | undefined)?.text,
      isOnline: (id) => isPresent(state.participants.get(id)),
      wording,
    };
  }

  /** @throws when this person may see nothing, or only that they wait */
  view(viewer: ParticipantId): View {
    const view = viewOf(this.state, viewer, this.sources());
    if (view === undefined || 'pending' in view) throw new Error(`${viewer} sees nothing of the board`);
    return view;
  }

  /** Carries out what was decided elsewhere. */
  take(verdict: Verdict, asked?: Asked): Verdict {
    const before = this.state;
    const made: LogEntry | undefined =
      verdict.rejected === undefined
        ? { version: 1, seq: before.seq + 1, at: this.nowMs, events: verdict.events }
        : undefined;
    if (made !== undefined) this.state = evolve(before, made);
    if (verdict.rejected === undefined) this.#records = withRecords(this.#records, verdict.records);
    this.deeds.push({
      ...(asked === undefined ? {} : { asked }),
      before,
      verdict,
      ...(made === undefined ? {} : { entry: made }),
      after: this.state,
      sources: this.sources(),
    });
    this.#count += 1;
    return verdict;
  }

  /** @throws when the fields make no command of this type */
  send(by: ParticipantId, fields: Record<string, unknown>, told: Partial<DecideContext> = {}): Verdict {
    const result = parseCommand({ commandId: `command-${this.#count}`, ...fields });
    if ('rejection' in result) throw new Error(`No command: ${JSON.stringify(fields)}`);
    const context: DecideContext = {
      at: this.nowMs,
      by,
      limits: this.limits,
      freshIds: [madeId('fresh', 2 * this.#count), madeId('fresh', 2 * this.#count + 1)],
      wording: this.wording,
      facilitatorAwayMs: 0,
      passphraseHash: 'passphrase-hash-canary',
      nameOf: this.sources().nameOf,
      ...told,
    };
    return this.take(decide(this.state, result.command, context), { command: result.command, context });
  }

  /** Sends a command, with `seen` as it stands; undefined when accepted, else the code of the refusal. */
  ask(
    by: ParticipantId,
    type: CommandType,
    fields: Record<string, unknown> = {},
    told: Partial<DecideContext> = {},
  ): RejectionCode | undefined {
    return this.send(by, { type, seen: this.state.seen, ...fields }, told).rejected?.code;
  }

  /** @returns the id of whoever has joined or waits; refusals are among the deeds */
  join({ name, reads = true, absent = false, passphrase = 'right' }: Joining = {}): ParticipantId {
    const count = this.#count;
    this.take(
      entry.decideJoin(
        this.state,
        { commandId: `join-${count}` as Command['commandId'], name: name ?? `name-canary-${count}.`, reads, absent },
        {
          participantId: person(count),
          readingId: reading(count),
          keyHash: `key-hash-canary-${count}`,
          passphrase,
          limits: this.limits,
        },
      ),
    );
    return person(count);
  }

  /** The second half of a reveal: readings of these people hang on the wall. */
  completeReveal(authors: readonly ParticipantId[]): Verdict {
    const digests = authors.map((id) => this.digestOf(id));
    return this.take(entry.decideRevealed(this.state.rounds.length, digests));
  }

  digestOf(author: ParticipantId): { readingId: ReadingId; digest: string } {
    const readingId = this.state.participants.get(author)?.readingId;
    if (readingId === undefined) throw new Error(`${author} is not on the board`);
    return { readingId, digest: `digest of ${readingId}` };
  }
}

const withRecords = (
  records: ReadonlyMap<string, PersonRecord | ReplyRecord>,
  changes: readonly RecordChange[],
): ReadonlyMap<string, PersonRecord | ReplyRecord> => {
  const next = new Map(records);
  for (const { key, value } of changes) {
    if (value === null) next.delete(key);
    else next.set(key, value);
  }
  return next;
};

const creation = (): Decision => {
  const verdict = entry.decideCreate(
    {
      commandId: 'create' as Command['commandId'],
      name: 'name-canary-0.',
      reads: true,
      wording: FIRST_WORDING,
      template: 'operational',
      timeZone: 'Europe/Madrid',
    },
    {
      boardId: madeId('board', 1) as BoardId,
      participantId: person(0),
      readingId: reading(0),
      keyHash: 'key-hash-canary-personal',
      recoveryHash: 'key-hash-canary-recovery',
    },
  );
  return verdict.rejected === undefined ? verdict : accept([]);
};
