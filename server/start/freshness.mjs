/**
 * Whether what was built still belongs to the sources. It compares contents, not times: a checkout or a copy changes
 * times without changing anything. May import only what Node brings.
 */

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from './run.mjs';

/** What ends up in the build, or decides how it is made. */
const sources = ['client', 'server', 'shared', 'vite.config.ts', 'package-lock.json'];
const stamp = join(repository, 'dist', '.built-from');

/** The program that `npm start` runs. */
export const builtServer = join(repository, 'dist', 'server', 'main.js');
const builtPage = join(repository, 'dist', 'client', 'index.html');

/**
 * @param {string} path
 * @returns {string[]} every file at or under `path`, in a fixed order
 */
const filesAt = (path) =>
  statSync(path).isDirectory()
    ? readdirSync(path)
        .sort()
        .flatMap((name) => filesAt(join(path, name)))
    : [path];

const digestOfSources = () => {
  const digest = createHash('sha256');
  for (const file of sources.flatMap((source) => filesAt(join(repository, source)))) {
    const content = readFileSync(file);
    digest.update(`${file.slice(repository.length)} ${content.length}\n`).update(content);
  }
  return digest.digest('hex');
};

/** @returns {boolean} */
export const isBuildFresh = () =>
  [stamp, builtServer, builtPage].every((file) => existsSync(file)) &&
  readFileSync(stamp, 'utf8') === digestOfSources();

/**
 * Builds, and remembers what was built from the sources as they were before.
 *
 * @param {() => Promise<void>} build when it throws, the build counts as stale
 */
export const buildAndRemember = async (build) => {
  rmSync(stamp, { force: true });
  const digest = digestOfSources();
  await build();
  mkdirSync(join(repository, 'dist'), { recursive: true });
  writeFileSync(stamp, digest);
};
