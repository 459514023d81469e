/**
 * The programs outside npm that tests need: found, or installed with the system's package manager where that is allowed,
 * or named in one line. Tests are never left out because one is missing. May import only what Node brings.
 */

import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** @typedef {'redis-server' | 'chromium'} ProgramName */

/**
 * @typedef {object} Program
 * @property {readonly string[]} commands any of these is the program
 * @property {number} [atLeast] major version
 * @property {Readonly<Record<string, string>>} packages what it is called by each package manager
 */

/** @type {Readonly<Record<ProgramName, Program>>} */
const programs = {
  'redis-server': {
    commands: ['redis-server'],
    atLeast: 7,
    packages: { 'apt-get': 'redis-server', apk: 'redis', dnf: 'redis', brew: 'redis' },
  },
  chromium: {
    commands: ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'],
    packages: { 'apt-get': 'chromium', apk: 'chromium', dnf: 'chromium', brew: 'chromium' },
  },
};

/**
 * The arguments of each package manager, one list for each time it is called.
 *
 * @type {Readonly<Record<string, (name: string) => readonly (readonly string[])[]>>}
 */
const installSteps = {
  'apt-get': (name) => [
    ['update', '-q'],
    ['install', '-y', '-q', '--no-install-recommends', name],
  ],
  apk: (name) => [['add', name]],
  dnf: (name) => [['install', '-y', name]],
  brew: (name) => [['install', name]],
};

/**
 * @param {readonly string[]} commands
 * @returns {string | undefined} where the first of them that exists lies
 */
const findCommand = (commands) =>
  (process.env['PATH'] ?? '')
    .split(delimiter)
    .flatMap((folder) => commands.map((command) => join(folder, command)))
    .find((path) => {
      try {
        accessSync(path, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });

/**
 * @param {ProgramName} name
 * @returns {string | undefined} where the program lies, undefined if it is missing
 */
export const findProgram = (name) => findCommand(programs[name].commands);

/**
 * @param {string} manager
 * @returns {readonly string[] | undefined} what to put before the command, undefined if installing is not allowed
 */
const rightsFor = (manager) => {
  // Homebrew needs no rights and refuses to run with root's.
  if (manager === 'brew' || process.getuid?.() === 0) return [];
  if (findCommand(['sudo']) === undefined) return undefined;
  return spawnSync('sudo', ['-n', 'true']).status === 0 ? ['sudo', '-n'] : undefined;
};

/** @param {ProgramName} name */
const tryToInstall = (name) => {
  for (const [manager, steps] of Object.entries(installSteps)) {
    const packageName = programs[name].packages[manager];
    if (packageName === undefined || findCommand([manager]) === undefined) continue;
    const rights = rightsFor(manager);
    if (rights === undefined) return;
    console.error(`Installing ${packageName} …`);
    for (const step of steps(packageName)) {
      const [command = manager, ...args] = [...rights, manager, ...step];
      // Debian must neither ask questions nor start the service it installs. Stdout belongs to the tests.
      const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
      spawnSync(command, args, { stdio: ['ignore', 2, 2], env });
    }
    return;
  }
};

/**
 * @param {string} path
 * @returns {number | undefined} major version, as the program itself says
 */
const majorVersion = (path) => {
  const found = /\bv?=?(\d+)\.\d+/.exec(spawnSync(path, ['--version'], { encoding: 'utf8' }).stdout);
  return found === null ? undefined : Number(found[1]);
};

/**
 * @param {ProgramName} name
 * @returns {string | undefined} one line that says what to do, undefined when the program is there
 */
export const ensureProgram = (name) => {
  const { atLeast = 0, packages } = programs[name];
  if (findProgram(name) === undefined) tryToInstall(name);
  const path = findProgram(name);
  const advice = `Install it (Debian: apt-get install ${packages['apt-get']}) and run npm test again.`;
  if (path === undefined) return `The tests need ${name}, which is missing. ${advice}`;
  const major = majorVersion(path);
  if (atLeast > 0 && (major === undefined || major < atLeast)) {
    return `The tests need ${name} ${atLeast} or later; ${path} is ${major ?? 'of an unknown version'}. ${advice}`;
  }
  return undefined;
};
