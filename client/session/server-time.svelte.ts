/**
 * The server's clock, as far as this device can know it. A message is at least as old as it took to arrive, so the
 * estimate that is furthest ahead is the best one; a clock on the device that is days off changes nothing.
 */

export interface Ticking {
  /** Milliseconds that never jump. */
  readonly monotonicMs: () => number;
  /** Calls about once a second. @returns how to stop */
  readonly everySecond: (tick: () => void) => () => void;
}

export class ServerTime {
  readonly #ticking: Ticking;
  #aheadMs: number | undefined;
  #nowMs = $state.raw(0);

  /** @param firstGuessMs what the device believes, until the server has been heard */
  constructor(ticking: Ticking, firstGuessMs: number) {
    this.#ticking = ticking;
    this.#nowMs = firstGuessMs;
  }

  /** @param serverNow milliseconds since 1970, when the server sent it */
  heard(serverNow: number): void {
    const aheadMs = serverNow - this.#ticking.monotonicMs();
    this.#aheadMs = Math.max(this.#aheadMs ?? aheadMs, aheadMs);
    this.#nowMs = this.#aheadMs + this.#ticking.monotonicMs();
  }

  /** Milliseconds since 1970; changes every second while `run` is on. */
  get nowMs(): number {
    return this.#nowMs;
  }

  /** @returns how to stop */
  run(): () => void {
    return this.#ticking.everySecond(() => {
      if (this.#aheadMs !== undefined) this.#nowMs = this.#aheadMs + this.#ticking.monotonicMs();
    });
  }
}
