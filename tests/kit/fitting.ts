/** Whether a page fits its window: nobody has to scroll sideways to read or reach anything (U1). */

import { expect } from 'vitest';
import type { Page } from './browser.ts';

/** Fails with what sticks out. */
export const expectToFit = async (page: Page): Promise<void> => {
  const sticking = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const wide = [...document.body.querySelectorAll<HTMLElement>('*')].filter((element) => {
      const { left, right, width } = element.getBoundingClientRect();
      return width > 0 && (right > clientWidth + 0.5 || left < -0.5);
    });
    return wide.slice(-5).map((element) => `${element.outerHTML.slice(0, 120)} in a page of ${String(clientWidth)}`);
  });
  expect.soft(sticking).toEqual([]);
};
