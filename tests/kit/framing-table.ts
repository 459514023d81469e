/** Noor, who facilitates, and Ben, both at the wording of a board that is being framed. Everybody is sent home clean. */

import type { Member } from './board-client.ts';
import { sitDown, sitsIn, plannedBoard, type BoardPlan } from './seats.ts';
import type { Person } from './person.ts';

export interface FramingTable {
  readonly board: Member;
  /** On a laptop. */
  readonly noor: Person;
  /** On a phone. */
  readonly ben: Person;
}

export class FramingTables {
  readonly #url: () => string;
  #here: readonly Person[] = [];

  constructor(url: () => string) {
    this.#url = url;
  }

  async set(plan: BoardPlan = {}): Promise<FramingTable> {
    const board = await plannedBoard(this.#url(), plan);
    const noor = await sitDown(board, 'Noor');
    this.#here = [...this.#here, noor];
    const { person: ben } = await sitsIn(board, 'Ben', {}, { phone: true });
    this.#here = [...this.#here, ben];
    await Promise.all([noor.frame.wording.waitFor(), ben.frame.wording.waitFor()]);
    return { board, noor, ben };
  }

  /** @param expected complaints that the test has itself provoked */
  async sendHome(person: Person, ...expected: readonly RegExp[]): Promise<void> {
    this.#here = this.#here.filter((other) => other !== person);
    person.expectClean(...expected);
    await person.leaves();
  }

  async clear(): Promise<void> {
    for (const person of this.#here) await this.sendHome(person);
  }
}

/** One key after the other. */
export const press = async ({ page }: Person, ...keys: readonly string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key);
};
