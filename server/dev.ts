/**
 * `npm run dev`: the program with the client straight from its sources, on one port, and a board to try things on. Started
 * anew whenever a file of the server changes, so it ends without ceremony: what was acknowledged is on disk.
 */

import { join } from 'node:path';
import { personalLink } from '../shared/protocol/links.ts';
import { readConfig } from './config.ts';
import type { ServePage } from './http/pages.ts';
import { systemClock } from './runtime/clock.ts';
import { jsonLog } from './runtime/log.ts';
import { systemRandom } from './runtime/random.ts';
import { devBoard } from './start/dev-board.ts';
import { startServer } from './start-server.ts';
import { isHotReload, livePages } from './start/live-pages.ts';
import { openStore } from './store/open-store.ts';

const config = readConfig(process.env);
const clock = systemClock();
const random = systemRandom();
const log = jsonLog(config.logLevel, (line) => process.stderr.write(line), clock.nowMs);
const store = await openStore(config, { clock, random, log, onFatal: () => process.exit(70) });

let pages: ServePage = (_request, _response, otherwise) => otherwise();
const { url, origin } = await startServer({
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

// A Redis is shared with others, and keeps what nobody asked for.
if (config.redisUrl === undefined) {
  const { boardId, people } = await devBoard({ origin, file: join(config.dataDir, 'dev-board.json'), clock, random });
  const lines = people.map(({ name, key }, index) => {
    const who = index === 0 ? `${name}, who facilitates` : name;
    return `  ${who}: ${personalLink(new URL(url).origin, boardId, key)}\n`;
  });
  process.stdout.write(`A board to try things on, by personal link:\n${lines.join('')}`);
}
