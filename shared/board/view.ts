/**
 * What one person may see of a board at this moment. Everything sent over HTTP and the control socket comes from here
 * or from `visible.ts`; nothing is hidden on the client (S2).
 */

import type { Dimension } from './dimension.ts';
import type { Digest, Marks, PersonRecord } from './events.ts';
import type { BoardId, DimensionId, ParticipantId, ReadingId, ReplyId } from './ids.ts';
import { marksOf, type OwnMark } from './marks.ts';
import { isWithheldFrom } from './permissions.ts';
import type { Rules } from './rules.ts';
import { lastRound, lateRoundOf, type BoardState, type Participant, type Phase } from './state.ts';

export interface PersonView {
  readonly id: ParticipantId;
  /** Null once its owner has withdrawn it. */
  readonly name: string | null;
  readonly function?: string;
  readonly facilitator: boolean;
  readonly reads: boolean;
  readonly online: boolean;
  /** "I'm done" in the round being written. */
  readonly done: boolean;
  /** Only facilitators see people who wait to be let in. */
  readonly pending?: true;
}

/** Somebody who was removed; others' answers may still name them. */
export interface FormerView {
  readonly id: ParticipantId;
  readonly name: string | null;
}

export interface RoundView {
  readonly number: number;
  readonly status: 'writing' | 'paused' | 'revealed';
  readonly wording: string;
  readonly wordingVersion: number;
  readonly dimensions: readonly Dimension[];
  readonly rules: Rules;
  readonly openedAt: number;
  readonly deadline?: number;
  readonly digests: readonly Digest[];
}

export interface ReplyView {
  readonly id: ReplyId;
  readonly dimensionId: DimensionId;
  readonly participantId: ParticipantId;
  readonly at: number;
  readonly text: string;
}

export interface View {
  readonly board: {
    readonly id: BoardId;
    readonly title: string | null;
    readonly phase: Phase;
    /** Number of the last round, 0 before the first. */
    readonly round: number;
    readonly rules: Rules;
    /** While framing: the shared text as it stands; otherwise the version the board is about. */
    readonly wording: string;
    readonly wordings: BoardState['wordings'];
    readonly timeZone: string;
    readonly seen: number;
    readonly createdAt: number;
    readonly locked: boolean;
    readonly hasPassphrase: boolean;
    readonly code?: string;
    readonly deadline?: number;
    readonly closedOn?: string;
    readonly returnOn?: string;
  };
  readonly me: {
    readonly participantId: ParticipantId;
    readonly facilitator: boolean;
    readonly reads: boolean;
    readonly readingId: ReadingId;
    /** The round of which a late reading is still owed; what the others wrote is withheld until then. */
    readonly lateFor?: number;
    readonly hasClaimed: boolean;
    readonly marks: readonly OwnMark[];
  };
  readonly participants: readonly PersonView[];
  readonly former: readonly FormerView[];
  readonly dimensions: readonly Dimension[];
  readonly rounds: readonly RoundView[];
  readonly replies: readonly ReplyView[];
  readonly marks: readonly Marks[];
  readonly claims: readonly { readonly readingId: ReadingId; readonly participantId: ParticipantId }[];
  readonly outputs: readonly never[];
}

export type BoardView = View | { readonly pending: true };

/** What a view needs besides the log. */
export interface ViewSources {
  readonly nameOf: (id: ParticipantId) => PersonRecord | undefined;
  readonly replyOf: (id: ReplyId) => string | undefined;
  readonly isOnline: (id: ParticipantId) => boolean;
  /** The shared wording text as it stands in the board document. */
  readonly wording: string;
}

const personView = (state: BoardState, person: Participant, sources: Omit<ViewSources, 'wording'>): PersonView => {
  const record = sources.nameOf(person.id);
  return {
    id: person.id,
    name: record?.name ?? null,
    ...(record?.function === undefined ? {} : { function: record.function }),
    facilitator: person.isFacilitator,
    reads: person.reads,
    online: sources.isOnline(person.id),
    done: lastRound(state)?.done.has(person.id) ?? false,
    ...(person.isPending ? { pending: true as const } : {}),
  };
};

