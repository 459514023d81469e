/**
 * A server in this process that also serves the built page, for tests in a browser that need a hand on the server's clock
 * or on the pace of its examples. Its timers run as ever; only what it takes the time to be can be put forward.
 */

import { join } from 'node:path';
import type { ExamplePace } from '../../server/example/example-pace.ts';
import { builtPages } from '../../server/http/pages.ts';
import { systemClock, type Clock } from '../../server/runtime/clock.ts';
import { startBoardServer, type BoardServer } from './board-server.ts';
import { builtServerPath } from './built-server.ts';

export interface ShownServer extends BoardServer {
  readonly putClockForward: (ms: number) => void;
}

export const startShownServer = async (options: { readonly examplePace?: ExamplePace } = {}): Promise<ShownServer> => {
  let aheadMs = 0;
  const real = systemClock();
  const clock: Clock = {
    ...real,
    nowMs: () => real.nowMs() + aheadMs,
    monotonicMs: () => real.monotonicMs() + aheadMs,
  };
  const pages = builtPages(join(builtServerPath(), '../../client'));
  const server = await startBoardServer({ parts: { clock, pages, ...options } });
  return {
    ...server,
    putClockForward: (ms) => {
      aheadMs += ms;
    },
  };
};
