/**
 * Every limit a document or its connections can meet, by name (A2). Handed in, so that an operator can change them and
 * a test can make them small.
 */

export interface DocumentLimits {
  /** Visible text of a reading, all of its answers together, UTF-16 units. */
  readonly readingUnits: number;
  /** Visible text of the wording, and of each note, UTF-16 units. */
  readonly wordingUnits: number;
  /** What was typed for an answer that is not text, and the reason of a nod, UTF-16 units. */
  readonly rawUnits: number;
  readonly reasonUnits: number;
  /** The value of an answer, bytes as encoded. */
  readonly valueBytes: number;
  /** Encoded state of a document, bytes. */
  readonly stateBytes: number;
  /** Yjs client ids of one person in one document. */
  readonly clientIdsPerPerson: number;
  /** New structs of one message. */
  readonly structsPerMessage: number;
  /** Messages of one connection: at once, and per second after that. */
  readonly messageBurst: number;
  readonly messagesPerSecond: number;
  /** Requests for the whole document of one connection: at once, and per second after that. */
  readonly joinBurst: number;
  readonly joinsPerSecond: number;
  /** Refused messages after which a connection is closed. */
  readonly refusals: number;
  /** What one connection, and all of one document, may have waiting to be judged, bytes. */
  readonly queuedBytesPerPeer: number;
  readonly queuedBytes: number;
  /** What may wait to be sent to a connection before it is left behind, bytes, and for how long. */
  readonly unsentBytes: number;
  readonly unsentMs: number;
  /** An awareness state, bytes. */
  readonly awarenessBytes: number;
  /** A document nobody has open is kept in memory for so long. */
  readonly unloadMs: number;
  /** The log of a document is compacted when it is longer than this. */
  readonly logEntries: number;
  readonly logBytes: number;
}

export const DOCUMENT_LIMITS: DocumentLimits = {
  readingUnits: 20_000,
  wordingUnits: 20_000,
  rawUnits: 2000,
  reasonUnits: 500,
  valueBytes: 8000,
  stateBytes: 512 * 1024,
  clientIdsPerPerson: 50,
  structsPerMessage: 20_000,
  messageBurst: 400,
  messagesPerSecond: 200,
  joinBurst: 20,
  joinsPerSecond: 2,
  refusals: 50,
  queuedBytesPerPeer: 2 * 1024 * 1024,
  queuedBytes: 32 * 1024 * 1024,
  unsentBytes: 1024 * 1024,
  unsentMs: 10_000,
  awarenessBytes: 2000,
  unloadMs: 5000,
  logEntries: 2000,
  logBytes: 2 * 1024 * 1024,
};
