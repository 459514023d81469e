/**
 * What a person sees of a revealed round, read off the page: counts, groups and quotes as they stand there, and whose
 * marks stand beside them. Nothing is worked out here, so that a test can hold it against what people wrote.
 */

import { expect } from 'vitest';
import { reveal as text } from '../../../client/text/en/reveal.ts';
import { ui } from '../../../client/text/en/ui.ts';
import type { Locator, Page } from '../browser.ts';

export interface SeenQuote {
  /** Empty where somebody chose without typing. */
  readonly raw: string;
  readonly readings: readonly string[];
}

export interface SeenGroup {
  readonly count: number;
  readonly state: string;
  /** What the group is said to give; empty where only the quotes say it. */
  readonly value: string;
  readonly quotes: readonly SeenQuote[];
}

/** What stands outside the groups, by its kind. */
export interface SeenOutside {
  readonly kind: string;
  readonly count: number;
  readonly readings: readonly string[];
  readonly quotes: readonly string[];
}

export interface SeenQuestion {
  readonly id: string;
  readonly label: string;
  readonly gave: number;
  readonly of: number;
  readonly groups: readonly SeenGroup[];
  readonly outside: readonly SeenOutside[];
}

export interface SeenTally {
  readonly value: number;
  readonly count: number;
  readonly readings: readonly string[];
}

export interface SeenRound {
  readonly round: number;
  readonly onTime: number;
  readonly readings: readonly string[];
  readonly names: readonly string[];
  readonly nods: readonly SeenTally[];
  readonly sure: readonly SeenTally[];
  readonly sameForAll: number;
  readonly questions: readonly SeenQuestion[];
}

/** As much of an element as is read here: tests are compiled without the types of a browser. */
interface PageElement {
  readonly textContent: string | null;
  readonly dataset: Readonly<Record<string, string | undefined>>;
  readonly querySelectorAll: (selector: string) => Iterable<PageElement>;
  readonly querySelector: (selector: string) => PageElement | null;
  readonly closest: (selector: string) => PageElement | null;
  readonly getAttribute: (name: string) => string | null;
}

/** Runs in the page. */
const readRound = (root: PageElement): SeenRound => {
  const all = (from: PageElement, selector: string) => [...from.querySelectorAll(selector)];
  const words = (element: PageElement | null) => (element?.textContent ?? '').trim();
  const count = (element: PageElement | null) => Number(element?.dataset['count'] ?? Number.NaN);
  const readings = (from: PageElement) => all(from, '[data-reading]').map(({ dataset }) => dataset['reading'] ?? '');
  const quote = (from: PageElement) => from.querySelector('[data-quote]')?.textContent ?? '';
  const tallies = (name: string): SeenTally[] =>
    all(root, `[data-part=said] [data-${name}]`).map((place) => ({
      value: Number(place.dataset[name]),
      count: count(place),
      readings: readings(place),
    }));
  const group = (place: PageElement): SeenGroup => {
    // The marks of whoever typed the same stand at one quote.
    const rows = all(place, 'ul:has(> li > [data-reading])').map((marks) => marks.closest('li') ?? place);
    return {
      count: count(place.querySelector('[data-count]')),
      state: place.dataset['state'] ?? '',
      value: words(place.querySelector('[data-value]')),
      quotes: rows.map((row) => ({ raw: quote(row), readings: readings(row) })),
    };
  };
  return {
    round: Number(root.dataset['round']),
    onTime: count(root.querySelector('[data-count]')),
    readings: all(root, '[role=group] [data-reading]').map(({ dataset }) => dataset['reading'] ?? ''),
    names: all(root, '[role=group] [data-reading]').map((mark) => mark.getAttribute('aria-label') ?? ''),
    nods: tallies('fist'),
    sure: tallies('sure'),
    sameForAll: count(root.querySelector('[data-part=read] [data-count]')),
    questions: all(root, '[data-dimension]').map((place) => ({
      id: place.dataset['dimension'] ?? '',
      label: words(place.querySelector('h3')),
      gave: Number(place.querySelector('[data-gave]')?.dataset['gave']),
      of: Number(place.querySelector('[data-of]')?.dataset['of']),
      groups: all(place, '[data-group]').map(group),
      outside: all(place, '[data-outside]').map((line) => ({
        kind: line.dataset['outside'] ?? '',
        count: count(line),
        readings: readings(line),
        quotes: all(line, '[data-quote]').map((found) => found.textContent ?? ''),
      })),
    })),
  };
};

export class Wall {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  #button(name: string): Locator {
    return this.#page.getByRole('button', { name, exact: true });
  }

  #round(): Locator {
    return this.#page.locator('[data-round]');
  }

  question(id: string): Locator {
    return this.#page.locator(`[data-dimension="${id}"]`);
  }

  /** Resolves once all cards lie open. */
  async isOpen(): Promise<void> {
    await this.#page.locator('[data-round][data-laid][data-side=up]').waitFor();
  }

  /** Once all cards lie open. */
  async sees(): Promise<SeenRound> {
    await this.isOpen();
    return this.#round().evaluate(readRound);
  }

  async claims(): Promise<void> {
    await this.#page.getByRole('button', { name: text.mine.menu }).click();
    await this.#page.getByRole('menuitem', { name: text.mine.claim }).click();
    await this.#page.getByRole('button', { name: text.mine.claimDo, exact: true }).click();
    await this.#page.getByRole('dialog').waitFor({ state: 'hidden' });
  }

  async replies(dimensionId: string, words: string): Promise<void> {
    const question = this.question(dimensionId);
    const field = question.getByRole('textbox', { name: text.talk.reply });
    if (!(await field.isVisible())) await question.getByText(text.talk.summary).click();
    await field.fill(words);
    await question.getByRole('button', { name: text.talk.send, exact: true }).click();
    await question.locator('[data-reply]', { hasText: words }).waitFor();
    // Emptied with the answer to what was sent, which may come after the entry that everybody gets.
    await expect.poll(() => field.inputValue()).toBe('');
  }

  async seesReply(dimensionId: string, words: string): Promise<void> {
    await this.question(dimensionId).locator('[data-reply]', { hasText: words }).waitFor({ state: 'attached' });
  }

  /** Everybody's screen is taken to this question. */
  async pointsAt(dimensionId: string): Promise<void> {
    await this.question(dimensionId).getByRole('button', { name: text.spotlight.point }).click();
  }

  async isShown(dimensionId: string): Promise<void> {
    await this.#page.locator(`[data-dimension="${dimensionId}"][data-spotlit]`).waitFor();
  }

  /** States the agreement anew, as this version. */
  async restates(words: string, version: number): Promise<void> {
    await this.#page.getByRole('textbox', { name: ui.wordingLabel, exact: true }).fill(words);
    await this.#button(text.restate.state(version)).click();
    await this.#page.getByText(text.restate.stated(version)).waitFor();
  }

  /** Back to framing, for another round. */
  async asksAgain(): Promise<void> {
    await this.#button(text.again.button).click();
    await this.#button(text.again.confirm).click();
  }

  /** @param returnIn as the choice reads */
  async closesBoard(returnIn: string = text.close.inOneMonth): Promise<void> {
    await this.#button(text.close.button).click();
    const dialog = this.#page.getByRole('dialog');
    await dialog.getByRole('radio', { name: new RegExp(`^${returnIn}`) }).check();
    await dialog.getByRole('button', { name: text.close.confirm, exact: true }).click();
  }
}
