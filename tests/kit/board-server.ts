/**
 * A real server in this process, on a free port: everything but the machine around it is what `main.ts` puts together.
 * Logs are kept, so that a test can look into them.
 */

import { readConfig, type Config } from '../../server/config.ts';
import { systemClock } from '../../server/runtime/clock.ts';
import { jsonLog } from '../../server/runtime/log.ts';
import { systemRandom } from '../../server/runtime/random.ts';
import { startServer, type RunningServer, type ServerParts } from '../../server/start-server.ts';
import { createMemoryMedium, createMemoryStore } from '../../server/store/memory-store.ts';
import type { BoardStore } from '../../server/store/board-store.ts';

export interface BoardServer {
  readonly url: string;
  readonly wsUrl: string;
  readonly store: BoardStore;
  readonly logged: () => string;
  readonly stop: () => Promise<void>;
  readonly running: RunningServer;
}

export interface BoardServerOptions {
  readonly store?: BoardStore;
  readonly environment?: Readonly<Record<string, string>>;
  readonly parts?: Partial<ServerParts>;
}

const configFor = (environment: Readonly<Record<string, string>>): Config =>
  readConfig({ PORT: '0', HOST: '127.0.0.1', RATE_LIMIT_EXEMPT: '127.0.0.1', LOG_LEVEL: 'debug', ...environment });

export const startBoardServer = async ({
  store = createMemoryStore(createMemoryMedium()),
  environment = {},
  parts = {},
}: BoardServerOptions = {}): Promise<BoardServer> => {
  const lines: string[] = [];
  const clock = systemClock();
  const running = await startServer({
    config: configFor(environment),
    store,
    clock,
    random: systemRandom(),
    log: jsonLog('debug', (line) => lines.push(line), clock.nowMs),
    pages: (_request, _response, otherwise) => otherwise(),
    ...parts,
  });
  return {
    url: `http://127.0.0.1:${running.port}`,
    wsUrl: `ws://127.0.0.1:${running.port}`,
    store,
    running,
    logged: () => lines.join(''),
    stop: () => running.drain(),
  };
};
