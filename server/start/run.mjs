/**
 * Runs one step that comes before the program itself (installing, building). May import only what Node brings, because
 * it runs before anything is installed. What a step prints goes to stderr: stdout belongs to the program.
 */

import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';

/** The folder of the repository, without a slash at the end. */
export const repository = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

/** @type {readonly NodeJS.Signals[]} */
const stopSignals = ['SIGINT', 'SIGTERM'];

/**
 * Runs `command` in the repository until it ends. Where the step fails, this process ends with the same exit code, because
 * nothing after it could succeed. A stop signal ends both at once: what a step leaves half done counts as not done.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @returns {Promise<void>}
 */
export const runStep = (command, args) =>
  new Promise((resolve) => {
    const step = spawn(command, args, { cwd: repository, stdio: ['ignore', 2, 2] });
    /** @param {NodeJS.Signals} signal */
    const stop = (signal) => {
      // npm would go on for seconds after a SIGTERM.
      step.kill('SIGKILL');
      process.exit(128 + constants.signals[signal]);
    };
    for (const signal of stopSignals) process.on(signal, stop);

    step.on('error', (error) => {
      console.error(`${command} cannot be run: ${error.message}`);
      process.exit(1);
    });
    step.on('exit', (code) => {
      for (const signal of stopSignals) process.off(signal, stop);
      if (code === 0) resolve();
      else process.exit(code ?? 1);
    });
  });
