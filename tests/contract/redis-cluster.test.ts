/** The Redis adapter on a real cluster: the contract of the port, a fail-over, a slot that moves. */

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { slotOf } from '../../server/store/redis/layout.ts';
import { eventually } from '../kit/eventually.ts';
import { boardStoreContract } from './board-store.ts';
import { append, board, follow, item, shownStream } from './board-store/following.ts';
import { askRedis } from './redis/asking.ts';
import { startRedisCluster, type RedisCluster } from './redis/clusters.ts';
import { redisStage } from './redis/stage.ts';

const stage = redisStage();
afterEach(() => stage.clear());
const boards = Array.from({ length: 12 }, (_, index) => board(`board-${index}`));

describe('on a cluster of three masters', () => {
  let cluster: RedisCluster;
  beforeAll(async () => {
    cluster = await startRedisCluster();
  });
  afterAll(() => cluster.stop());

  boardStoreContract(
    'Redis Cluster',
    async () => {
      await Promise.all(cluster.masters.map(({ port }) => askRedis(port, ['FLUSHALL'])));
      const open = () => stage.open(cluster);
      return { open, openAnother: open, dispose: () => stage.clear() };
    },
    { canShareData: true },
  );

  it('D10 a board is found in the slot where the servers look for it', async () => {
    for (const id of [...boards, board('0123456789abcdefghijAB')]) {
      expect(slotOf(id)).toBe(await askRedis(cluster.masters[0]?.port ?? 0, ['CLUSTER', 'KEYSLOT', `rb:{${id}}:meta`]));
    }
  });

  it('D5 boards whose slot moves to another master are followed there', async () => {
    const store = await stage.open(cluster);
    const [id] = boards;
    if (id === undefined) throw new Error('There are boards.');
    const followers = await Promise.all(boards.map((one) => follow(store, one)));
    for (const one of boards) await append(store, one, [item('events', 'before')]);

    const slot = slotOf(id);
    const ids = await Promise.all(cluster.masters.map(({ port }) => askRedis(port, ['CLUSTER', 'MYID'])));
    const from = Math.floor((slot * 3) / 16_384);
    const to = (from + 1) % 3;
    const [source, target] = [cluster.masters[from], cluster.masters[to]];
    if (!source || !target) throw new Error('There are three masters.');
    await askRedis(target.port, ['CLUSTER', 'SETSLOT', String(slot), 'IMPORTING', String(ids[from])]);
    await askRedis(source.port, ['CLUSTER', 'SETSLOT', String(slot), 'MIGRATING', String(ids[to])]);
    const keys = (await askRedis(source.port, ['CLUSTER', 'GETKEYSINSLOT', String(slot), '100'])) as string[];
    await askRedis(source.port, ['MIGRATE', '127.0.0.1', String(target.port), '', '0', '5000', 'KEYS', ...keys]);
    for (const { port } of [target, source, ...cluster.masters]) {
      await askRedis(port, ['CLUSTER', 'SETSLOT', String(slot), 'NODE', String(ids[to])]);
    }

    for (const one of boards) await eventually(() => append(store, one, [item('events', 'after')]));
    for (const follower of followers) {
      await follower.reached(2);
      expect(follower.entries.map(({ seq }) => seq)).toEqual([1, 2]);
    }
  });
});

describe('on a cluster with replicas', () => {
  it('D1 what was durable is there after a master was lost, and its boards go on on the replica', async () => {
    const cluster = await startRedisCluster({ hasReplicas: true });
    try {
      const store = await stage.open(cluster);
      const followers = await Promise.all(boards.map((id) => follow(store, id)));
      for (const id of boards) {
        const { durable } = await append(store, id, [item('events', 'before')]);
        await durable;
      }
      await cluster.masters[0]?.kill();
      for (const id of boards) {
        await eventually(() => shownStream(store, id, 'events'), { withinMs: 30_000 });
        expect(await shownStream(store, id, 'events')).toEqual(['events@1=before']);
      }
      for (const id of boards) await eventually(() => append(store, id, [item('events', 'after')]));
      for (const follower of followers) await follower.reached(2);
    } finally {
      await cluster.stop();
    }
  });
});
