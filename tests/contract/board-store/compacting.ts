/** Contract: a snapshot takes the place of the entries it stands for, in one step for every reader. */

import { expect, it } from 'vitest';
import { append, board, bytes, item, shownStream, type StoreOpener } from './following.ts';

const A = board('board-a');
/** `doc` at 1, 3, 5 and `events` at 2, 4. */
const BATCH = [item('doc', 'a'), item('events', 'b'), item('doc', 'c'), item('events', 'd'), item('doc', 'e')];

export function compactContract({ open }: StoreOpener): void {
  it('D10 a snapshot replaces the entries of its stream up to its number, and nothing else', async () => {
    const store = await open();
    await append(store, A, BATCH);
    await store.compact(A, 'doc', 3, bytes('ac'));
    expect(await shownStream(store, A, 'doc')).toEqual(['doc@3*=ac', 'doc@5=e']);
    expect(await shownStream(store, A, 'events')).toEqual(['events@2=b', 'events@4=d']);
    expect((await store.read(A, 'doc')).head).toBe(5);
    expect(await store.head(A)).toEqual({ seq: 5, fence: 0 });

    await store.compact(A, 'doc', 5, bytes('ace'));
    expect(await shownStream(store, A, 'doc')).toEqual(['doc@5*=ace']);
    expect((await store.read(A, 'doc')).head).toBe(5);
    expect((await append(store, A, [item('doc', 'f')], { heads: [{ stream: 'doc', seq: 5 }] })).seqs).toEqual([6]);
    expect(await shownStream(store, A, 'doc')).toEqual(['doc@5*=ace', 'doc@6=f']);
  });

  it('D10 a snapshot that is older, is there already, or is not of an entry of the stream changes nothing', async () => {
    const store = await open();
    await append(store, A, BATCH);
    await store.compact(A, 'doc', 3, bytes('ac'));
    for (const upTo of [0, 1, 2, 3, 4, 6, 100]) await store.compact(A, 'doc', upTo, bytes(`wrong ${upTo}`));
    await store.compact(A, 'unknown', 3, bytes('wrong'));
    await store.compact(board('unknown'), 'doc', 1, bytes('wrong'));
    expect(await shownStream(store, A, 'doc')).toEqual(['doc@3*=ac', 'doc@5=e']);
    expect(await shownStream(store, A, 'events')).toEqual(['events@2=b', 'events@4=d']);
    expect(await store.streams(A)).toHaveLength(2);
    expect(await store.read(board('unknown'), 'doc')).toEqual({ entries: [], head: 0 });
  });

  it('D10 a snapshot may be empty or a megabyte, and is there after the store was opened again', async () => {
    const first = await open();
    const large = Uint8Array.from({ length: 1_000_000 }, (_, index) => (index * 7 + (index >> 9)) % 256);
    await append(first, A, BATCH);
    await first.compact(A, 'doc', 5, large);
    await first.compact(A, 'events', 4, new Uint8Array());
    await (
      await append(first, A, [item('doc', 'g')])
    ).durable;
    await first.close();

    const second = await open();
    const { snapshot, entries, head } = await second.read(A, 'doc');
    expect(snapshot?.upTo).toBe(5);
    expect(Buffer.compare(snapshot?.bytes ?? bytes(''), large)).toBe(0);
    expect(entries.map(({ seq }) => seq)).toEqual([6]);
    expect(head).toBe(6);
    expect(await shownStream(second, A, 'events')).toEqual(['events@4*=']);
  });

  it('D10 a reader beside appends and compactions never sees an entry twice, nor misses one', async () => {
    const store = await open();
    const whole = Array.from({ length: 60 }, (_, index) => `${index + 1};`);
    const check = async (): Promise<void> => {
      const { snapshot, entries, head } = await store.read(A, 'doc');
      const parts = [snapshot?.bytes ?? bytes(''), ...entries.map(({ payload }) => payload)];
      expect(Buffer.concat(parts).toString()).toBe(whole.slice(0, head).join(''));
    };
    const checks: Promise<void>[] = [];
    for (const [index, part] of whole.entries()) {
      const appending = append(store, A, [item('doc', part)]);
      checks.push(check());
      await appending;
      checks.push(check());
      if (index % 3 !== 2) continue;
      const compacting = store.compact(A, 'doc', index + 1, bytes(whole.slice(0, index + 1).join('')));
      checks.push(check());
      if (index % 2 === 0) await compacting;
      checks.push(check());
      await compacting;
    }
    await Promise.all(checks);
  });
}
