/**
 * Somebody with nothing but a keyboard. Wherever they come on their way, the focus can be seen: it is marked, and nothing
 * lies over it. There is always a way on.
 */

import { expect } from 'vitest';
import type { Locator, Page } from './browser.ts';

/** No page has so many stops. */
const MOST_STOPS = 150;

/** Runs in the page. What is the matter with the focus where it is now; null when nothing is. */
const focusTrouble = (): string | null => {
  let active = document.activeElement;
  for (let inner = active; inner !== null; inner = inner.shadowRoot?.activeElement ?? null) active = inner;
  // On its way round, the focus leaves the page for a moment.
  if (active === null || active === document.body) return null;
  const called = active.outerHTML.slice(0, 100);
  const around: Element[] = [];
  // The editor of the wording is marked on the outside of what it is made of.
  for (let place: Element | null = active; place !== null && around.length < 8;) {
    around.push(place);
    const root = place.getRootNode();
    place = place.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
  }
  const isMarked = around.some((place) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(place);
    return (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) || boxShadow !== 'none';
  });
  if (!isMarked) return `is not marked: ${called}`;
  const { left, top, width, height } = active.getBoundingClientRect();
  const spots = [0.1, 0.5, 0.9].flatMap((x) =>
    [0.1, 0.5, 0.9].map((y) => [left + x * width, top + y * height] as const),
  );
  const isInSight = spots.some(([x, y]) => {
    const found = document.elementFromPoint(x, y);
    return (
      found !== null && around.some((place) => place === found || place.contains(found)) && found !== document.body
    );
  });
  return isInSight ? null : `lies out of sight: ${called}`;
};

export class Keyboard {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  press(key: string): Promise<void> {
    return this.#page.keyboard.press(key);
  }

  async presses(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.press(key);
  }

  types(words: string): Promise<void> {
    return this.#page.keyboard.type(words);
  }

  /** Whether the focus is on one of these now. */
  isAt(target: Locator): Promise<boolean> {
    return target.evaluateAll((found) => found.some((element) => element.matches(':focus')));
  }

  async expectAt(target: Locator): Promise<void> {
    await expect.poll(() => this.isAt(target), { timeout: 5000 }).toBe(true);
  }

  /** From stop to stop until it is there. */
  async reaches(target: Locator): Promise<void> {
    await target.first().waitFor();
    for (let stop = 0; stop < MOST_STOPS; stop++) {
      await this.press('Tab');
      expect(await this.#page.evaluate(focusTrouble)).toBeNull();
      if (await this.isAt(target)) return;
    }
    throw new Error(`The tab key does not lead to ${String(target)}`);
  }

  async reachesAndPresses(target: Locator): Promise<void> {
    await this.reaches(target);
    await this.press('Enter');
  }

  /** Once around the page. @returns how many stops there are */
  async goesAround(): Promise<number> {
    const stops = new Set<string>();
    for (let stop = 0; stop < MOST_STOPS; stop++) {
      await this.press('Tab');
      expect(await this.#page.evaluate(focusTrouble)).toBeNull();
      if (await this.#page.evaluate(() => document.activeElement === document.body)) return stops.size;
      stops.add(await this.#page.evaluate(() => document.activeElement?.outerHTML ?? ''));
    }
    throw new Error('The tab key does not lead around the page');
  }
}
