/**
 * The client built with its gallery, which released builds leave out, and served with the headers of the real server. For
 * tests that look at screens; they share nothing with the build that people start.
 */

import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { builtPages } from '../../server/http/pages.ts';
import { repository } from '../../server/start/run.mjs';
import { startBoardServer } from './board-server.ts';

export interface BuiltGallery {
  readonly url: string;
  /** Stops the server and removes the build. */
  readonly close: () => Promise<void>;
}

const run = promisify(execFile);

export const buildGallery = async (): Promise<BuiltGallery> => {
  const folder = await mkdtemp(join(tmpdir(), 'readback-gallery-'));
  const vite = join(repository, 'node_modules', 'vite', 'bin', 'vite.js');
  // Vitest tells everything it starts that this is a test; the page is to be as people get it.
  const env = { ...process.env, NODE_ENV: 'production' };
  await run(process.execPath, [vite, 'build', '--mode', 'gallery', '--outDir', folder, '--logLevel', 'error'], {
    cwd: repository,
    env,
  });
  const server = await startBoardServer({ parts: { pages: builtPages(folder) } });
  return {
    url: server.url,
    close: async () => {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
