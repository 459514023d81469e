/** One master that keeps every board: the server that REDIS_URL names, or whichever its sentinels name at the time. */

import type { Endpoint } from './address.ts';
import { Keeper } from './keeper.ts';
import { opener, type Masters, type MastersOptions } from './masters.ts';

/**
 * @param locate where the master is now
 * @throws Error or StoreUnavailable, with one line that says why the store cannot be used now
 */
export async function openOneMaster(locate: () => Promise<Endpoint>, options: MastersOptions): Promise<Masters> {
  // Decided once: a fail-over to a server that has lost its replicas must not lower what "durable" means.
  let minReplicas = options.minReplicas;
  const { clock, random, onOpen, onFault } = options;
  const keeper = new Keeper({
    locate,
    open: opener(options, 'standalone', (connected) => (minReplicas ??= Math.min(connected, 1))),
    clock,
    random,
    onOpen,
    onFault,
    onMisplaced: () => onFault(new Error('Redis says that a board lives on another node, but it is not a cluster')),
  });
  await keeper.start();
  return {
    sessionOf: () => keeper.session(),
    sessions: () => [keeper.session()],
    close: () => keeper.close(),
  };
}
