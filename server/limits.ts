/**
 * What the server takes from one sender, by name; each can be set as `LIMIT_<NAME>` (A2). Limits of a board are in
 * `shared/protocol/limits.ts`, those of a document in `server/documents/`.
 */

export interface ServerLimits {
  /** Body of an HTTP request, bytes. */
  readonly bodyBytes: number;
  /** One message on the control socket, bytes. */
  readonly controlMessageBytes: number;
  /** One message on a document socket, bytes. */
  readonly documentMessageBytes: number;
  /** Sockets of one person on one board. */
  readonly socketsPerPerson: number;
  /** Sockets from one address. */
  readonly socketsPerAddress: number;
  /** Sockets of this server. */
  readonly sockets: number;
  /** Boards created from one address: at once, and per hour after that. */
  readonly boardsPerAddress: number;
  /** Live examples that play on this server at once. */
  readonly examples: number;
  /** Live examples started from one address: at once, and per hour after that. */
  readonly examplesPerAddress: number;
  /** Exports of boards to one address: at once, and per minute after that. */
  readonly exportsPerAddress: number;
  /** Joins from one address: at once, and per minute after that. */
  readonly joinsPerAddress: number;
  /** Spoken codes and passphrases tried from one address: at once, and per minute after that. */
  readonly guessesPerAddress: number;
  /** HTTP requests from one address: at once; a tenth of it per second after that. */
  readonly requestsPerAddress: number;
  /** Commands of one connection: at once; a tenth of it per second after that. */
  readonly commandsPerConnection: number;
  /**
   * Frames of one connection beneath commands and documents (pings, packets of socket.io): at once; a quarter of it per
   * second after that.
   */
  readonly framesPerConnection: number;
}

export const SERVER_LIMITS: ServerLimits = {
  bodyBytes: 64 * 1024,
  controlMessageBytes: 64 * 1024,
  documentMessageBytes: 256 * 1024,
  socketsPerPerson: 20,
  socketsPerAddress: 2500,
  sockets: 10_000,
  boardsPerAddress: 60,
  examples: 8,
  examplesPerAddress: 6,
  exportsPerAddress: 60,
  joinsPerAddress: 600,
  guessesPerAddress: 20,
  requestsPerAddress: 3000,
  commandsPerConnection: 200,
  framesPerConnection: 1000,
};
