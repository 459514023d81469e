/**
 * Which tests there are and how they run; read by `vite.config.ts` only. A test is slow when it starts a process, opens
 * a socket or waits for a disk, and its place or its file name says so; `npm run check` runs the others, `npm test` all.
 */

import { join } from 'node:path';
import type { ViteUserConfig } from 'vitest/config';

const root = join(import.meta.dirname, '../..');

const everyTest = ['tests/**/*.test.ts'];
const slowTests = ['tests/{sim,wire,e2e}/**/*.test.ts', 'tests/**/*{redis,lmdb,crash}*{.test.ts,/**/*.test.ts}'];

export const testing: NonNullable<ViteUserConfig['test']> = {
  root,
  allowOnly: false,
  // One for the tests, one for the servers they start: more of them than cores makes deadlines miss.
  maxWorkers: 2,
  projects: [
    {
      // With the plugins of the client: state classes are compiled.
      extends: true,
      test: { name: 'fast', root, include: everyTest, exclude: slowTests, isolate: false, testTimeout: 30_000 },
    },
    { test: { name: 'slow', root, include: slowTests, testTimeout: 60_000, hookTimeout: 60_000 } },
  ],
};
