/**
 * `npm start`: installs and builds what is missing or stale, then becomes the server. The server runs in this very
 * process, so signals, standard output and the exit code are its own, with nothing in between.
 */

import './install.mjs';
import { pathToFileURL } from 'node:url';
import { builtServer, isBuildFresh } from './freshness.mjs';
import { repository, runStep } from './run.mjs';

if (!isBuildFresh()) {
  console.error('Building …');
  await runStep(process.execPath, [`${repository}/server/start/build.mjs`]);
}

process.argv[1] = builtServer;
await import(pathToFileURL(builtServer).href);
