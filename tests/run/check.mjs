/**
 * `npm run check`: everything that can be known without starting a server, in about two minutes on two cores. All checks run, whatever
 * the others find; what a check prints is shown when it fails or warns.
 */

import '../../server/start/install.mjs';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { repository } from '../../server/start/run.mjs';

/** @typedef {readonly [name: string, command: string, ...args: string[]]} Check */

/** The longest first, so that none is left over at the end. @type {readonly Check[]} */
const checks = [
  ['lint', 'eslint', '.'],
  ['fast tests', 'vitest', 'run', '--project=fast', '--passWithNoTests'],
  ['types in the client', 'svelte-check', '--tsconfig', 'client/tsconfig.json', '--fail-on-warnings'],
  ['types in the tests', 'tsc', '-p', 'tests'],
  ['types', 'tsc'],
  ['types without Node or a browser', 'tsc', '-p', 'shared'],
  ['format', 'prettier', '--check', '--cache', '--cache-strategy=content', '--log-level=warn', '.'],
  ['imports', 'depcruise', '--config', '.dependency-cruiser.cjs', 'client', 'server', 'shared', 'tests'],
  ['rules have tests', process.execPath, 'tests/run/rules.mjs'],
];

/** Two at a time: that many cores are there even on a small machine. */
const lanes = 2;

/**
 * @param {Check} check
 * @returns {Promise<boolean>} whether it found nothing wrong
 */
const run = ([name, command, ...args]) =>
  new Promise((resolve) => {
    const startedAt = performance.now();
    const child = spawn(command, args, {
      cwd: repository,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, PATH: `${join(repository, 'node_modules', '.bin')}:${process.env['PATH']}` },
    });
    /** @type {Buffer[]} */
    const printed = [];
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (/** @type {Buffer} */ part) => printed.push(part));
    child.on('error', (error) => printed.push(Buffer.from(error.message)));
    child.on('close', (code) => {
      const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
      const output = Buffer.concat(printed).toString();
      const isWorthReading = code !== 0 || /\b[1-9]\d* warnings?\b/.test(output);
      console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)${isWorthReading ? `\n${output}` : ''}`);
      resolve(code === 0);
    });
  });

const waiting = [...checks];
let isAllWell = true;
const lane = async () => {
  for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
    if (!(await run(check))) isAllWell = false;
  }
};
await Promise.all(Array.from({ length: lanes }, lane));
process.exitCode = isAllWell ? 0 : 1;
