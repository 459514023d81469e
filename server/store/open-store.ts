/** Which adapter keeps the boards: Redis where `REDIS_URL` names one, otherwise LMDB in `DATA_DIR`. */

import type { Config } from '../config.ts';
import type { Clock } from '../runtime/clock.ts';
import { describeFault, type Log } from '../runtime/log.ts';
import { freshId, type Random } from '../runtime/random.ts';
import type { BoardStore } from './board-store.ts';
import { openLmdbReadOnly, type BoardReader } from './lmdb-read-only.ts';
import { openLmdbStore } from './lmdb-store.ts';
import { openRedisStore } from './redis-store.ts';

export interface StoreParts {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** The store cannot go on in this process: it should end, and be started again. */
  readonly onFatal: () => void;
}

/** @throws Error with one line that says why the store cannot be used */
export const openStore = (config: Config, { clock, random, log, onFatal }: StoreParts): Promise<BoardStore> =>
  config.redisUrl === undefined
    ? openLmdbStore({
        dir: config.dataDir,
        clock,
        makeId: () => freshId(random),
        onFatal: (fault) => {
          log.error('store.fatal', { fault: describeFault(fault) });
          onFatal();
        },
      })
    : openRedisStore({
        url: config.redisUrl,
        clock,
        random,
        minReplicas: config.redisMinReplicas,
        allowsEverysec: config.redisAllowsEverysec,
        onFault: (fault) => log.warn('store.connection', { fault: describeFault(fault) }),
      });

/** Beside a running server, for looking only. @throws Error with one line that says why the store cannot be used */
export const openStoreReadOnly = (
  config: Config,
  { clock, random }: Pick<StoreParts, 'clock' | 'random'>,
): Promise<BoardReader> =>
  config.redisUrl === undefined
    ? openLmdbReadOnly(config.dataDir)
    : openRedisStore({ url: config.redisUrl, clock, random, isReadOnly: true });
