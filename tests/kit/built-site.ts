/** The built server with an empty data folder of its own, for tests that look at it through a browser. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServerProcess, type ServerProcess } from './server-process.ts';

export interface BuiltSite extends ServerProcess {
  /** Ends the process and removes what it kept. */
  readonly close: () => Promise<void>;
}

export const startBuiltSite = async (environment: Readonly<Record<string, string>> = {}): Promise<BuiltSite> => {
  const folder = await mkdtemp(join(tmpdir(), 'readback-site-'));
  const server = await startServerProcess({ DATA_DIR: folder, ...environment });
  return {
    ...server,
    close: async () => {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
