/**
 * Plays wishes against the rules of a board and keeps every step: what was asked, what was decided, what became of the
 * board. Stands in for the room, without a store: names lie in records, the second halves of a reveal are steps too.
 * Everything that must stay secret carries the word canary.
 */

import { parseCommand, type Command } from '../../shared/board/commands.ts';
import * as entry from '../../shared/board/decide-entry.ts';
import { EMPTY_SEAT_MS } from '../../shared/board/decide-people.ts';
import { decide } from '../../shared/board/decide.ts';
import { accept, refuse, type DecideContext, type Decision, type Verdict } from '../../shared/board/decision.ts';
import type { Digest, LogEntry, PersonRecord, RecordChange, ReplyRecord } from '../../shared/board/events.ts';
import { evolve } from '../../shared/board/evolve.ts';
import type { BoardId, ParticipantId, ReadingId } from '../../shared/board/ids.ts';
import { isPresent, lastRound, NO_BOARD, type BoardState } from '../../shared/board/state.ts';
import type { ViewSources } from '../../shared/board/view.ts';
import { BOARD_LIMITS, type BoardLimits } from '../../shared/protocol/limits.ts';
import { commandOf, isCommandWish, type ServerStep, type Situation, type Wish } from './board-wishes.ts';

/** An id as the server would make it, told apart at sight. */
export const madeId = (kind: string, count: number): string =>
  `${kind}-${String(count).padStart(21 - kind.length, '0')}`;
export const person = (count: number): ParticipantId => madeId('person', count) as ParticipantId;
export const reading = (count: number): ReadingId => madeId('reading', count) as ReadingId;

type Records = ReadonlyMap<string, PersonRecord | ReplyRecord>;

export interface Step {
  readonly wish?: Wish;
  /** Absent where the server itself did something. */
  readonly asked?: { readonly command: Command; readonly context: DecideContext };
  readonly before: BoardState;
  readonly verdict: Verdict;
  /** Absent when the verdict was a refusal. */
  readonly entry?: LogEntry;
  readonly after: BoardState;
  readonly sources: ViewSources;
}

export interface History {
  readonly steps: readonly Step[];
  readonly entries: readonly LogEntry[];
  readonly state: BoardState;
  /** Whose reading each reading id is, those that a replaced key left behind included. */
  readonly owners: ReadonlyMap<ReadingId, ParticipantId>;
}

const START_MS = Date.UTC(2026, 0, 5, 9);
const MINUTE_MS = 60_000;
const WORDINGS = ['We launch in spring.', 'We launch in spring, small.', 'Agreed: as before, but small.'] as const;

export const situationOf = (state: BoardState): Situation => ({
  people: [...state.participants.keys()],
  replies: [...state.replies.keys()],
  seen: state.seen,
});

const withRecords = (records: Records, changes: readonly RecordChange[]): Records => {
  const next = new Map(records);
  for (const { key, value } of changes) {
    if (value === null) next.delete(key);
    else next.set(key, value);
  }
  return next;
};

const sourcesOf = (records: Records, state: BoardState, wording: string): ViewSources => ({
  nameOf: (id) => records.get(`name:${id}`) as PersonRecord | undefined,
  replyOf: (id) => (records.get(`reply:${id}`) as ReplyRecord | undefined)?.text,
  isOnline: (id) => isPresent(state.participants.get(id)),
  wording,
});

const whoOf = (state: BoardState, who: Wish['who']): ParticipantId => {
  const people = [...state.participants.values()];
  if (who === 'facilitator') return people.find((found) => found.isFacilitator && isPresent(found))?.id ?? person(99);
  return people[who % (people.length + 1)]?.id ?? person(99);
};

/** Some of those who read have written; which ones, the wish picks. */
const digestsOf = (state: BoardState, pick: number): Digest[] =>
  [...state.participants.values()]
    .filter((found, index) => isPresent(found) && found.reads && ((pick >> index) & 1) === 0)
    .map(({ readingId }) => ({ readingId, digest: `digest of ${readingId}` }));

