/** When the embedded store says durable, and what it says when the disk does not do its part. */

import { afterEach, describe, expect, it } from 'vitest';
import { StoreUnavailable } from '../../server/store/board-store.ts';
import { append, board, bytes, follow, item, shownStream } from './board-store/following.ts';
import { watchedDisk } from './lmdb/disks.ts';
import { Folders } from './lmdb/folders.ts';

const A = board('board-a');
const folders = new Folders();
afterEach(() => folders.clear());

describe('the LMDB store and its disk', () => {
  it('D1 nothing is called durable before a flush that began after it was written has ended', async () => {
    const disk = watchedDisk();
    const store = await folders.open(await folders.make(), { openSegment: disk.openSegment });
    disk.events.length = 0;
    await Promise.all(
      Array.from({ length: 60 }, async (_, index) => {
        const { durable } = await append(store, board(`board-${index % 7}`), [item('events', `${index}`)]);
        disk.events.push(`committed ${index}`);
        await durable;
        disk.events.push(`durable ${index}`);
        if (index % 3 === 0) await append(store, A, [item('events', 'more')]);
      }),
    );
    for (let index = 0; index < 60; index += 1) {
      const committed = disk.events.indexOf(`committed ${index}`);
      const durable = disk.events.indexOf(`durable ${index}`);
      const written = disk.events.lastIndexOf('written', committed);
      const flush = disk.events.indexOf('flush', written);
      const flushed = disk.events.indexOf('flushed', flush);
      expect(written).toBeGreaterThanOrEqual(0);
      expect([written, flush, flushed, durable]).toEqual([written, flush, flushed, durable].sort((a, b) => a - b));
      expect(flush).toBeGreaterThanOrEqual(0);
    }
  });

  it('D2 an append is committed and delivered while its flush is still under way', async () => {
    const disk = watchedDisk();
    const store = await folders.open(await folders.make(), { openSegment: disk.openSegment });
    const release = disk.holdFlushes();
    const follower = await follow(store, A);
    let isDurable = false;
    const first = await append(store, A, [item('events', 'a')]);
    const durable = first.durable.then(() => {
      isDurable = true;
    });
    await append(store, A, [item('events', 'b')]);
    await follower.reached(2);
    expect(isDurable).toBe(false);
    release();
    await durable;
  });

  it('D1 an empty batch is durable only when what was committed before it is', async () => {
    const disk = watchedDisk();
    const store = await folders.open(await folders.make(), { openSegment: disk.openSegment });
    const release = disk.holdFlushes();
    const told: string[] = [];
    const first = await append(store, A, [item('events', 'a')]);
    const empty = await append(store, A, []);
    const durable = [first.durable.then(() => told.push('entry')), empty.durable.then(() => told.push('empty'))];
    const follower = await follow(store, A);
    await append(store, A, [item('events', 'b')]);
    await follower.reached(2);
    expect(told).toEqual([]);
    release();
    await Promise.all(durable);
    expect(told).toHaveLength(2);
  });

  it('D8 a full disk refuses appends, keeps what was there, and serves again when there is room', async () => {
    const disk = watchedDisk();
    const dir = await folders.make();
    const store = await folders.open(dir, { openSegment: disk.openSegment });
    await append(store, A, [item('events', 'a')]);
    disk.failure = { of: 'write', code: 'ENOSPC' };
    const refused = await Promise.allSettled([
      store.append(A, [item('events', 'lost')]),
      store.append(A, [item('events', 'lost')], { heads: [{ stream: 'events', seq: 1 }] }),
      store.append(board('board-b'), [item('events', 'lost')]),
    ]);
    expect(
      refused.map((outcome) => outcome.status === 'rejected' && outcome.reason instanceof StoreUnavailable),
    ).toEqual([true, true, true]);
    expect(await shownStream(store, A, 'events')).toEqual(['events@1=a']);
    disk.failure = undefined;
    const { seqs, durable } = await append(store, A, [item('events', 'b')]);
    await durable;
    expect(seqs).toEqual([2]);
    await store.close();
    expect(await shownStream(await folders.open(dir), A, 'events')).toEqual(['events@1=a', 'events@2=b']);
  });

  it('D1 after a flush that failed nothing is called durable, nothing is taken, and the process is told to end', async () => {
    const disk = watchedDisk();
    const faults: unknown[] = [];
    const dir = await folders.make();
    const store = await folders.open(dir, { openSegment: disk.openSegment, onFatal: (fault) => faults.push(fault) });
    await (
      await append(store, A, [item('events', 'safe')])
    ).durable;
    disk.failure = { of: 'flush', code: 'EIO' };
    const { durable } = await append(store, A, [item('events', 'not safe')]);
    await expect(durable).rejects.toBeInstanceOf(StoreUnavailable);
    disk.failure = undefined;
    await expect(store.append(A, [item('events')])).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(store.ping()).rejects.toBeInstanceOf(StoreUnavailable);
    expect(faults).toHaveLength(1);
    await store.close();
    expect((await shownStream(await folders.open(dir), A, 'events'))[0]).toBe('events@1=safe');
  });

  it('D8 a journal that cannot be written for another reason than a full disk ends the store', async () => {
    const disk = watchedDisk();
    const faults: unknown[] = [];
    const store = await folders.open(await folders.make(), {
      openSegment: disk.openSegment,
      onFatal: (fault) => faults.push(fault),
    });
    disk.failure = { of: 'write', code: 'EIO' };
    await expect(store.append(A, [item('events')])).rejects.toBeInstanceOf(StoreUnavailable);
    expect(faults).toHaveLength(1);
    await expect(store.read(A, 'events')).rejects.toBeInstanceOf(StoreUnavailable);
  });

  it('D1 the journal is written over only where the tables have taken it in', async () => {
    const dir = await folders.make();
    const store = await folders.open(dir);
    const large = new Uint8Array(400_000).fill(7);
    for (let round = 0; round < 30; round += 1) {
      await append(store, A, [{ stream: 'doc', payload: large }, item('events', `${round}`)]);
      if (round % 10 === 9) await store.compact(A, 'doc', round * 2 + 1, bytes('snapshot'));
    }
    await (
      await append(store, A, [item('events', 'last')])
    ).durable;
    const copy = await folders.open(await folders.copyAsItLies(dir));
    expect((await copy.head(A)).seq).toBe(61);
    expect((await copy.read(A, 'events')).entries).toHaveLength(31);
    expect((await copy.read(A, 'doc')).snapshot?.upTo).toBe(59);
  });
});
