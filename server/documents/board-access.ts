/**
 * What a document needs to know of its board. The room implements it; documents never look at the board's state
 * themselves, so that one function decides who may do what, on every message.
 */

import type { DimensionId, ParticipantId, ReadingId } from '../../shared/board/ids.ts';
import type { Dimension } from '../../shared/board/dimension.ts';
import type { RejectionCode } from '../../shared/board/rejections.ts';
import type { Seq } from '../store/board-store.ts';

export type DocumentName =
  | { readonly kind: 'board' }
  | { readonly kind: 'wall' }
  | { readonly kind: 'reading'; readonly round: number; readonly author: ParticipantId };

/** The part of a document that a write touches: a root name, `wording` or `notes` for the board, `reading` otherwise. */
export type WritePlace = 'wording' | 'notes' | 'reading' | 'wall';

export interface BoardAccess {
  /** Undefined when allowed, else why not. Cheap: asked for every message. */
  readonly mayRead: (person: ParticipantId, document: DocumentName) => RejectionCode | undefined;
  readonly mayWrite: (person: ParticipantId, document: DocumentName, place: WritePlace) => RejectionCode | undefined;
  /** False once the key that hashes to this has ended. */
  readonly isKey: (keyHash: string) => boolean;
  /** The fence under which the answers of `mayRead` and `mayWrite` were given. */
  readonly fence: () => Seq;
  /** Resolves when everything the store held at the time of the call has been folded. @throws StoreUnavailable */
  readonly catchUp: () => Promise<void>;
  /** False while this node may not accept writes because it can no longer be sure of what the others have done. */
  readonly isFresh: () => boolean;
  /** Position of the last control entry; 0 for no other than a board that is not there. */
  readonly eventsHead: () => Seq;
  /** The questions a reading of `round` answers, as frozen when the round opened. */
  readonly dimensionsOf: (round: number) => readonly Dimension[];
  /** The dimensions that may have notes: those of the frame now. */
  readonly notedDimensions: () => readonly DimensionId[];
  /** What the board was created with, for the first state of the `wording` text. */
  readonly firstWording: () => string;
  /** The name as others may see it, for awareness. */
  readonly displayName: (person: ParticipantId) => string;
  /** Where a reading of an open round hangs while it is written; undefined in a sealed one, or when it is not written now. */
  readonly shownWhileWritten: (
    round: number,
    author: ParticipantId,
  ) => { readonly readingId: ReadingId; readonly by: ParticipantId } | undefined;
}