const complete = (state: BoardState, { pick, isOn }: Wish): Verdict => {
  const last = lastRound(state);
  if (last?.status === 'sealed') return entry.decideRevealed(last.number, digestsOf(state, pick));
  for (const { number, late } of state.rounds) {
    const waiting = [...late].find(([, status]) => status === 'sealed')?.[0];
    const readingId = waiting === undefined ? undefined : state.participants.get(waiting)?.readingId;
    if (waiting === undefined || readingId === undefined) continue;
    return entry.decideLateRevealed(number, waiting, isOn ? { readingId, digest: `digest of ${readingId}` } : null);
  }
  return refuse('nothing_to_reveal');
};

const decideStep = (step: ServerStep, state: BoardState, wish: Wish, count: number, limits: BoardLimits): Verdict => {
  const keyHash = `key-hash-canary-${count}`;
  const whom = whoOf(state, wish.whom);
  switch (step) {
    case 'join':
      return entry.decideJoin(
        state,
        {
          commandId: `join-${count}` as Command['commandId'],
          name: `name-canary-${count}.`,
          reads: wish.pick % 5 > 0,
          absent: wish.isOn,
        },
        { participantId: person(count), readingId: reading(count), keyHash, passphrase: 'right', limits },
      );
    case 'add key':
      return entry.decideAddKey(state, whom, keyHash, limits);
    case 'replace key':
      return entry.decideReplaceKey(state, {
        by: whoOf(state, wish.who),
        participantId: whom,
        hash: keyHash,
        readingId: reading(count),
        hasUnsealedWriting: wish.isOn,
        ownsFromRound: state.rounds.length + (lastRound(state)?.status === 'revealed' ? 1 : 0),
      });
    case 'recover':
      return entry.decideRecover(state, whom);
    case 'complete':
      return complete(state, wish);
  }
};

const createBoard = (): Decision => {
  const verdict = entry.decideCreate(
    {
      commandId: 'create' as Command['commandId'],
      name: 'name-canary-0.',
      reads: true,
      wording: WORDINGS[0],
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

/** @throws when a wish makes something that is no command: a mistake in the kit */
const parsed = (input: unknown): Command => {
  const result = parseCommand(input);
  if ('rejection' in result) throw new Error(`No command: ${JSON.stringify(input)}`);
  return result.command;
};

/** The first step creates the board; every further one is a wish. */
export const playHistory = (wishes: readonly Wish[], limits: BoardLimits = BOARD_LIMITS): History => {
  const steps: Step[] = [];
  const entries: LogEntry[] = [];
  const owners = new Map<ReadingId, ParticipantId>();
  let state = NO_BOARD;
  let records: Records = new Map();

  const take = (verdict: Verdict, rest: Pick<Step, 'wish' | 'asked'>, at: number, wording: string) => {
    const before = state;
    const made: LogEntry | undefined =
      verdict.rejected === undefined ? { version: 1, seq: state.seq + 1, at, events: verdict.events } : undefined;
    if (made !== undefined && verdict.rejected === undefined) {
      entries.push(made);
      state = evolve(state, made);
      records = withRecords(records, verdict.records);
      for (const { id, readingId } of state.participants.values()) owners.set(readingId, id);
    }
    const sources = sourcesOf(records, state, wording);
    steps.push({ ...rest, before, verdict, after: state, sources, ...(made === undefined ? {} : { entry: made }) });
  };

  take(createBoard(), {}, START_MS, WORDINGS[0]);
  wishes.forEach((wish, index) => {
    const count = index + 1;
    const at = START_MS + count * 7 * MINUTE_MS;
    const wording = WORDINGS[(wish.pick >> 6) % 6] ?? WORDINGS[0];
    if (!isCommandWish(wish)) {
      take(decideStep(wish.does as ServerStep, state, wish, count, limits), { wish }, at, wording);
      return;
    }
    const known = records;
    const command = parsed(commandOf(wish, situationOf(state), `command-${count}`));
    const context: DecideContext = {
      at,
      by: whoOf(state, wish.who),
      limits,
      freshIds: [madeId('fresh', 2 * count), madeId('fresh', 2 * count + 1)],
      wording,
      facilitatorAwayMs: wish.isOn ? EMPTY_SEAT_MS : 0,
      passphraseHash: 'passphrase-hash-canary',
      nameOf: (id) => known.get(`name:${id}`) as PersonRecord | undefined,
    };
    take(decide(state, command, context), { wish, asked: { command, context } }, at, wording);
  });
  return { steps, entries, state, owners };
};
