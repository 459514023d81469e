/** The Redis adapter on a real server: the contract of the port, with several nodes on the same data. */

import { afterAll, beforeAll } from 'vitest';
import type { BoardStore } from '../../server/store/board-store.ts';
import { systemClock } from '../../server/runtime/clock.ts';
import { systemRandom } from '../../server/runtime/random.ts';
import { openRedisStore } from '../../server/store/redis-store.ts';
import { startRedisServer, type RedisServer } from '../kit/redis-server.ts';
import { boardStoreContract } from './board-store.ts';
import { askRedis } from './redis/asking.ts';

let server: RedisServer;
beforeAll(async () => {
  server = await startRedisServer();
});
afterAll(() => server.stop());

boardStoreContract(
  'Redis',
  async () => {
    await askRedis(server.port, ['FLUSHALL']);
    const opened: BoardStore[] = [];
    const open = async (): Promise<BoardStore> => {
      const store = await openRedisStore({ url: server.url, clock: systemClock(), random: systemRandom() });
      opened.push(store);
      return store;
    };
    return {
      open,
      openAnother: open,
      dispose: async () => {
        await Promise.all(opened.map((store) => store.close()));
      },
    };
  },
  { canShareData: true },
);
