/**
 * The memory store keeps the contract whatever the order in which its steps run, and misbehaves exactly where it is
 * told to, because the simulation judges everything above it by that.
 */

import { describe, expect, it } from 'vitest';
import { StoreUnavailable } from '../../server/store/board-store.ts';
import { createMemoryMedium, createMemoryStore } from '../../server/store/memory-store.ts';
import type { MemoryStoreOptions } from '../../server/store/memory-store.ts';
import { seeded } from '../kit/seeded.ts';
import { boardStoreContract } from './board-store.ts';
import { append, board, follow, item, shownStream } from './board-store/following.ts';

const A = board('board-a');

/** Runs the steps it was given in an order drawn from the seed, one in each turn of the microtask queue. */
function anyOrder(seed: number): (step: () => void) => void {
  const random = seeded(seed);
  const steps: (() => void)[] = [];
  return (step) => {
    steps.push(step);
    queueMicrotask(() => {
      const [drawn] = steps.splice(Math.floor(random() * steps.length), 1);
      drawn?.();
    });
  };
}

const harnessWith = (optionsOf: () => MemoryStoreOptions) => () => {
  const medium = createMemoryMedium();
  const open = () => Promise.resolve(createMemoryStore(medium, optionsOf()));
  return Promise.resolve({ open, openAnother: open, dispose: () => Promise.resolve() });
};

boardStoreContract(
  'memory',
  harnessWith(() => ({})),
  { canShareData: true },
);
for (const seed of [1, 2, 3]) {
  boardStoreContract(
    `memory, in the order of seed ${seed},`,
    harnessWith(() => ({ schedule: anyOrder(seed) })),
    {
      canShareData: true,
    },
  );
}

describe('the memory store under control', () => {
  it('D8 an append that fails before it happened wrote nothing, one that fails after it did', async () => {
    let failure: 'before' | 'after' | undefined;
    const store = createMemoryStore(createMemoryMedium(), { fault: () => failure });
    failure = 'before';
    await expect(store.append(A, [item('events', 'never')])).rejects.toBeInstanceOf(StoreUnavailable);
    failure = 'after';
    await expect(store.append(A, [item('events', 'lost answer')])).rejects.toBeInstanceOf(StoreUnavailable);
    failure = undefined;
    expect(await shownStream(store, A, 'events')).toEqual(['events@1=lost answer']);
  });

  it('D1 what is committed is readable, and durable only once the medium says so', async () => {
    const medium = createMemoryMedium();
    const store = createMemoryStore(medium);
    const told: string[] = [];
    medium.holdDurability();
    const first = await append(store, A, [item('events', 'a')]);
    void first.durable.then(() => told.push('durable'));
    const follower = await follow(store, A);
    await follower.reached(1);
    told.push('delivered');
    medium.releaseDurability();
    await first.durable;
    expect(told).toEqual(['delivered', 'durable']);
  });

  it('D1 a power cut takes what was not durable and nothing else', async () => {
    const medium = createMemoryMedium();
    const store = createMemoryStore(medium);
    await append(store, A, [item('events', 'kept')]);
    medium.holdDurability();
    const lost = await append(store, A, [item('events', 'lost')]);
    store.kill();
    medium.cutPower();
    await expect(lost.durable).rejects.toBeInstanceOf(StoreUnavailable);
    const again = createMemoryStore(medium);
    expect(await shownStream(again, A, 'events')).toEqual(['events@1=kept']);
    await (
      await append(again, A, [item('events', 'next')])
    ).durable;
  });

  it('D2 what is committed survives the death of a node, what it had not carried out does not happen', async () => {
    const medium = createMemoryMedium();
    const steps: (() => void)[] = [];
    const dying = createMemoryStore(medium, { schedule: (step) => steps.push(step) });
    const other = createMemoryStore(medium);
    const outcomes: string[] = [];
    for (const content of ['carried out', 'not carried out']) {
      void dying.append(A, [item('events', content)]).then(() => outcomes.push(content));
    }
    steps.shift()?.();
    dying.kill();
    for (const step of steps) step();
    expect(await shownStream(other, A, 'events')).toEqual(['events@1=carried out']);
    expect(outcomes).toEqual([]);
  });

  it('D9 a node whose tails are held sees nothing new until they are released, then everything', async () => {
    const medium = createMemoryMedium();
    const [lagging, other] = [createMemoryStore(medium), createMemoryStore(medium)];
    const [behind, ahead] = [await follow(lagging, A), await follow(other, A)];
    lagging.holdTails();
    await append(lagging, A, [item('events', 'a')]);
    await append(other, A, [item('events', 'b')]);
    await ahead.reached(2);
    expect(behind.entries).toEqual([]);
    expect(await lagging.append(A, [item('events')], { heads: [{ stream: 'events', seq: 0 }] })).toEqual({
      refused: 'head',
    });
    lagging.releaseTails();
    await behind.reached(2);
  });
});
