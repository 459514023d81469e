/**
 * The state of a board, folded from its log alone. Names and texts are not in it; whoever needs them reads the records
 * beside it.
 */

import type { Dimension } from './dimension.ts';
import type { Digest, Marks } from './events.ts';
import type { BoardId, DimensionId, ParticipantId, ReadingId, ReplyId } from './ids.ts';
import { FIRST_RULES, type Rules } from './rules.ts';

export type Phase = 'frame' | 'write' | 'reveal' | 'closed';

export interface Participant {
  readonly id: ParticipantId;
  /** The reading id that is theirs now. */
  readonly readingId: ReadingId;
  readonly reads: boolean;
  readonly isFacilitator: boolean;
  /** Not let in yet, or, with `isRemoved`, turned away at the door. */
  readonly isPending: boolean;
  readonly isRemoved: boolean;
  readonly isAbsent: boolean;
  /** Documents of rounds before this one are closed to them: a replaced key never opens what the old one wrote. */
  readonly ownsFromRound: number;
  readonly hasClaimed: boolean;
}

/** `late` people gave their reading of the round after its reveal. */
export interface Round {
  readonly number: number;
  readonly status: 'writing' | 'paused' | 'sealed' | 'revealed';
  readonly wording: string;
  readonly wordingVersion: number;
  readonly dimensions: readonly Dimension[];
  readonly rules: Rules;
  readonly openedAt: number;
  readonly deadline?: number;
  readonly done: ReadonlySet<ParticipantId>;
  readonly digests: readonly Digest[];
  /** Whose reading hangs on the wall or was taken down again. */
  readonly readers: ReadonlySet<ParticipantId>;
  readonly late: ReadonlyMap<ParticipantId, 'sealed' | 'revealed'>;
  readonly withdrawn: ReadonlySet<ReadingId>;
}

export interface WordingVersion {
  readonly version: number;
  readonly text: string;
  readonly at: number;
}

export interface Reply {
  readonly id: ReplyId;
  readonly dimensionId: DimensionId;
  readonly participantId: ParticipantId;
  readonly at: number;
}

export interface BoardState {
  /** Entries folded so far; 0 before the board exists. */
  readonly seq: number;
  readonly id: BoardId | null;
  readonly createdAt: number;
  readonly title?: string;
  readonly timeZone: string;
  readonly after?: string;
  readonly phase: Phase;
  /** `seq` of the last phase move. */
  readonly seen: number;
  readonly rules: Rules;
  readonly isLocked: boolean;
  readonly passphrase?: string;
  readonly code?: string;
  /** The code ends when the board is closed, for good: it leads nowhere any more, even after a step back. */
  readonly isCodeEnded: boolean;
  readonly wordings: readonly WordingVersion[];
  readonly dimensions: readonly Dimension[];
  readonly participants: ReadonlyMap<ParticipantId, Participant>;
  /** Hash of a personal key → whose it is. */
  readonly keys: ReadonlyMap<string, { readonly participantId: ParticipantId; readonly kind: 'personal' | 'recovery' }>;
  readonly rounds: readonly Round[];
  readonly replies: ReadonlyMap<ReplyId, Reply>;
  readonly claims: ReadonlyMap<ReadingId, ParticipantId>;
  /** `<dimension> <mark>` → who set it. */
  readonly marks: ReadonlyMap<string, ReadonlySet<ParticipantId>>;
  /** Whose marks changed since totals were last shown to others. */
  readonly unshownMarkers: ReadonlySet<ParticipantId>;
  readonly shownMarks: readonly Marks[];
  /** Day of closing in the board's time zone, ISO 8601. */
  readonly closedOn?: string;
  readonly returnOn?: string;
}

export const NO_BOARD: BoardState = {
  seq: 0,
  id: null,
  createdAt: 0,
  timeZone: 'UTC',
  phase: 'frame',
  seen: 0,
  rules: FIRST_RULES,
  isLocked: false,
  isCodeEnded: false,
  wordings: [],
  dimensions: [],
  participants: new Map(),
  keys: new Map(),
  rounds: [],
  replies: new Map(),
  claims: new Map(),
  marks: new Map(),
  unshownMarkers: new Set(),
  shownMarks: [],
};

export const lastRound = (state: BoardState): Round | undefined => state.rounds.at(-1);

export const findRound = (state: BoardState, round: number): Round | undefined => state.rounds[round - 1];

export const lastRevealed = (state: BoardState): Round | undefined =>
  state.rounds.findLast((round) => round.status === 'revealed');

/** On the board now: admitted and not removed. */
export const isPresent = (
  person: Participant | undefined,
): person is Participant & { readonly isPending: false; readonly isRemoved: false } =>
  person !== undefined && !person.isPending && !person.isRemoved;

/**
 * The round of which this person still owes a late reading: they said they were absent and have none on the wall.
 * Until they finish it, everything derived from readings is withheld from them. Who got another key since owes none:
 * what was begun under the lost one is not theirs to finish.
 */
export const lateRoundOf = (state: BoardState, person: Participant): Round | undefined => {
  const round = lastRevealed(state);
  if (round === undefined || round.number < person.ownsFromRound) return undefined;
  return person.isAbsent && person.reads && !round.readers.has(person.id) ? round : undefined;
};
