/** The Redis adapter where replicas must confirm: what durable means, and what a fail-over takes back. */

import { afterEach, describe, expect, it } from 'vitest';
import { StoreUnavailable, type Seq } from '../../server/store/board-store.ts';
import { eventually } from '../kit/eventually.ts';
import { append, board, item, shownStream } from './board-store/following.ts';
import { askRedis } from './redis/asking.ts';
import { redisStage } from './redis/stage.ts';

const A = board('board-a');
const stage = redisStage();
afterEach(() => stage.clear());

const unavailable = (work: Promise<unknown>): Promise<void> => expect(work).rejects.toBeInstanceOf(StoreUnavailable);

async function masterAndReplica() {
  const master = await stage.server();
  const replica = await stage.server({ replicaOf: master });
  return { master, replica };
}

describe('the Redis store with a replica', () => {
  it('D1 an append is durable once the replica has it', async () => {
    const { master, replica } = await masterAndReplica();
    const store = await stage.open(master);
    const outcomes = await Promise.all(
      Array.from({ length: 50 }, (_, index) => append(store, board(`board-${index % 5}`), [item('events')])),
    );
    await Promise.all(outcomes.map(({ durable }) => durable));
    for (let index = 0; index < 5; index += 1) {
      expect(await askRedis(replica.port, ['HGET', `rb:{board-${index}}:meta`, 's'])).toBe('10');
    }
  });

  it('D1 while the replica is cut off nothing becomes durable and appends are refused; it comes when the replica does', async () => {
    const { master, replica } = await masterAndReplica();
    const store = await stage.open(master);
    replica.freeze();
    const { durable } = await append(store, A, [item('events', 'waiting')]);
    let isDurable = false;
    const becoming = durable.then(() => {
      isDurable = true;
    });
    await eventually(() =>
      store.append(A, [item('events', 'more')]).then(
        () => false,
        (error: unknown) => error instanceof StoreUnavailable,
      ),
    );
    await unavailable(store.ping());
    expect(isDurable).toBe(false);

    replica.thaw();
    await becoming;
    await eventually(() => store.ping().then(() => true));
    await (
      await append(store, A, [item('events', 'after')])
    ).durable;
  });

  it('A4 closing gives up what waits for a replica that is away, and says so', async () => {
    const { master, replica } = await masterAndReplica();
    const store = await stage.open(master);
    replica.freeze();
    const { durable } = await append(store, A, [item('events')]);
    await store.close();
    await unavailable(durable);
  });

  it('D1 a replica that is there at the start stays a must after the server was restarted without it', async () => {
    const { master, replica } = await masterAndReplica();
    const store = await stage.open(master);
    await replica.kill();
    await master.restart();
    await eventually(() => store.head(A));
    const { durable } = await append(store, A, [item('events')]);
    await unavailable(eventually(() => store.ping().then(() => true), { withinMs: 0 }));
    await replica.restart();
    await durable;
  });

  const continuations: readonly [string, readonly string[]][] = [
    ['has nothing in its place', []],
    ['has something else in its place', ['another']],
    ['has gone on without it', ['another', 'and more', 'and more']],
  ];
  it.each(continuations)(
    'D9 tails are told when a fail-over lost what they delivered and the new master %s',
    async (_, others) => {
      const { master, replica } = await masterAndReplica();
      const proxy = await stage.proxy(master);
      const store = await stage.open(proxy);
      await (
        await append(store, A, [item('events', 'kept')])
      ).durable;
      const delivered: Seq[] = [];
      const freshness: boolean[] = [];
      let isRewound = false;
      await store.tail(A, 0, {
        onEntries: (entries) => delivered.push(...entries.map(({ seq }) => seq)),
        onFreshness: (isFresh) => freshness.push(isFresh),
        onRewound: () => {
          isRewound = true;
        },
      });
      await askRedis(replica.port, ['REPLICAOF', 'NO', 'ONE']);
      const { durable } = await append(store, A, [item('events', 'lost')]);
      await eventually(() => delivered.length === 2);
      const elsewhere = await stage.open({ ...replica, minReplicas: 0 });
      for (const text of others) await append(elsewhere, A, [item('events', text)]);

      proxy.leadTo(replica.port);
      await unavailable(durable);
      await eventually(() => isRewound);
      expect(freshness).toEqual([false]);
      expect(delivered).toEqual([1, 2]);
      expect(await eventually(() => shownStream(store, A, 'events'))).toEqual(
        ['kept', ...others].map((text, index) => `events@${index + 1}=${text}`),
      );
    },
  );

  it('D5 tails go on after a fail-over that lost nothing', async () => {
    const { master, replica } = await masterAndReplica();
    const proxy = await stage.proxy(master);
    const store = await stage.open({ ...proxy, minReplicas: 0 });
    const delivered: Seq[] = [];
    await store.tail(A, 0, {
      onEntries: (entries) => delivered.push(...entries.map(({ seq }) => seq)),
      onRewound: () => delivered.push(Number.NaN),
    });
    await append(store, A, [item('events', 'a'), item('doc', 'b')]);
    await eventually(async () => (await askRedis(replica.port, ['HGET', 'rb:{board-a}:meta', 's'])) === '2');
    await askRedis(replica.port, ['REPLICAOF', 'NO', 'ONE']);
    await master.kill();
    proxy.leadTo(replica.port);
    await eventually(() => append(store, A, [item('events', 'c')]));
    await eventually(() => delivered.length >= 3);
    expect(delivered).toEqual([1, 2, 3]);
  });
});
