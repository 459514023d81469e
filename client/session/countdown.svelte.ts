/**
 * The time of a round, the same for everyone: counted down to the deadline by the server's clock. Running out changes
 * nothing on the board (A7); it is only said, once.
 */

export interface CountdownParts {
  /** Milliseconds since 1970; undefined while there is no limit. */
  readonly deadlineMs: () => number | undefined;
  /** The server's clock, milliseconds since 1970. */
  readonly nowMs: () => number;
}

export interface TimeLeft {
  readonly minutes: number;
  /** 0 to 59. */
  readonly seconds: number;
}

/** The last stretch, of which people are told. */
const LAST_MS = 60_000;

export type CountdownStage = 'none' | 'running' | 'last_minute' | 'over';

export class Countdown {
  readonly #parts: CountdownParts;
  /** Whole seconds, so that it changes with the clock on the wall. */
  readonly #secondsLeft = $derived.by(() => {
    const deadlineMs = this.#parts.deadlineMs();
    return deadlineMs === undefined ? undefined : Math.max(0, Math.ceil((deadlineMs - this.#parts.nowMs()) / 1000));
  });

  constructor(parts: CountdownParts) {
    this.#parts = parts;
  }

  get left(): TimeLeft | undefined {
    const seconds = this.#secondsLeft;
    return seconds === undefined ? undefined : { minutes: Math.floor(seconds / 60), seconds: seconds % 60 };
  }

  get stage(): CountdownStage {
    const seconds = this.#secondsLeft;
    if (seconds === undefined) return 'none';
    if (seconds === 0) return 'over';
    return seconds * 1000 <= LAST_MS ? 'last_minute' : 'running';
  }
}
