/**
 * What a board becomes by what happened: a pure fold over the log. Total: an event that does not apply any more (from
 * an older version, say) changes nothing, so every log that was ever written still opens.
 */

import type { BoardEvent, EventOf, EventType, LogEntry } from './events.ts';
import type { ParticipantId } from './ids.ts';
import type { Dimension } from './dimension.ts';
import { markKey } from './marks.ts';
import type { BoardState, Participant, Round } from './state.ts';

type Fold<Type extends EventType> = (state: BoardState, event: EventOf<Type>, entry: LogEntry) => BoardState;

const withEntry = <Key, Value>(map: ReadonlyMap<Key, Value>, key: Key, value: Value): ReadonlyMap<Key, Value> =>
  new Map(map).set(key, value);

const without = <Key, Value>(map: ReadonlyMap<Key, Value>, isGone: (value: Value, key: Key) => boolean) =>
  new Map([...map].filter(([key, value]) => !isGone(value, key)));

const toggled = <Item>(set: ReadonlySet<Item>, item: Item, on: boolean): ReadonlySet<Item> => {
  const next = new Set(set);
  if (on) next.add(item);
  else next.delete(item);
  return next;
};

const changePerson = (state: BoardState, id: ParticipantId, change: Partial<Participant>): BoardState => {
  const person = state.participants.get(id);
  if (person === undefined) return state;
  return { ...state, participants: withEntry(state.participants, id, { ...person, ...change }) };
};

const changeRound = (state: BoardState, number: number, change: (round: Round) => Partial<Round>): BoardState => ({
  ...state,
  rounds: state.rounds.map((round) => (round.number === number ? { ...round, ...change(round) } : round)),
});

const withDimensions = (state: BoardState, dimensions: readonly Dimension[]): BoardState => ({ ...state, dimensions });

const insertAt = <Item>(items: readonly Item[], item: Item, at: number): Item[] => [
  ...items.slice(0, at),
  item,
  ...items.slice(at),
];

const moved = (state: BoardState, entry: LogEntry, phase: BoardState['phase']): BoardState => ({
  ...state,
  phase,
  seen: entry.seq,
});

const openRound: Fold<'round.opened'> = (state, event, entry) => {
  const { type: _, isResumed, round: number, ...frozen } = event;
  const before = state.rounds.find((round) => round.number === number);
  const versions =
    state.wordings.at(-1)?.version === event.wordingVersion
      ? state.wordings
      : [...state.wordings, { version: event.wordingVersion, text: event.wording, at: entry.at }];
  const fresh: Round = {
    ...frozen,
    number,
    status: 'writing',
    openedAt: entry.at,
    done: new Set(),
    digests: [],
    readers: new Set(),
    late: new Map(),
    withdrawn: new Set(),
  };
  const rounds =
    isResumed && before !== undefined
      ? state.rounds.map((round) => (round === before ? { ...round, ...frozen, status: 'writing' as const } : round))
      : [...state.rounds, fresh];
  return { ...moved(state, entry, 'write'), rounds, wordings: versions };
};

const revealRound: Fold<'round.revealed'> = (state, event, entry) => {
  const revealed = new Set(event.digests.map(({ readingId }) => readingId));
  const readers = [...state.participants.values()].filter((person) => revealed.has(person.readingId));
  return changeRound(moved(state, entry, 'reveal'), event.round, () => ({
    status: 'revealed',
    digests: event.digests,
    readers: new Set(readers.map((person) => person.id)),
  }));
};

const stepBack: Fold<'phase.back'> = (state, event, entry) => {
  const next = moved(state, entry, event.to);
  const writing = state.rounds.find((round) => round.status === 'writing');
  if (event.from === 'closed') {
    const { closedOn: _, returnOn: __, ...open } = next;
    return open;
  }
  return writing === undefined ? next : changeRound(next, writing.number, () => ({ status: 'paused' }));
};

const join: Fold<'participant.joined'> = (state, event) => ({
  ...state,
  participants: withEntry(state.participants, event.participantId, {
    id: event.participantId,
    readingId: event.readingId,
    reads: event.reads,
    isFacilitator: false,
    isPending: event.isPending,
    isRemoved: false,
    isAbsent: event.isAbsent,
    ownsFromRound: 1,
    hasClaimed: false,
  }),
});

