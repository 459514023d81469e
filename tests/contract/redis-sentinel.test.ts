/** The Redis adapter behind real sentinels: it finds the master, and the next one. */

import { afterEach, expect, it } from 'vitest';
import { eventually } from '../kit/eventually.ts';
import { append, board, follow, item, shownStream } from './board-store/following.ts';
import { startSentinels } from './redis/sentinels.ts';
import { redisStage } from './redis/stage.ts';

const A = board('board-a');
const stage = redisStage();
afterEach(() => stage.clear());

it('D1 what was durable is there after the sentinels made the replica the master', async () => {
  const master = await stage.server();
  const replica = await stage.server({ replicaOf: master });
  const sentinels = await startSentinels(master, 1);
  try {
    const [first] = sentinels.ports;
    await expect(stage.open({ url: `redis-sentinel://127.0.0.1:${first}/unknown` })).rejects.toThrow('does not know');
    const store = await stage.open(sentinels);
    const follower = await follow(store, A);
    await (
      await append(store, A, [item('events', 'before')])
    ).durable;
    await master.kill();
    const reading = eventually(() => shownStream(store, A, 'events'), { withinMs: 40_000 });
    expect(await reading).toEqual(['events@1=before']);

    const { durable } = await append(store, A, [item('events', 'after')]);
    await follower.reached(2);
    await master.restart();
    await durable;
    expect(await eventually(() => shownStream(store, A, 'events'))).toEqual(['events@1=before', 'events@2=after']);
    await stage.open(replica);
  } finally {
    await sentinels.stop();
  }
});
