/** What a person finds on a closed board: the day of return, the personal link, the files to take away, the way back. */

import { closed as text } from '../../../client/text/en/closed.ts';
import type { Page } from '../browser.ts';

export class Closed {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  async isShown(): Promise<void> {
    await this.#page.getByRole('heading', { name: text.title, exact: true }).waitFor();
  }

  /** ISO 8601, or null where none was set. */
  returnDay(): Promise<string | null> {
    return this.#page.locator('[data-return]').getAttribute('data-return');
  }

  async makesPersonalLink(): Promise<string> {
    await this.#page.getByRole('button', { name: text.personal.make, exact: true }).click();
    return this.#page.getByRole('textbox', { name: text.personal.label, exact: true }).inputValue();
  }

  async #downloads(name: string): Promise<string> {
    const coming = this.#page.waitForEvent('download');
    await this.#page.getByRole('link', { name, exact: true }).click();
    // The browser may give up a file of its own on a busy machine: what it was about to write is asked for again.
    const answer = await this.#page.context().request.get((await coming).url());
    return answer.text();
  }

  takesMarkdown(): Promise<string> {
    return this.#downloads(text.files.markdown);
  }

  takesJson(): Promise<string> {
    return this.#downloads(text.files.json);
  }

  takesCalendar(): Promise<string> {
    return this.#downloads(text.calendar);
  }

  async reopensReveal(): Promise<void> {
    await this.#page.getByRole('button', { name: text.back, exact: true }).click();
  }
}
