/** The Redis adapter while its server is killed, hangs, is full, or is reached over a network that loses things. */

import { afterEach, describe, expect, it } from 'vitest';
import { StoreUnavailable } from '../../server/store/board-store.ts';
import { eventually } from '../kit/eventually.ts';
import { append, board, bytes, follow, item, shownStream } from './board-store/following.ts';
import { askRedis } from './redis/asking.ts';
import { manualClock } from './redis/manual-clock.ts';
import { redisStage } from './redis/stage.ts';

const A = board('board-a');
const stage = redisStage();
afterEach(() => stage.clear());

/** What a promise rejects with, if that is a fault of the store. */
const unavailable = (work: Promise<unknown>): Promise<void> => expect(work).rejects.toBeInstanceOf(StoreUnavailable);

describe('the Redis store when its server fails', () => {
  it('D1 what was durable is there after the server was killed in the middle of many appends', async () => {
    const server = await stage.server();
    const store = await stage.open(server);
    const boards = Array.from({ length: 20 }, (_, index) => board(`board-${index}`));
    const durable: { readonly id: string; readonly text: string }[] = [];
    const write = async (id: (typeof boards)[number]): Promise<never> => {
      for (let n = 1; ; n += 1) {
        const text = `${id}/${n}`;
        await (
          await append(store, id, [item('events', text)])
        ).durable;
        durable.push({ id, text });
      }
    };
    const writing = boards.map((id) => unavailable(write(id)));
    await eventually(() => durable.length > 500);
    await server.kill();
    await Promise.all(writing);
    await server.restart();

    await eventually(() => store.ping().then(() => true));
    for (const id of boards) {
      const { entries } = await store.read(id, 'events');
      const found = new Set(entries.map(({ payload }) => Buffer.from(payload).toString()));
      expect(durable.filter((one) => one.id === id && !found.has(one.text))).toEqual([]);
    }
  });

  it('D8 a server that hangs makes everything unavailable within three seconds, and is used again afterwards', async () => {
    const server = await stage.server();
    const clock = manualClock();
    const store = await stage.open({ ...server, clock });
    await append(store, A, [item('events', 'before')]);

    server.freeze();
    const hanging = [store.append(A, [item('events', 'unknown')]), store.read(A, 'events'), store.ping()].map(
      unavailable,
    );
    clock.advance(3000);
    await Promise.all(hanging);
    await unavailable(store.append(A, [item('events', 'never sent')]));

    server.thaw();
    await eventually(() => {
      clock.advance(50);
      return store.ping().then(() => true);
    });
    const shown = await shownStream(store, A, 'events');
    expect(shown[0]).toBe('events@1=before');
    expect(shown.slice(1).every((entry) => entry === 'events@2=unknown')).toBe(true);
    await append(store, A, [item('events', 'after')]);
  });

  it('D9 a tail that cannot be sure of seeing what is new says so within three seconds, and when it can again', async () => {
    const server = await stage.server();
    const clock = manualClock();
    const store = await stage.open({ ...server, clock });
    const freshness: boolean[] = [];
    const payloads: string[] = [];
    await store.tail(A, 0, {
      onEntries: (entries) => payloads.push(...entries.map(({ payload }) => Buffer.from(payload).toString())),
      onFreshness: (isFresh) => freshness.push(isFresh),
    });
    server.freeze();
    clock.advance(3000);
    expect(freshness).toEqual([false]);

    server.thaw();
    const other = await stage.open(server);
    await append(other, A, [item('events', 'meanwhile')]);
    await eventually(() => {
      clock.advance(50);
      return freshness.at(-1);
    });
    expect(freshness).toEqual([false, true]);
    expect(payloads).toEqual(['meanwhile']);
  });

  it('D8 a server without memory refuses appends as a whole, and takes them again when there is room', async () => {
    const server = await stage.server();
    const store = await stage.open(server);
    await append(store, A, [item('events', 'before'), item('doc', 'x')]);
    await askRedis(server.port, ['CONFIG', 'SET', 'maxmemory', '1']);
    await unavailable(store.append(A, [item('events', 'no'), item('doc', 'no')]));
    await unavailable(store.ping());
    expect(await store.head(A)).toEqual({ seq: 2, fence: 0 });
    await store.compact(A, 'events', 1, bytes('snapshot'));
    await store.erase(A, 'doc');
    await askRedis(server.port, ['CONFIG', 'SET', 'maxmemory', '0']);
    expect((await append(store, A, [item('events', 'after')])).seqs).toEqual([3]);
    expect(await shownStream(store, A, 'events')).toEqual(['events@1*=snapshot', 'events@3=after']);
  });

  it('D8 a server that forgot the scripts is taught them again, and no append is done twice', async () => {
    const server = await stage.server();
    const store = await stage.open(server);
    await append(store, A, [item('events', 'a')]);
    await askRedis(server.port, ['SCRIPT', 'FLUSH']);
    await Promise.all(['b', 'c', 'd'].map((text) => append(store, A, [item('events', text)])));
    const shown = await shownStream(store, A, 'events');
    expect(shown.map((entry) => entry.split('=')[1]).sort()).toEqual(['a', 'b', 'c', 'd']);
  });
});

