/**
 * The program as its users run it, for tests that need a process of its own: to kill it, to watch its output, to have two
 * of them. `npm test` builds it before the first test.
 */

import { builtServer, isBuildFresh } from '../../server/start/freshness.mjs';

/**
 * @returns what to hand to `node`
 * @throws when the build is older than the sources: a test of yesterday's program proves nothing
 */
export function builtServerPath(): string {
  if (!isBuildFresh()) throw new Error('The build is missing or stale. Run npm run build, or npm test.');
  return builtServer;
}
