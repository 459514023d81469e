/** Contract: a tail hands over every entry after its start, once and in order, until it is told to stop. */

import { expect, it } from 'vitest';
import type { Entry, Seq, Unsubscribe } from '../../../server/store/board-store.ts';
import { append, board, bytes, follow, item, shown, type StoreOpener } from './following.ts';

const A = board('board-a');
const numbers = (from: Seq, to: Seq): Seq[] => Array.from({ length: to - from + 1 }, (_, index) => from + index);
const seqsOf = (entries: readonly Entry[]): Seq[] => entries.map(({ seq }) => seq);

export function tailContract({ open }: StoreOpener): void {
  it('D5 a tail delivers what is there after its start, then what is appended, of every stream', async () => {
    const store = await open();
    await append(store, A, [item('events', 'a'), item('doc:wall', 'b'), item('events', 'c')]);
    const follower = await follow(store, A, 1);
    await follower.reached(3);
    await append(store, A, [item('doc:board', 'd')]);
    await append(store, A, [item('events', 'e'), item('events')]);
    await follower.reached(6);
    expect(follower.entries.map(shown)).toEqual([
      'doc:wall@2=b',
      'events@3=c',
      'doc:board@4=d',
      'events@5=e',
      'events@6=',
    ]);
  });

  it('D5 a tail on a board that does not exist yet sees its first entry, and creates nothing', async () => {
    const store = await open();
    const follower = await follow(store, A);
    for await (const id of store.boards()) expect(id).toBe('no board at all');
    await append(store, A, [item('events', 'first')]);
    await follower.reached(1);
    expect(follower.entries.map(shown)).toEqual(['events@1=first']);
  });

  it('D5 a tail at the end of a board gets only what comes later', async () => {
    const store = await open();
    await append(store, A, [item('events'), item('events')]);
    const follower = await follow(store, A, 2);
    await append(store, A, [item('events', 'new')]);
    await follower.reached(3);
    expect(seqsOf(follower.entries)).toEqual([3]);
  });

  it('D5 tails that begin while appends race with them have no gap and no double', async () => {
    const store = await open();
    const last = 120;
    const appends: Promise<unknown>[] = [];
    const followers = [];
    for (const index of numbers(1, last)) {
      appends.push(append(store, A, [item(`doc:${index % 3}`, `${index}`)]));
      if (index % 10 === 0) followers.push(follow(store, A, Math.floor(index / 2)));
      if (index % 7 === 0) await appends.at(-1);
    }
    await Promise.all(appends);
    for (const [index, follower] of (await Promise.all(followers)).entries()) {
      await follower.reached(last);
      expect(seqsOf(follower.entries)).toEqual(numbers((index + 1) * 5 + 1, last));
      expect(follower.entries.map(({ payload }) => Buffer.from(payload).toString())).toEqual(
        seqsOf(follower.entries).map(String),
      );
    }
  });

  it('D5 a tail that starts far behind is given everything, large entries included', async () => {
    const store = await open();
    const large = new Uint8Array(300_000).fill(7);
    for (let round = 0; round < 10; round += 1) {
      await append(store, A, [
        { stream: 'doc', payload: large },
        ...numbers(1, 99).map((index) => item('events', `${index}`)),
      ]);
    }
    const follower = await follow(store, A);
    await follower.reached(1000);
    expect(seqsOf(follower.entries)).toEqual(numbers(1, 1000));
    expect(follower.entries[900]?.payload).toHaveLength(300_000);
  });

  it('D10 where entries were compacted before the reader saw them, it is given the snapshot in their place', async () => {
    const store = await open();
    await append(store, A, [
      item('doc', 'a'),
      item('events', 'b'),
      item('doc', 'c'),
      item('events', 'd'),
      item('doc', 'e'),
    ]);
    await store.compact(A, 'doc', 3, bytes('ac'));
    const expected = ['events@2=b', 'doc@3*=ac', 'events@4=d', 'doc@5=e'];
    for (const after of [0, 1, 2, 3, 4]) {
      const follower = await follow(store, A, after);
      await follower.reached(5);
      expect(follower.entries.map(shown)).toEqual(expected.slice(Math.max(0, after - 1)));
      follower.stop();
    }
    await store.compact(A, 'doc', 5, bytes('ace'));
    const behind = await follow(store, A, 1);
    await behind.reached(5);
    expect(behind.entries.map(shown)).toEqual(['events@2=b', 'events@4=d', 'doc@5*=ace']);
    const level = await follow(store, A, 5);
    await append(store, A, [item('doc', 'f')]);
    await level.reached(6);
    expect(level.entries.map(shown)).toEqual(['doc@6=f']);
  });

  it('D10 readers beside appends and compactions can rebuild the stream at any time', async () => {
    const store = await open();
    const follower = await follow(store, A);
    const parts = numbers(1, 90).map((index) => `${index};`);
    for (const [index, part] of parts.entries()) {
      const pending = append(store, A, [item('doc', part)]);
      if (index % 4 === 3) {
        await pending;
        await store.compact(A, 'doc', index + 1, bytes(parts.slice(0, index + 1).join('')));
      }
    }
    const late = await follow(store, A, 0);
    for (const reader of [follower, late]) {
      await reader.reached(90);
      const rebuilt = reader.entries.reduce(
        (built, entry) => (entry.isSnapshot ? '' : built) + Buffer.from(entry.payload).toString(),
        '',
      );
      expect(rebuilt).toBe(parts.join(''));
    }
  });

  it('D5 several tails of one board each see everything; stopping one leaves the others alone', async () => {
    const store = await open();
    const [first, second, third] = await Promise.all([follow(store, A), follow(store, A), follow(store, A)]);
    await append(store, A, [item('events', '1')]);
    await Promise.all([first.reached(1), second.reached(1), third.reached(1)]);
    second.stop();
    second.stop();
    await append(store, A, [item('events', '2')]);
    await Promise.all([first.reached(2), third.reached(2)]);
    await append(store, A, [item('events', '3')]);
    await Promise.all([first.reached(3), third.reached(3)]);
    expect(seqsOf(second.entries)).toEqual([1]);
  });

  it('D5 a handler is never called after its tail was stopped, even from inside a handler', async () => {
    const store = await open();
    await append(
      store,
      A,
      numbers(1, 5).map((index) => item('events', `${index}`)),
    );
    const other = await follow(store, A);
    const calls: string[] = [];
    const tail: { stop?: Unsubscribe; isStopped: boolean } = { isStopped: false };
    const note = (what: string) => () => {
      calls.push(tail.isStopped ? `${what} too late` : what);
      tail.stop?.();
      tail.isStopped = true;
    };
    tail.stop = await store.tail(A, 5, {
      onEntries: note('entries'),
      onSignal: note('signal'),
      onErased: note('erased'),
    });
    await Promise.all(numbers(6, 15).map((index) => append(store, A, [item('events', `${index}`)])));
    store.signal(A, bytes('hello'));
    await other.reached(15);
    await append(store, A, [item('events', 'after')]);
    await other.reached(16);
    await store.erase(A);
    await other.until(() => other.isErased);
    expect(calls).toEqual(['entries']);
  });

  it('A1 tails of many boards get their own board only', async () => {
    const store = await open();
    const ids = numbers(1, 30).map((index) => board(`tailed-${index}`));
    const followers = await Promise.all(ids.map((id) => follow(store, id)));
    await Promise.all(
      ids.flatMap((id) => numbers(1, 4).map((index) => append(store, id, [item('events', `${id} ${index}`)]))),
    );
    for (const [index, follower] of followers.entries()) {
      await follower.reached(4);
      const id = ids[index] ?? '';
      expect(follower.entries.map(shown)).toEqual(numbers(1, 4).map((n) => `events@${n}=${id} ${n}`));
    }
  });

  it('S11 a signal reaches every tail of its board, in order, and is kept nowhere', async () => {
    const store = await open();
    const [first, second] = await Promise.all([follow(store, A), follow(store, A)]);
    const message = bytes('one');
    store.signal(A, message);
    message.fill(0);
    store.signal(A, bytes('two'));
    store.signal(board('board-b'), bytes('for others'));
    store.signal(A, new Uint8Array());
    for (const follower of [first, second]) {
      await follower.until(() => follower.signals.length === 3);
      expect(follower.signals).toEqual(['one', 'two', '']);
    }
    expect(await store.head(A)).toEqual({ seq: 0, fence: 0 });
    const late = await follow(store, A);
    store.signal(A, bytes('three'));
    await late.until(() => late.signals.length === 1);
    expect(late.signals).toEqual(['three']);
  });
}
