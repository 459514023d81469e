/**
 * The composition root: reads the environment, makes the store, the clock and the randomness, starts the server, and
 * stops it when told to. Whatever is wrong at the start is one line and exit code 1 (A4).
 */

import { join } from 'node:path';
import { readConfig } from './config.ts';
import { builtPages } from './http/pages.ts';
import { systemClock } from './runtime/clock.ts';
import { describeFault, jsonLog } from './runtime/log.ts';
import { systemRandom } from './runtime/random.ts';
import { startServer } from './start-server.ts';
import { openStore } from './store/open-store.ts';

const start = async (): Promise<void> => {
  const config = readConfig(process.env);
  const clock = systemClock();
  const random = systemRandom();
  const log = jsonLog(config.logLevel, (line) => process.stderr.write(line), clock.nowMs);
  const store = await openStore(config, { clock, random, log, onFatal: () => process.exit(70) });
  const pages = builtPages(join(import.meta.dirname, '../client'));
  const server = await startServer({ config, store, clock, random, log, pages });
  process.stdout.write(`Readback is at ${server.url}\n`);

  const stop = (): void => {
    server.drain().then(
      () => process.exit(0),
      (fault: unknown) => {
        log.error('server.drain', { fault: describeFault(fault) });
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
};

start().catch((fault: unknown) => {
  const line = fault instanceof Error ? fault.message.split('\n')[0] : undefined;
  process.stderr.write(`Readback cannot start: ${line ?? 'unknown fault'}\n`);
  process.exit(1);
});
