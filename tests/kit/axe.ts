/** What axe finds on a page: all rules of WCAG A and AA, and what axe itself calls good practice (U1). */

import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];

const expectNothing = async (builder: AxeBuilder): Promise<void> => {
  // Our pages have no frames, so nothing has to be put together on a page of its own, which takes longer than looking.
  const { violations } = await builder.setLegacyMode().analyze();
  const findings = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target }) => `${id} at ${target.flat().join(' ')}: ${help}`),
  );
  expect.soft(findings).toEqual([]);
};

/** Fails with the id of each broken rule and where it is broken. A page whose clock is held would hang this. */
export const expectNoAxeFindings = (page: Page): Promise<void> =>
  expectNothing(new AxeBuilder({ page }).withTags(RULES));

/** Contrast alone, for a page on which everything else was looked at in another light. */
export const expectReadable = (page: Page): Promise<void> =>
  expectNothing(new AxeBuilder({ page }).withRules(['color-contrast']));
