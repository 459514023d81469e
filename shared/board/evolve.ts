/**
 * What a board becomes by what happened: a pure fold over the log. Total: an event that does not apply any more (from
 * an older version, say) changes nothing, so every log that was ever written still opens.
 */

import type { Dimension } from './dimension.ts';
import type { BoardEvent, EventOf, EventType, LogEntry } from './events.ts';
import { openRound, revealRound, stepBack } from './evolve-round.ts';
import { changePerson, changeRound, insertAt, moved, toggled, withEntry, without, type Fold } from './folding.ts';
import type { ParticipantId } from './ids.ts';
import { markKey } from './marks.ts';
import { lastRevealed, type BoardState } from './state.ts';

const withDimensions = (state: BoardState, dimensions: readonly Dimension[]): BoardState => ({ ...state, dimensions });

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

/** People stand in the order in which they came in, as those see it who did not know that they waited. */
const admit: Fold<'participant.admitted'> = (state, { participantId }) => {
  const person = state.participants.get(participantId);
  if (person === undefined) return state;
  const others = without(state.participants, (_, id) => id === participantId);
  return { ...state, participants: withEntry(others, participantId, { ...person, isPending: false }) };
};

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
  'code.issued': (state, event) => ({ ...state, code: event.code, isCodeEnded: false }),
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
  'participant.admitted': admit,
  'participant.removed': (state, event) => ({
    ...changePerson(state, event.participantId, { isRemoved: true, isFacilitator: false }),
    keys: without(state.keys, (key) => key.participantId === event.participantId),
  }),
  'participant.renamed': (state, event) => {
    if (event.reads === undefined) return state;
    // From people who do not read nothing is withheld, so after a reveal they have seen too much for a late reading.
    const hasLooked = !event.reads && lastRevealed(state) !== undefined;
    return changePerson(state, event.participantId, { reads: event.reads, ...(hasLooked ? { isAbsent: false } : {}) });
  },
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
    isCodeEnded: true,
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
