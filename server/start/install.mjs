/**
 * Run it or import it: when it is done, the packages of package-lock.json are installed, the ones for building included,
 * whatever NODE_ENV says. Does nothing when they are. May import only what Node brings.
 */

import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { repository, runStep } from './run.mjs';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Readback needs Node 20.19 or later; this is ${process.versions.node}.`);
  process.exit(1);
}

/** npm writes this file last, so an installation that was interrupted has none. */
const record = join(repository, 'node_modules', '.package-lock.json');
const isInstalled = () =>
  existsSync(record) &&
  statSync(record).mtimeMs >= statSync(join(repository, 'package-lock.json')).mtimeMs &&
  existsSync(join(repository, 'node_modules', 'vite', 'package.json'));

if (!isInstalled()) {
  console.error('Installing packages …');
  const npm = process.env['npm_execpath'];
  const [command, ...before] = npm === undefined ? ['npm'] : [process.execPath, npm];
  await runStep(command, [...before, 'ci', '--include=dev']);
}
