/** Contract: what an append writes, in which order, and what is there when it is read back. */

import { expect, it } from 'vitest';
import { StoreUnavailable } from '../../../server/store/board-store.ts';
import { append, board, bytes, item, shownStream, type StoreOpener } from './following.ts';

const A = board('board-a');
const MEGABYTE = 1_000_000;

export function appendContract({ open }: StoreOpener): void {
  it('D10 a board, or a stream, that was never written is empty with head 0', async () => {
    const store = await open();
    expect(await store.read(A, 'events')).toEqual({ entries: [], head: 0 });
    expect(await store.head(A)).toEqual({ seq: 0, fence: 0 });
    expect(await store.streams(A)).toEqual([]);
    await append(store, A, [item('events', 'one')]);
    expect(await store.read(A, 'doc:wall')).toEqual({ entries: [], head: 0 });
  });

  it('D10 entries take consecutive numbers over all streams of a board, from 1', async () => {
    const store = await open();
    expect((await append(store, A, [item('events', 'a')])).seqs).toEqual([1]);
    expect((await append(store, A, [item('doc:wall', 'b'), item('events', 'c'), item('doc:wall', 'd')])).seqs).toEqual([
      2, 3, 4,
    ]);
    expect((await append(store, board('board-b'), [item('events', 'x')])).seqs).toEqual([1]);
    expect((await append(store, A, [item('events', 'e')])).seqs).toEqual([5]);

    expect(await shownStream(store, A, 'events')).toEqual(['events@1=a', 'events@3=c', 'events@5=e']);
    expect(await shownStream(store, A, 'doc:wall')).toEqual(['doc:wall@2=b', 'doc:wall@4=d']);
    expect((await store.read(A, 'doc:wall')).head).toBe(4);
    expect(await store.head(A)).toEqual({ seq: 5, fence: 0 });
    const streams = [...(await store.streams(A))].sort((one, other) => one.head - other.head);
    expect(streams).toEqual([
      { stream: 'doc:wall', head: 4 },
      { stream: 'events', head: 5 },
    ]);
  });

  it('D2 what an append returned can be read at once, by number and byte', async () => {
    const store = await open();
    await Promise.all(
      Array.from({ length: 40 }, async (_, index) => {
        const { seqs } = await append(store, A, [item('events', `entry ${index}`)]);
        const { entries } = await store.read(A, 'events');
        expect(entries.find(({ seq }) => seq === seqs[0])?.payload).toEqual(bytes(`entry ${index}`));
      }),
    );
    const { entries } = await store.read(A, 'events');
    expect(entries.map(({ seq }) => seq)).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
  });

  it('D4 appends called one after another are numbered in the order of the calls', async () => {
    const store = await open();
    const outcomes = await Promise.all(
      Array.from({ length: 50 }, (_, index) => append(store, A, [item('events', `${index}`)])),
    );
    expect(outcomes.map(({ seqs }) => seqs[0])).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
  });

  it('D1 a durable append is there after the store was closed and opened again', async () => {
    const first = await open();
    await append(first, A, [{ ...item('events', 'sealed'), raisesFence: true }, item('doc:wall', 'text')]);
    await (
      await append(first, A, [item('events', 'later')])
    ).durable;
    await first.close();

    const second = await open();
    expect(await shownStream(second, A, 'events')).toEqual(['events@1=sealed', 'events@3=later']);
    expect(await shownStream(second, A, 'doc:wall')).toEqual(['doc:wall@2=text']);
    expect(await second.head(A)).toEqual({ seq: 3, fence: 1 });
    expect((await append(second, A, [item('events', 'goes on')])).seqs).toEqual([4]);
  });

  it('D1 durability may be left unobserved, and comes for every one of many appends', async () => {
    const store = await open();
    const outcomes = await Promise.all(
      Array.from({ length: 100 }, (_, index) => append(store, board(`board-${index % 10}`), [item('events')])),
    );
    await Promise.all(outcomes.slice(50).map(({ durable }) => durable));
  });

  it('D1 an empty batch writes nothing, and is durable once everything before it is', async () => {
    const store = await open();
    await append(store, A, [item('events')]);
    const { seqs, durable } = await append(store, A, []);
    await durable;
    expect(seqs).toEqual([]);
    expect((await append(store, A, [item('events')])).seqs).toEqual([2]);
  });

  it('D10 empty payloads are entries like any other', async () => {
    const store = await open();
    await append(store, A, [item('events'), item('doc:wall'), item('events')]);
    expect(await shownStream(store, A, 'events')).toEqual(['events@1=', 'events@3=']);
    expect(await shownStream(store, A, 'doc:wall')).toEqual(['doc:wall@2=']);
  });

  it('D10 every byte value, and a payload of a megabyte, come back as they were', async () => {
    const store = await open();
    const everyByte = Uint8Array.from({ length: 256 }, (_, index) => index);
    const large = Uint8Array.from({ length: MEGABYTE }, (_, index) => (index * 31 + (index >> 8)) % 256);
    await append(store, A, [
      { stream: 'events', payload: everyByte },
      { stream: 'events', payload: large },
    ]);
    const { entries } = await store.read(A, 'events');
    expect(entries[0]?.payload).toEqual(everyByte);
    expect(Buffer.compare(entries[1]?.payload ?? bytes(''), large)).toBe(0);
  });

  it('D10 the adapter keeps its own copy of a payload and of a snapshot', async () => {
    const store = await open();
    const whole = bytes('<<payload>>');
    const payload = whole.subarray(2, -2);
    const pending = append(store, A, [{ stream: 'events', payload }]);
    whole.fill(0);
    await pending;
    expect(await shownStream(store, A, 'events')).toEqual(['events@1=payload']);

    const snapshot = bytes('snapshot');
    const compacting = store.compact(A, 'events', 1, snapshot);
    snapshot.fill(0);
    await compacting;
    expect(await shownStream(store, A, 'events')).toEqual(['events@1*=snapshot']);
  });

  it('D10 the adapter keeps its own copy of a Buffer too, whose slice shares its bytes', async () => {
    const store = await open();
    const payload = Buffer.from('payload');
    const pending = append(store, A, [{ stream: 'events', payload }]);
    payload.fill(0);
    await pending;
    payload.fill(1);
    const snapshot = Buffer.from('snapshot');
    expect(await shownStream(store, A, 'events')).toEqual(['events@1=payload']);
    const compacting = store.compact(A, 'events', 1, snapshot);
    snapshot.fill(0);
    await compacting;
    expect(await shownStream(store, A, 'events')).toEqual(['events@1*=snapshot']);
  });

  it('D10 what a reader does with the bytes it was given changes nothing for the next', async () => {
    const store = await open();
    await append(store, A, [item('events', 'kept')]);
    (await store.read(A, 'events')).entries[0]?.payload.fill(0);
    expect(await shownStream(store, A, 'events')).toEqual(['events@1=kept']);
  });

  it('A1 many boards written at once stay apart', async () => {
    const store = await open();
    const ids = Array.from({ length: 60 }, (_, index) => board(`many-${index}`));
    for (let round = 0; round < 5; round += 1) {
      await Promise.all(ids.map((id) => append(store, id, [item('events', `${id} ${round}`), item('doc:board')])));
    }
    for (const id of ids) {
      expect(await store.head(id)).toEqual({ seq: 10, fence: 0 });
      expect(await shownStream(store, id, 'events')).toEqual(
        [0, 1, 2, 3, 4].map((r) => `events@${r * 2 + 1}=${id} ${r}`),
      );
    }
  });

  it('A4 a store that is open answers a ping, a closed one is unavailable to everybody', async () => {
    const store = await open();
    await store.ping();
    await store.close();
    await expect(store.ping()).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(store.append(A, [item('events')])).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(store.read(A, 'events')).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(store.head(A)).rejects.toBeInstanceOf(StoreUnavailable);
    await store.close();
  });

  it('D1 closing waits for the appends that were under way', async () => {
    const store = await open();
    const pending = Array.from({ length: 20 }, () => append(store, A, [item('events')]));
    await store.close();
    const outcomes = await Promise.all(pending);
    await Promise.all(outcomes.map(({ durable }) => durable));
    const again = await open();
    expect((await again.head(A)).seq).toBe(20);
  });

  it('D1 closing waits for erasures and compactions, and for the appends behind them', async () => {
    const store = await open();
    await append(store, A, [item('doc', 'a'), item('events', 'b')]);
    const pending = [
      store.compact(A, 'doc', 1, bytes('snapshot')),
      store.erase(A, 'events'),
      store.append(A, [item('events', 'c')]),
      store.erase(board('board-b')),
    ];
    await store.close();
    const outcomes = await Promise.allSettled(pending);
    expect(outcomes.map(({ status }) => status)).toEqual(pending.map(() => 'fulfilled'));
    const again = await open();
    expect(await shownStream(again, A, 'doc')).toEqual(['doc@1*=snapshot']);
    expect(await shownStream(again, A, 'events')).toEqual(['events@3=c']);
  });
}
