/** What axe finds on a page: all rules of WCAG A and AA, and what axe itself calls good practice (U1). */

import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];

/** Fails with the id of each broken rule and where it is broken. A page whose clock is held would hang this. */
export const expectNoAxeFindings = async (page: Page): Promise<void> => {
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
  const findings = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target }) => `${id} at ${target.flat().join(' ')}: ${help}`),
  );
  expect(findings).toEqual([]);
};
