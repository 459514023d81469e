/**
 * `npm run dev`: the program with the client straight from its sources, on one port. Started anew whenever a file of the
 * server changes, so it ends without ceremony: what was acknowledged is on disk.
 */

import { readConfig } from './config.ts';
import type { ServePage } from './http/pages.ts';
import { systemClock } from './runtime/clock.ts';
import { jsonLog } from './runtime/log.ts';
import { systemRandom } from './runtime/random.ts';
import { startServer } from './start-server.ts';
import { isHotReload, livePages } from './start/live-pages.ts';
import { openStore } from './store/open-store.ts';

const config = readConfig(process.env);
const clock = systemClock();
const random = systemRandom();
const log = jsonLog(config.logLevel, (line) => process.stderr.write(line), clock.nowMs);
const store = await openStore(config, { clock, random, log, onFatal: () => process.exit(70) });

let pages: ServePage = (_request, _response, otherwise) => otherwise();
const { url } = await startServer({
  config,
  store,
  clock,
  random,
  log,
  pages: (request, response, otherwise) => pages(request, response, otherwise),
  isForeignUpgrade: isHotReload,
  onHttp: (http) => {
    pages = livePages(http);
  },
});
process.stdout.write(`Readback is at ${url}, reloading as it is edited\n`);
