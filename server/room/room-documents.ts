/** What the room asks of the documents of its board. */

import type { ParticipantId } from '../../shared/board/ids.ts';
import type { RawReading } from '../../shared/board/reading.ts';
import type { RejectionCode } from '../../shared/board/rejections.ts';
import type { ByeReason } from '../../shared/protocol/control.ts';
import type { DocumentName } from '../documents/board-access.ts';
import type { DocumentPeer, ServedPeer } from '../documents/document-peer.ts';
import type { WallChange, WallContent } from '../documents/wall-document.ts';
import type { Entry, Seq } from '../store/board-store.ts';
import type { Companions } from './command-line.ts';

export interface RoomDocuments {
  /** A person at a document, or why not. @throws StoreUnavailable */
  readonly connect: (document: DocumentName, peer: DocumentPeer) => Promise<ServedPeer | RejectionCode>;
  /** Every entry of the board's document streams, in order. */
  readonly onEntry: (entry: Entry) => void;
  /** Permissions may have changed: peers that may no longer read are closed. */
  readonly recheck: () => void;
  /** Close every peer of this person: their key has ended. */
  readonly cutOff: (person: ParticipantId) => void;
  /** The wording as committed, and the position of its document. */
  readonly wording: () => Promise<{ readonly text: string; readonly head: Seq }>;
  /** Question → notes, as committed. */
  readonly notes: () => Promise<Readonly<Record<string, string>>>;
  /** Round → reading id → what hangs there, as committed. */
  readonly wall: () => Promise<WallContent>;
  /** A reading as committed; undefined when the document was never written. */
  readonly reading: (round: number, author: ParticipantId) => Promise<RawReading | undefined>;
  /** The write that makes these changes on the wall, and the head it stands on. */
  readonly changeWall: (changes: readonly WallChange[]) => Promise<Required<Companions>>;
  /** The write that makes the shared wording this text. */
  readonly changeWording: (text: string) => Promise<Required<Companions>>;
  /** Keep one state without history of a document whose round is sealed. */
  readonly forgetHistory: (document: { round: number; author: ParticipantId } | 'wall') => Promise<void>;
  /** Close everything; nothing of the board is served any more. */
  readonly close: (reason: ByeReason) => Promise<void>;
  /** Document sockets open on this node. */
  readonly count: () => number;
  /** Cursors of people on another node. */
  readonly hearAwareness: (node: string, message: Uint8Array) => void;
}
