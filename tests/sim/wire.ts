/**
 * A connection between a client and a node, without a socket: two lanes, never reordered within, cut at any moment.
 */

import type { SimNode } from './sim-node.ts';
import { Lane, type Steps } from './steps.ts';

/** Two lanes and who is at their ends. */
export class Wire {
  readonly node: SimNode;
  readonly #up: Lane;
  readonly #down: Lane;
  readonly #hangUp: Lane;
  /** Bytes that were sent to the client and have not been taken. */
  bufferedBytes = 0;
  isCut = false;
  onGone: () => void = () => undefined;

  constructor(steps: Steps, node: SimNode) {
    this.node = node;
    this.#up = new Lane(steps);
    this.#down = new Lane(steps);
    this.#hangUp = new Lane(steps);
  }

  up(run: () => void): void {
    if (!this.isCut) {
      this.#up.push(() => {
        if (!this.node.isDead) run();
      });
    }
  }

  down(run: () => void, bytes = 0): void {
    if (this.isCut || this.node.isDead) return;
    this.bufferedBytes += bytes;
    this.#down.push(() => {
      this.bufferedBytes -= bytes;
      run();
    });
  }

  pause(isPaused: boolean): void {
    this.#up.isPaused = isPaused;
    this.#down.isPaused = isPaused;
  }

  /** Whatever is under way is lost; the node learns of it some time later. */
  cut(): void {
    if (this.isCut) return;
    this.isCut = true;
    this.#up.clear();
    this.#down.clear();
    this.bufferedBytes = 0;
    this.#hangUp.push(() => {
      if (!this.node.isDead) this.onGone();
    });
  }
}
