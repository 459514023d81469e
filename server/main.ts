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

/** One line that names what somebody has to change. */
const whyNot = (fault: unknown): string => {
  if (!(fault instanceof Error)) return 'unknown fault';
  const code = 'code' in fault ? fault.code : undefined;
  if (code === 'EADDRINUSE') return 'PORT wants a port that nothing else listens on.';
  if (code === 'EACCES') return 'PORT wants a port that this user may listen on.';
  return fault.message.split('\n')[0] ?? '';
};

start().catch((fault: unknown) => {
  process.stderr.write(`Readback cannot start: ${whyNot(fault)}\n`);
  process.exit(1);
});
