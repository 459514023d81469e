/** How an example passes the time. Handed in, so that a test need not wait for people who type. Milliseconds. */

export interface ExamplePace {
  /** Between two simulated people who come in. */
  readonly arrivalMs: number;
  /** An example that nobody joins is over after this. */
  readonly visitorWithinMs: number;
  /** From the moment a visitor and everybody else are there to the opening of the round. */
  readonly openAfterMs: number;
  /** From the opening to the last of the simulated people being done. */
  readonly writingMs: number;
  /** How long after that a visitor who is still writing is waited for. */
  readonly visitorWritesMs: number;
  /** From everybody being done to the reveal. */
  readonly revealAfterMs: number;
  /** How many times as fast as a human the talk after the reveal goes. */
  readonly talkSpeed: number;
  /** After the talk, an example that nobody watches is over after this. */
  readonly unwatchedMs: number;
  /** From its start to its end, whoever is still there. */
  readonly lastsMs: number;
}

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;

/** Who only watches sees the reveal some 70 s after coming in. */
export const EXAMPLE_PACE: ExamplePace = {
  arrivalMs: 0.7 * SECOND_MS,
  visitorWithinMs: 3 * MINUTE_MS,
  openAfterMs: 6 * SECOND_MS,
  writingMs: MINUTE_MS,
  visitorWritesMs: 3 * MINUTE_MS,
  revealAfterMs: 4 * SECOND_MS,
  talkSpeed: 1,
  unwatchedMs: 5 * MINUTE_MS,
  lastsMs: 20 * MINUTE_MS,
};