const FOLDS: { readonly [Type in EventType]: Fold<Type> } = {
  'board.created': (state, event, entry) => ({
    ...state,
    id: event.boardId,
    createdAt: entry.at,
    timeZone: event.timeZone,
    seen: entry.seq,
    ...(event.title === undefined ? {} : { title: event.title }),
    ...(event.after === undefined ? {} : { after: event.after }),
    wordings: event.wording === '' ? [] : [{ version: 1, text: event.wording, at: entry.at }],
  }),
  'board.configured': (state, event) => {
    const { passphrase: before, ...rest } = state;
    const passphrase = event.passphrase === undefined ? before : (event.passphrase ?? undefined);
    return {
      ...rest,
      ...(passphrase === undefined ? {} : { passphrase }),
      ...(event.title === undefined ? {} : { title: event.title }),
      isLocked: event.locked ?? state.isLocked,
      rules: event.rules ?? state.rules,
    };
  },
  'code.issued': (state, event) => ({ ...state, code: event.code }),
  'dimension.added': (state, event) => withDimensions(state, insertAt(state.dimensions, event.dimension, event.at)),
  'dimension.changed': (state, event) =>
    withDimensions(
      state,
      state.dimensions.map((before) => (before.id === event.dimension.id ? event.dimension : before)),
    ),
  'dimension.moved': (state, event) => {
    const dimension = state.dimensions.find(({ id }) => id === event.id);
    const others = state.dimensions.filter(({ id }) => id !== event.id);
    return dimension === undefined ? state : withDimensions(state, insertAt(others, dimension, event.at));
  },
  'dimension.removed': (state, event) =>
    withDimensions(
      state,
      state.dimensions.filter(({ id }) => id !== event.id),
    ),
  'participant.joined': join,
  'participant.admitted': (state, event) => changePerson(state, event.participantId, { isPending: false }),
  'participant.removed': (state, event) => ({
    ...changePerson(state, event.participantId, { isRemoved: true, isFacilitator: false }),
    keys: without(state.keys, (key) => key.participantId === event.participantId),
  }),
  'participant.renamed': (state, event) =>
    event.reads === undefined ? state : changePerson(state, event.participantId, { reads: event.reads }),
  'name.withdrawn': (state) => state,
  'reading.withdrawn': (state, event) =>
    event.rounds.reduce(
      (next, number) =>
        changeRound(next, number, (round) => ({ withdrawn: new Set([...round.withdrawn, ...event.readingIds]) })),
      state,
    ),
  'key.added': (state, event) => ({
    ...state,
    keys: withEntry(state.keys, event.hash, { participantId: event.participantId, kind: event.kind }),
  }),
  'key.replaced': (state, event) => ({
    ...changePerson(state, event.participantId, {
      readingId: event.readingId,
      ownsFromRound: event.ownsFromRound,
      hasClaimed: false,
    }),
    keys: withEntry(
      without(state.keys, (key) => key.participantId === event.participantId),
      event.hash,
      { participantId: event.participantId, kind: 'personal' as const },
    ),
  }),
  'facilitator.granted': (state, event) => changePerson(state, event.participantId, { isFacilitator: true }),
  'facilitator.revoked': (state, event) => changePerson(state, event.participantId, { isFacilitator: false }),
  'facilitator.taken': (state, event) => changePerson(state, event.participantId, { isFacilitator: true }),
  'facilitator.recovered': (state, event) => changePerson(state, event.participantId, { isFacilitator: true }),
  'round.opened': openRound,
  'round.extended': (state, event) => changeRound(state, state.rounds.length, () => ({ deadline: event.deadline })),
  'reading.finished': (state, event) =>
    changeRound(state, state.rounds.length, (round) => ({
      done: toggled(round.done, event.participantId, event.done),
    })),
  'round.sealed': (state, event) => changeRound(state, event.round, () => ({ status: 'sealed' })),
  'round.revealed': revealRound,
  'late.sealed': (state, event) =>
    changeRound(state, event.round, (round) => ({ late: withEntry(round.late, event.participantId, 'sealed') })),
  'late.revealed': (state, event) =>
    changeRound(state, event.round, (round) => ({
      late: withEntry(round.late, event.participantId, 'revealed'),
      readers: toggled(round.readers, event.participantId, true),
      digests: event.digest === null ? round.digests : [...round.digests, event.digest],
    })),
  'phase.back': stepBack,
  'reading.claimed': (state, event) => ({
    ...changePerson(state, event.participantId, { hasClaimed: true }),
    claims: withEntry(state.claims, event.readingId, event.participantId),
  }),
  'reply.added': (state, event, entry) => ({
    ...state,
    replies: withEntry(state.replies, event.replyId, {
      id: event.replyId,
      dimensionId: event.dimensionId,
      participantId: event.participantId,
      at: entry.at,
    }),
  }),
  'reply.removed': (state, event) => ({ ...state, replies: without(state.replies, (_, id) => id === event.replyId) }),
  'dimension.marked': (state, event) => {
    const key = markKey(event.dimensionId, event.mark);
    const marked = toggled(state.marks.get(key) ?? new Set<ParticipantId>(), event.participantId, event.on);
    return {
      ...state,
      marks: withEntry(state.marks, key, marked),
      unshownMarkers: toggled(state.unshownMarkers, event.participantId, true),
    };
  },
  'marks.shown': (state, event) => ({ ...state, shownMarks: event.marks, unshownMarkers: new Set() }),
  'wording.restated': (state, event, entry) => ({
    ...state,
    wordings: [...state.wordings, { version: event.version, text: event.text, at: entry.at }],
  }),
  'board.closed': (state, event, entry) => ({
    ...moved(state, entry, 'closed'),
    closedOn: event.on,
    ...(event.returnOn === undefined ? {} : { returnOn: event.returnOn }),
  }),
};

const fold = <Type extends EventType>(state: BoardState, event: EventOf<Type>, entry: LogEntry): BoardState => {
  if (!Object.hasOwn(FOLDS, event.type)) return state;
  return (FOLDS[event.type] as Fold<Type>)(state, event, entry);
};

/** The state after one more entry. Entries already folded change nothing. */
export const evolve = (state: BoardState, entry: LogEntry): BoardState => {
  if (entry.seq <= state.seq) return state;
  const next = entry.events.reduce((folded, event: BoardEvent) => fold(folded, event, entry), state);
  return { ...next, seq: entry.seq };
};
