/**
 * Judges one update against the server's document before anything of it is applied. Whoever calls may apply what comes
 * back as `write` and nothing else; afterwards nothing is pending in the document, and nothing outside its schema exists.
 *
 *   take it apart to the last byte                    else malformed
 *   drop what the document has                        nothing left: not a write
 *   each client id must be the author's own, or new   else foreign_client
 *   find an order in which all can be integrated      else reset
 *   judge what each struct would insert, and where    else unknown_content …
 *   judge what each deletion would remove             else unknown_content …
 *   judge the whole: lengths, size                    else too_large
 *   write the new part as an update of its own; of a long or tangled one the first piece, the rest to be judged again
 */

import * as Y from 'yjs';
import type { ParticipantId } from '../../../shared/board/ids.ts';
import type { RejectionCode } from '../../../shared/board/rejections.ts';
import type { WritePlace } from '../board-access.ts';
import type { ClientOwners } from '../client-owners.ts';
import type { DocumentLimits } from '../document-limits.ts';
import { judgeDeletions } from './deletions.ts';
import { integrationOrder } from './integration-order.ts';
import type { ContentRules } from './content-judge.ts';
import { Kind, type NewStruct, type ScannedUpdate, type Section } from './scanned-update.ts';
import { scanUpdate } from './update-scan.ts';
import { NO_DELETIONS, writeUpdate } from './update-writer.ts';

export type Verdict =
  | { readonly kind: 'nothing' }
  | {
      readonly kind: 'write';
      readonly update: Uint8Array;
      /** The rest of a long update, to be judged once `update` is applied. */
      readonly rest?: Uint8Array;
      /** Everything in `update` is new: stored as it is, it says no more than it has to. */
      readonly isExact: boolean;
      readonly places: readonly WritePlace[];
      /** Used by `author` for the first time. */
      readonly newClientIds: readonly number[];
      /** What integration costs, in items passed over or made. */
      readonly work: number;
    }
  | {
      readonly kind: 'refused';
      readonly code: RejectionCode;
      /** No Yjs client would ever send this. */
      readonly isHostile: boolean;
    };

export interface VettedDocument {
  readonly doc: Y.Doc;
  readonly owners: ClientOwners;
  readonly rules: ContentRules;
  readonly limits: DocumentLimits;
  /** Whether so many more bytes may be stored. */
  readonly hasRoomFor: (bytes: number) => boolean;
}

/** What is integrated in one go: a few milliseconds, whatever its author had in mind. */
const PIECE = 512;

const NOTHING: Verdict = { kind: 'nothing' };
const refuse = (code: RejectionCode): Verdict => ({ kind: 'refused', code, isHostile: code === 'malformed' });

/** Never throws, whatever the bytes; changes nothing. */
export const vetUpdate = (bytes: Uint8Array, author: ParticipantId, document: VettedDocument): Verdict => {
  const { store } = document.doc;
  const knownClock = (client: number) => Y.getState(store, client);
  const update = scanUpdate(bytes, knownClock, document.limits.structsPerMessage);
  if (typeof update === 'string') return refuse(update);
  if (update.hasSkip) return refuse('reset');

  const newClientIds: number[] = [];
  for (const section of update.sections) {
    const code = judgeSection(section, author, document, newClientIds);
    if (code !== undefined) return refuse(code);
  }
  const structs = integrationOrder(update.sections, knownClock);
  if (structs === undefined) return refuse('reset');

  const judge = document.rules.judge();
  const piece: NewStruct[] = [];
  for (const struct of structs) {
    const code = piece.length < PIECE ? judge.insert(struct, update) : 'later';
    if (code === 'later') break;
    if (code !== undefined) return refuse(code);
    piece.push(struct);
  }
  const later = structs.slice(piece.length);
  const removed = later.length > 0 ? 0 : judgeDeletions(update, store, judge);
  if (typeof removed === 'string') return refuse(removed);
  if (piece.length === 0 && removed === 0) return NOTHING;
  const code = judge.conclude();
  if (code !== undefined) return refuse(code);
  if (piece.length > 0 && !document.hasRoomFor(bytes.length)) return refuse('too_large');
  return {
    kind: 'write',
    ...inPieces(update, piece, later),
    isExact: later.length > 0 || update.deletedRanges <= removed,
    places: judge.places(),
    newClientIds,
    work: piece.length + removed + judge.steps() + (later.length > 0 ? bytes.length >> 6 : 0),
  };
};

const judgeSection = (
  { client, structs }: Section,
  author: ParticipantId,
  { owners, limits }: VettedDocument,
  newClientIds: number[],
): RejectionCode | undefined => {
  const owner = owners.get(client);
  if (owner === undefined) newClientIds.push(client);
  else if (owner !== author) return 'foreign_client';
  if (owners.countOf(author) + newClientIds.length > limits.clientIdsPerPerson) return 'too_many';
  // Only the server forgets: a client that does so on its own would take a clock for itself that means nothing.
  return structs.some(({ kind }) => kind === Kind.garbage) ? 'malformed' : undefined;
};

const inPieces = (update: ScannedUpdate, piece: readonly NewStruct[], later: readonly NewStruct[]) => {
  const { bytes, isWhole, deleteSet } = update;
  const deletions = bytes.subarray(deleteSet);
  if (later.length === 0) return { update: isWhole ? bytes : writeUpdate(update, piece, deletions) };
  return { update: writeUpdate(update, piece, NO_DELETIONS), rest: writeUpdate(update, later, deletions) };
};
