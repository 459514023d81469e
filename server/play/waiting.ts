/** Waiting for what the server will say, as patient as somebody in front of a page. */

import { Problem } from './problem.ts';

const PATIENCE_MS = 30_000;

/** Whoever waits looks again at every change; whoever changes something calls `changed`. */
export class Bell {
  readonly #waiting = new Set<() => void>();

  changed(): void {
    for (const look of [...this.#waiting]) look();
  }

  /**
   * Resolves with true as soon as `isSo`, asked now and at every change, says true; with false when time is over.
   * @throws Problem the one that `isSo` returned
   */
  within(patienceMs: number, isSo: () => boolean | Problem): Promise<boolean> {
    return new Promise((resolve, reject) => {
      const stop = (): void => {
        this.#waiting.delete(look);
        clearTimeout(timer);
      };
      const look = (): void => {
        const answer = isSo();
        if (answer === false) return;
        stop();
        if (answer === true) resolve(true);
        else reject(answer);
      };
      const timer = setTimeout(() => {
        stop();
        resolve(false);
      }, patienceMs);
      this.#waiting.add(look);
      look();
    });
  }

  /**
   * Resolves as soon as `isSo`, asked now and at every change, says true.
   * @throws Problem the one that `isSo` returned, or one naming `what` when nothing came of it
   */
  async until(what: string, isSo: () => boolean | Problem): Promise<void> {
    if (!(await this.within(PATIENCE_MS, isSo)))
      throw new Problem(`Waited ${PATIENCE_MS / 1000} s in vain for ${what}.`);
  }
}
