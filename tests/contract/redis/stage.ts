/** Stores, servers and proxies of one test, closed in the order that lets each of them end. */

import { systemClock } from '../../../server/runtime/clock.ts';
import { systemRandom } from '../../../server/runtime/random.ts';
import type { BoardStore } from '../../../server/store/board-store.ts';
import { openRedisStore, type RedisStoreOptions } from '../../../server/store/redis-store.ts';
import { startRedisServer, type RedisServer, type RedisServerOptions } from '../../kit/redis-server.ts';
import { startRedisProxy, type RedisProxy } from './proxy.ts';

export interface RedisStage {
  open(options: Pick<RedisStoreOptions, 'url'> & Partial<RedisStoreOptions>): Promise<BoardStore>;
  server(options?: RedisServerOptions): Promise<RedisServer>;
  proxy(to: { readonly port: number }): Promise<RedisProxy>;
  clear(): Promise<void>;
}

export function redisStage(): RedisStage {
  let stores: BoardStore[] = [];
  let others: { stop(): Promise<void> }[] = [];
  const kept = async <Other extends { stop(): Promise<void> }>(starting: Promise<Other>): Promise<Other> => {
    const started = await starting;
    others.push(started);
    return started;
  };
  return {
    open: async (options) => {
      const store = await openRedisStore({ clock: systemClock(), random: systemRandom(), ...options });
      stores.push(store);
      return store;
    },
    server: (options) => kept(startRedisServer(options)),
    proxy: ({ port }) => kept(startRedisProxy(port)),
    clear: async () => {
      const [closing, stopping] = [stores, others];
      [stores, others] = [[], []];
      // What waits for a replica that is gone would be waited for, so the servers go meanwhile.
      await Promise.all([...closing.map((store) => store.close()), ...stopping.map((other) => other.stop())]);
    },
  };
}
