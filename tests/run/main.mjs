/**
 * `npm test`: installs and builds what is missing, runs every test there is, and ends with one line that counts them. Paths and
 * Vitest's own options may follow: `npm test -- tests/contract`.
 */

import '../../server/start/install.mjs';
import { spawn, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { isBuildFresh } from '../../server/start/freshness.mjs';
import { repository } from '../../server/start/run.mjs';
import { ensureProgram } from './programs.mjs';

/** @type {readonly import('./programs.mjs').ProgramName[]} */
const needed = ['redis-server', 'chromium'];
for (const name of needed) {
  const advice = ensureProgram(name);
  if (advice !== undefined) {
    console.error(advice);
    process.exit(1);
  }
}

if (!isBuildFresh()) {
  console.error('Building …');
  // Where it fails, so do the tests that run what is built; the others can still tell something.
  spawnSync(process.execPath, ['server/start/build.mjs'], { cwd: repository, stdio: ['ignore', 2, 2] });
}

const reporters = ['default', fileURLToPath(new URL('counts.ts', import.meta.url))];
const vitest = spawn(
  process.execPath,
  [
    `${repository}/node_modules/vitest/vitest.mjs`,
    'run',
    ...reporters.map((reporter) => `--reporter=${reporter}`),
    ...process.argv.slice(2),
  ],
  { cwd: repository, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] },
);
/** @type {readonly NodeJS.Signals[]} */
const stopSignals = ['SIGINT', 'SIGTERM'];
for (const signal of stopSignals) process.on(signal, () => vitest.kill(signal));

/** @type {import('./counts.ts').Counts} */
let counts = { passed: 0, failed: 0 };
vitest.on('message', (message) => {
  counts = /** @type {import('./counts.ts').Counts} */ (message);
});
vitest.on('close', (code) => {
  // Vitest can fail without a failed test: when it was stopped, or found nothing to run.
  const failed = counts.failed === 0 && code !== 0 && counts.passed > 0 ? 1 : counts.failed;
  process.exitCode = failed === 0 && counts.passed > 0 ? 0 : 1;
  console.log(`${counts.passed} passed, ${failed} failed`);
});