describe('the Redis store over a network that loses things', () => {
  it('D4 an append whose answer was lost is found by reading before it is tried again', async () => {
    const server = await stage.server();
    const proxy = await stage.proxy(server);
    const store = await stage.open(proxy);
    const guard = { heads: [{ stream: 'events', seq: 0 }] };
    proxy.loseAnswerTo('EVALSHA');
    await unavailable(store.append(A, [item('events', 'once')], guard));
    expect(await eventually(() => shownStream(store, A, 'events'))).toEqual(['events@1=once']);
    expect(await store.append(A, [item('events', 'once')], guard)).toEqual({ refused: 'head' });
  });

  it('D5 an entry whose message was lost is found at the next look at the head', async () => {
    const server = await stage.server();
    const proxy = await stage.proxy(server);
    const clock = manualClock();
    const reader = await stage.open({ ...proxy, clock });
    const writer = await stage.open(server);
    const follower = await follow(reader, A);
    proxy.letMessagesThrough(false);
    await append(writer, A, [item('events', 'a'), item('doc', 'b')]);
    await eventually(() => proxy.heldBack() === 1);
    expect(follower.entries).toEqual([]);
    clock.advance(1000);
    await follower.reached(2);
    expect(follower.entries).toHaveLength(2);
  });

  it('D5 an entry whose message was lost is found at once when the next message arrives', async () => {
    const server = await stage.server();
    const proxy = await stage.proxy(server);
    const reader = await stage.open({ ...proxy, clock: manualClock() });
    const writer = await stage.open(server);
    const follower = await follow(reader, A);
    proxy.letMessagesThrough(false);
    await append(writer, A, [item('events', 'a')]);
    await eventually(() => proxy.heldBack() === 1);
    proxy.letMessagesThrough(true);
    await append(writer, A, [item('events', 'b')]);
    await follower.reached(2);
    expect(follower.entries.map(({ seq }) => seq)).toEqual([1, 2]);
  });

  it('D13 a tail that missed the erasure of its board learns of it', async () => {
    const server = await stage.server();
    const proxy = await stage.proxy(server);
    const clock = manualClock();
    const reader = await stage.open({ ...proxy, clock });
    const writer = await stage.open(server);
    await append(writer, A, [item('events', 'a')]);
    const follower = await follow(reader, A);
    await follower.reached(1);
    proxy.letMessagesThrough(false);
    await writer.erase(A);
    await eventually(() => proxy.heldBack() === 1);
    clock.advance(1000);
    await follower.until(() => follower.isErased);
  });

  it('D5 tails go on where they were after their connection was cut', async () => {
    const server = await stage.server();
    const [reader, writer] = [await stage.open(server), await stage.open(server)];
    const boards = Array.from({ length: 10 }, (_, index) => board(`board-${index}`));
    const followers = await Promise.all(boards.map((id) => follow(reader, id)));
    for (let round = 1; round <= 3; round += 1) {
      await askRedis(server.port, ['CLIENT', 'KILL', 'TYPE', 'pubsub']);
      await Promise.all(
        boards.map((id) => eventually(() => append(writer, id, [item('events', `${round}`), item('doc')]))),
      );
      for (const follower of followers) await follower.reached(round * 2);
    }
    for (const follower of followers) expect(follower.entries.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('D5 while every other message is lost, tails beside appends and compactions still rebuild the board', async () => {
    const server = await stage.server();
    const proxy = await stage.proxy(server);
    const [reader, writer] = [await stage.open(proxy), await stage.open(server)];
    const follower = await follow(reader, A);
    const parts = Array.from({ length: 200 }, (_, index) => `${index + 1};`);
    for (const [index, part] of parts.entries()) {
      proxy.letMessagesThrough(index % 2 === 0);
      await append(writer, A, [item('doc', part)]);
      if (index % 9 === 8) await writer.compact(A, 'doc', index + 1, bytes(parts.slice(0, index + 1).join('')));
    }
    await follower.reached(200);
    const rebuilt = follower.entries.reduce(
      (built, entry) => (entry.isSnapshot ? '' : built) + Buffer.from(entry.payload).toString(),
      '',
    );
    expect(rebuilt).toBe(parts.join(''));
  });
});
