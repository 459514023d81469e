/**
 * One connection to one document, as the transport offers it and as a document serves it. Neither side ever waits for
 * the other (I10).
 */

import type { ParticipantId } from '../../shared/board/ids.ts';

/** A message on its way to many peers: encoded once, and framed once by whichever transport sends it first. */
export interface Outgoing {
  readonly payload: Uint8Array;
  /** The transport's own; documents never look at it. */
  frame?: Uint8Array;
}

export interface DocumentPeer {
  readonly person: ParticipantId;
  /** Hash of the key it came with: the connection ends when the key does. */
  readonly keyHash: string;
  /** Opted into acknowledgements and named refusals with `?ack=1`. */
  readonly wantsAcks: boolean;
  readonly send: (message: Outgoing) => void;
  /** What was sent and not taken yet. */
  readonly bufferedBytes: () => number;
  readonly close: (code: number, reason: string) => void;
}

/** The document's side of a connection. */
export interface ServedPeer {
  /** One binary message; nobody changes its bytes any more. */
  readonly receive: (message: Uint8Array) => void;
  /** The connection is gone. */
  readonly closed: () => void;
}
