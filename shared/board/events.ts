/**
 * What has happened on a board: the entries of its control log, for good. Events hold no names and no text of a
 * reading; those lie in records and documents, which can be erased (D13). A later version may add events and fields,
 * never change the meaning of one.
 */

import type { Dimension } from './dimension.ts';
import type { BoardId, CommandId, DimensionId, ParticipantId, ReadingId, ReplyId } from './ids.ts';
import type { Rules } from './rules.ts';

export interface Marks {
  readonly dimensionId: DimensionId;
  readonly matters: number;
  readonly open: number;
}

export interface Digest {
  readonly readingId: ReadingId;
  /** SHA-256 of salt and canonical reading, hex: see server/room/digest.ts. */
  readonly digest: string;
}

type AboutPerson<Type extends string> = Type extends string ? { type: Type; participantId: ParticipantId } : never;

export type BoardEvent =
  | { type: 'board.created'; boardId: BoardId; timeZone: string; wording: string; title?: string; after?: string }
  | { type: 'board.configured'; title?: string; locked?: boolean; passphrase?: string | null; rules?: Rules }
  | { type: 'code.issued'; code: string }
  | { type: 'dimension.added'; dimension: Dimension; at: number }
  | { type: 'dimension.changed'; dimension: Dimension }
  | { type: 'dimension.moved'; id: DimensionId; at: number }
  | { type: 'dimension.removed'; id: DimensionId }
  | {
      type: 'participant.joined';
      participantId: ParticipantId;
      readingId: ReadingId;
      reads: boolean;
      isAbsent: boolean;
      isPending: boolean;
    }
  | AboutPerson<'participant.admitted' | 'participant.removed' | 'name.withdrawn'>
  | { type: 'participant.renamed'; participantId: ParticipantId; reads?: boolean }
  | { type: 'reading.withdrawn'; participantId: ParticipantId; readingIds: ReadingId[]; rounds: number[] }
  | { type: 'key.added'; participantId: ParticipantId; hash: string; kind: 'personal' | 'recovery' }
  /** A facilitator replaced a lost key: older ones end, and nothing written before belongs to the new one. */
  | {
      type: 'key.replaced';
      participantId: ParticipantId;
      hash: string;
      readingId: ReadingId;
      ownsFromRound: number;
      by: ParticipantId;
    }
  | AboutPerson<'facilitator.granted' | 'facilitator.revoked' | 'facilitator.taken' | 'facilitator.recovered'>
  | {
      type: 'round.opened';
      round: number;
      isResumed: boolean;
      wording: string;
      wordingVersion: number;
      dimensions: readonly Dimension[];
      rules: Rules;
      deadline?: number;
    }
  | { type: 'round.extended'; deadline: number }
  | { type: 'reading.finished'; participantId: ParticipantId; done: boolean }
  | { type: 'round.sealed'; round: number }
  | { type: 'round.revealed'; round: number; digests: readonly Digest[] }
  /** A late reader is done: their document is final; `late.revealed` follows as soon as it hangs on the wall. */
  | { type: 'late.sealed'; participantId: ParticipantId; round: number }
  | { type: 'late.revealed'; participantId: ParticipantId; round: number; digest: Digest | null }
  | { type: 'phase.back'; from: 'write' | 'reveal' | 'closed'; to: 'frame' | 'reveal' }
  | { type: 'reading.claimed'; participantId: ParticipantId; readingId: ReadingId }
  | { type: 'reply.added'; replyId: ReplyId; dimensionId: DimensionId; participantId: ParticipantId }
  | { type: 'reply.removed'; replyId: ReplyId }
  | {
      type: 'dimension.marked';
      dimensionId: DimensionId;
      mark: 'matters' | 'open';
      on: boolean;
      participantId: ParticipantId;
    }
  /** Totals as others may see them: only after three people more have marked, or at a move (S7). */
  | { type: 'marks.shown'; marks: readonly Marks[] }
  | { type: 'wording.restated'; version: number; text: string }
  | { type: 'board.closed'; on: string; returnOn?: string };

export type EventType = BoardEvent['type'];
export type EventOf<Type extends EventType> = Extract<BoardEvent, { type: Type }>;

/** One accepted command. `seq` counts the entries of the log: 1, 2, 3 … */
export interface LogEntry {
  readonly version: 1;
  readonly seq: number;
  /** Milliseconds since 1970, stamped by the server. */
  readonly at: number;
  /** Who asked; absent where the server itself completed a step. */
  readonly by?: ParticipantId;
  readonly commandId?: CommandId;
  readonly events: readonly BoardEvent[];
}

/** Content that can be erased: what a record key stands for. */
export interface PersonRecord {
  readonly name: string;
  readonly function?: string;
}
export interface ReplyRecord {
  readonly text: string;
}
/** `name:<participant>` holds a person, `reply:<reply>` a reply. Null erases. */
export type RecordChange =
  | { readonly key: `name:${ParticipantId}`; readonly value: PersonRecord | null }
  | { readonly key: `reply:${ReplyId}`; readonly value: ReplyRecord | null };
