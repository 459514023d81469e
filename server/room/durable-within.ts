/**
 * Waiting for durability, but not for ever: while replicas are away a write can stay committed and not durable. Whoever
 * asked is then told that nothing is being saved, and finds the same answer when they ask again later (D8).
 */

import type { Clock } from '../runtime/clock.ts';
import { StoreUnavailable } from '../store/board-store.ts';

const LONGEST_MS = 4000;

/** @throws StoreUnavailable when it takes too long, or will never be */
export const durableWithin = async (clock: Clock, durable: Promise<void>): Promise<void> => {
  let giveUp = (): void => undefined;
  const tooLong = new Promise<never>((_resolve, reject) => {
    giveUp = clock.after(LONGEST_MS, () => reject(new StoreUnavailable('The store does not say that it has flushed')));
  });
  try {
    await Promise.race([durable, tooLong]);
  } catch (fault) {
    throw fault instanceof StoreUnavailable
      ? fault
      : new StoreUnavailable('The write will never be durable', { cause: fault });
  } finally {
    giveUp();
  }
};
