/**
 * Judges what an update would put into a document, or take out of it. One judge for one update; it is told of every
 * new struct in the order of integration, then of everything that would be deleted, and asked for its opinion at last.
 */

import type * as Y from 'yjs';
import type { RejectionCode } from '../../../shared/board/rejections.ts';
import type { WritePlace } from '../board-access.ts';
import type { NewStruct, ScannedUpdate } from './scanned-update.ts';

export interface ContentJudge {
  /** `later`: it can only be judged once the structs before it are in the document. Never said of the first one. */
  readonly insert: (struct: NewStruct, update: ScannedUpdate) => RejectionCode | 'later' | undefined;
  /** `units` of visible text or one value of an item that the document has would be gone. */
  readonly remove: (item: Y.Item, units: number) => RejectionCode | undefined;
  /** The same of a struct of this update. */
  readonly removeNew: (struct: NewStruct, units: number) => void;
  /** Whether the whole is too much of it. */
  readonly conclude: () => RejectionCode | undefined;
  /** The parts of the document that were touched. */
  readonly places: () => readonly WritePlace[];
  /** What integration will cost: how many items Yjs may have to pass over. */
  readonly steps: () => number;
}

/** Made once for a document and kept with it. */
export interface ContentRules {
  readonly judge: () => ContentJudge;
}
