/** Whoever comes to a site in the course of a test, each in a browser of their own; sent home, and looked at, after it. */

import type { PersonOptions } from './browser.ts';
import { arrive, type Person } from './person.ts';

export class Arrivals {
  readonly #url: () => string;
  readonly #here: Person[] = [];

  constructor(url: () => string) {
    this.#url = url;
  }

  /** @param url of another site than the one of the test file */
  async come(name: string, options?: PersonOptions, url = this.#url()): Promise<Person> {
    return this.add(await arrive(url, name, options));
  }

  /** Somebody who came in another way. */
  add(person: Person): Person {
    this.#here.push(person);
    return person;
  }

  /** @param expected complaints that the tests have themselves provoked */
  async goHome(...expected: readonly RegExp[]): Promise<void> {
    for (const person of this.#here.splice(0)) {
      person.expectClean(...expected);
      await person.leaves();
    }
  }
}
