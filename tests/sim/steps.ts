/**
 * Everything that can happen, as steps that wait in lanes. One step at a time, drawn by a seeded die; whatever follows
 * from it by promises alone has happened before the next one is drawn, so that a seed replays exactly.
 */

import { setImmediate as turn } from 'node:timers/promises';
import type { Seeded } from '../kit/seeded.ts';
import { SteppedClock } from './stepped-clock.ts';

export class Lane {
  readonly #steps: Steps;
  /** Of a lane that is not ordered any step may be next. */
  readonly #isOrdered: boolean;
  #waiting: (() => void)[] = [];
  isPaused = false;

  constructor(steps: Steps, { isOrdered = true }: { readonly isOrdered?: boolean } = {}) {
    this.#steps = steps;
    this.#isOrdered = isOrdered;
  }

  get isEmpty(): boolean {
    return this.#waiting.length === 0;
  }

  readonly push = (run: () => void): void => {
    this.#waiting.push(run);
    this.#steps.wake(this);
  };

  clear(): void {
    this.#waiting = [];
  }

  take(die: Seeded): (() => void) | undefined {
    const at = this.#isOrdered ? 0 : Math.floor(die() * this.#waiting.length);
    return this.#waiting.splice(at, 1)[0];
  }
}

export class Steps {
  readonly clock = new SteppedClock();
  readonly die: Seeded;
  /** Called when a step throws: in a process that would be its end. */
  readonly #onThrow: (fault: unknown) => void;
  #awake: Lane[] = [];
  count = 0;

  constructor(die: Seeded, onThrow: (fault: unknown) => void) {
    this.die = die;
    this.#onThrow = onThrow;
  }

  wake(lane: Lane): void {
    if (!this.#awake.includes(lane)) this.#awake.push(lane);
  }

  /** @returns false when nothing but time is waited for */
  async next(): Promise<boolean> {
    this.#awake = this.#awake.filter((lane) => !lane.isEmpty);
    const ready = this.#awake.filter((lane) => !lane.isPaused);
    const lane = ready[Math.floor(this.die() * ready.length)];
    const run = lane?.take(this.die);
    if (run === undefined) return false;
    await this.run(run);
    return true;
  }

  async run(run: () => void): Promise<void> {
    this.count++;
    try {
      run();
    } catch (fault) {
      this.#onThrow(fault);
    }
    await turn();
  }

  /** Time goes by; what becomes due on the way happens, and nothing else. */
  async pass(ms: number): Promise<void> {
    const untilMs = this.clock.monotonicMs() + ms;
    let isMoving = true;
    while (isMoving) {
      await this.run(() => {
        isMoving = this.clock.advance(untilMs);
      });
    }
  }

  /** Everything that waits happens, and everything that is due within `ms`. */
  async settle(ms: number): Promise<void> {
    const untilMs = this.clock.monotonicMs() + ms;
    let isMoving = true;
    while (isMoving) {
      while (await this.next());
      await this.run(() => {
        isMoving = this.clock.advance(untilMs);
      });
    }
    while (await this.next());
  }
}