const roundView = (round: BoardState['rounds'][number], isWithheld: boolean): RoundView => ({
  number: round.number,
  // Nobody sees the state between seal and reveal (I5).
  status: round.status === 'sealed' ? 'writing' : round.status,
  wording: round.wording,
  wordingVersion: round.wordingVersion,
  dimensions: round.dimensions,
  rules: round.rules,
  openedAt: round.openedAt,
  ...(round.deadline === undefined ? {} : { deadline: round.deadline }),
  digests: isWithheld ? [] : round.digests,
});

const replyViews = (state: BoardState, sources: ViewSources): ReplyView[] =>
  [...state.replies.values()].flatMap((reply) => {
    const text = sources.replyOf(reply.id);
    return text === undefined ? [] : [{ ...reply, text }];
  });

/**
 * The wording a person is to read: the live text while framing, the frozen one otherwise. A late reader keeps to what a
 * round was opened with: a restatement says what the others had read.
 */
const wordingOf = (state: BoardState, sources: ViewSources, isWithheld: boolean) => {
  if (!isWithheld) {
    const frozen = state.phase === 'frame' ? undefined : state.wordings.at(-1)?.text;
    return { wording: frozen ?? sources.wording, wordings: state.wordings };
  }
  const asked = new Set(state.rounds.map((round) => round.wordingVersion));
  return {
    wording: lastRound(state)?.wording ?? '',
    wordings: state.wordings.filter(({ version }) => asked.has(version)),
  };
};

/** People who were turned away at the door never were on the board; nobody but facilitators knows of them. */
export const mayKnowOf = (me: Participant, person: Participant): boolean => !person.isPending || me.isFacilitator;

/** In an order that is the same whenever each of them went. */
export const inFormerOrder = (former: readonly FormerView[]): FormerView[] =>
  [...former].sort((a, b) => (a.id < b.id ? -1 : 1));

/** Undefined for somebody who is not, or no longer, on the board. */
export const viewOf = (state: BoardState, viewer: ParticipantId, sources: ViewSources): BoardView | undefined => {
  const me = state.participants.get(viewer);
  if (me === undefined || me.isRemoved || state.id === null) return undefined;
  if (me.isPending) return { pending: true };
  const isWithheld = isWithheldFrom(state, me);
  const round = lastRound(state);
  const lateFor = lateRoundOf(state, me)?.number;
  const people = [...state.participants.values()];
  const known = people.filter((person) => mayKnowOf(me, person));
  return {
    board: {
      id: state.id,
      title: state.title ?? null,
      phase: state.phase,
      round: state.rounds.length,
      rules: state.rules,
      ...wordingOf(state, sources, isWithheld),
      timeZone: state.timeZone,
      seen: state.seen,
      createdAt: state.createdAt,
      locked: state.isLocked,
      hasPassphrase: state.passphrase !== undefined,
      ...(state.code === undefined || state.isCodeEnded ? {} : { code: state.code }),
      ...(state.phase !== 'write' || round?.deadline === undefined ? {} : { deadline: round.deadline }),
      ...(state.closedOn === undefined ? {} : { closedOn: state.closedOn }),
      ...(state.returnOn === undefined ? {} : { returnOn: state.returnOn }),
    },
    me: {
      participantId: me.id,
      facilitator: me.isFacilitator,
      reads: me.reads,
      readingId: me.readingId,
      ...(lateFor === undefined ? {} : { lateFor }),
      hasClaimed: me.hasClaimed,
      marks: isWithheld ? [] : marksOf(state, me.id),
    },
    participants: known.filter((person) => !person.isRemoved).map((person) => personView(state, person, sources)),
    former: inFormerOrder(
      known.filter((person) => person.isRemoved).map(({ id }) => ({ id, name: sources.nameOf(id)?.name ?? null })),
    ),
    dimensions: state.dimensions,
    rounds: state.rounds.map((found) => roundView(found, isWithheld)),
    replies: isWithheld ? [] : replyViews(state, sources),
    marks: isWithheld ? [] : state.shownMarks,
    claims: isWithheld ? [] : [...state.claims].map(([readingId, participantId]) => ({ readingId, participantId })),
    outputs: [],
  };
};
