/** Contract: names are opaque and whole; no board or stream is ever taken for another one. */

import { expect, it } from 'vitest';
import { append, board, follow, item, listBoards, shownStream, type StoreOpener } from './following.ts';

const STREAMS = [
  'doc:reading:1:a',
  'doc:reading:1:ab',
  'doc:reading:11:a',
  'doc:reading:1',
  'doc',
  'doc:*',
  'doc:?eading:1:a',
  'doc:[r]eading:1:a',
  '{doc}',
  'doc reading',
  'doc:Ünïcödé:✓',
  'x'.repeat(200),
];
const BOARDS = ['a', 'ab', 'a:b', 'a-', 'A', '_', '0123456789abcdefghijAB', '0123456789abcdefghijA'].map(board);

export function namesContract({ open }: StoreOpener): void {
  it('S3 streams whose names begin alike, or look like patterns, stay apart', async () => {
    const store = await open();
    const A = board('board-a');
    await append(
      store,
      A,
      STREAMS.map((stream) => item(stream, stream)),
    );
    for (const [index, stream] of STREAMS.entries()) {
      expect(await shownStream(store, A, stream)).toEqual([`${stream}@${index + 1}=${stream}`]);
    }
    const names = (await store.streams(A)).map(({ stream }) => stream);
    expect(names.sort()).toEqual([...STREAMS].sort());

    await store.erase(A, 'doc:*');
    await store.compact(A, 'doc:reading:1:a', 1, new Uint8Array());
    await store.erase(A, 'doc:reading:1');
    expect(await store.streams(A)).toHaveLength(STREAMS.length - 2);
    expect(await shownStream(store, A, 'doc:reading:1:ab')).toEqual(['doc:reading:1:ab@2=doc:reading:1:ab']);
    expect(await shownStream(store, A, 'doc:reading:11:a')).toEqual(['doc:reading:11:a@3=doc:reading:11:a']);
  });

  it('S3 boards whose ids begin alike stay apart, in reading, erasing, tails and signals', async () => {
    const store = await open();
    for (const id of BOARDS) await append(store, id, [item('events', id)]);
    expect(await listBoards(store)).toEqual([...BOARDS].sort());
    for (const id of BOARDS) expect(await shownStream(store, id, 'events')).toEqual([`events@1=${id}`]);

    const other = await follow(store, board('ab'));
    await other.reached(1);
    store.signal(board('a'), new Uint8Array([1]));
    await append(store, board('a'), [item('events', 'more')]);
    await store.erase(board('a'));
    await append(store, board('ab'), [item('events', 'own')]);
    await other.reached(2);
    expect(other.entries.map(({ seq }) => seq)).toEqual([1, 2]);
    expect(other.signals).toEqual([]);
    expect(other.isErased).toBe(false);
    expect(await listBoards(store)).toEqual(BOARDS.filter((id) => id !== 'a').sort());
  });

  it('D10 every board of a store is listed once', async () => {
    const store = await open();
    expect(await listBoards(store)).toEqual([]);
    const ids = Array.from({ length: 250 }, (_, index) => board(`listed-${index}`));
    await Promise.all(ids.map((id) => append(store, id, [item('events'), item('doc:wall')])));
    await Promise.all(ids.slice(0, 20).map((id) => append(store, id, [item('events')])));
    expect(await listBoards(store)).toEqual([...ids].sort());
  });
}
