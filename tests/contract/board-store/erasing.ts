/** Contract: what was erased is gone for every reader, and nothing written against it gets in any more. */

import { expect, it } from 'vitest';
import type { BoardStore } from '../../../server/store/board-store.ts';
import { append, board, bytes, follow, item, listBoards, shown, shownStream, type StoreOpener } from './following.ts';

const A = board('board-a');

/** `events@1`, `records@2`, `doc@3`, `events@4` which is the fence, `doc@5`, and a snapshot of `doc` at 3. */
async function writtenBoard(store: BoardStore): Promise<void> {
  await append(store, A, [item('events', 'a'), item('records', 'name'), item('doc', 'b')]);
  await append(store, A, [{ ...item('events', 'c'), raisesFence: true }, item('doc', 'd')]);
  await store.compact(A, 'doc', 3, bytes('snapshot'));
}

export function eraseContract({ open }: StoreOpener): void {
  it('D13 an erased stream is empty with head 0, the rest of its board goes on', async () => {
    const store = await open();
    await writtenBoard(store);
    await store.erase(A, 'doc');
    expect(await store.read(A, 'doc')).toEqual({ entries: [], head: 0 });
    expect((await store.streams(A)).map(({ stream }) => stream).sort()).toEqual(['events', 'records']);
    expect(await store.head(A)).toEqual({ seq: 5, fence: 4 });
    expect(await shownStream(store, A, 'events')).toEqual(['events@1=a', 'events@4=c']);

    expect(await store.append(A, [item('doc')], { heads: [{ stream: 'doc', seq: 5 }] })).toEqual({ refused: 'head' });
    const { seqs } = await append(store, A, [item('doc', 'new')], { heads: [{ stream: 'doc', seq: 0 }], fence: 4 });
    expect(seqs).toEqual([6]);
    expect(await shownStream(store, A, 'doc')).toEqual(['doc@6=new']);
  });

  it('D13 a reader that comes after the erasure of a stream is given the others only', async () => {
    const store = await open();
    await writtenBoard(store);
    await store.erase(A, 'doc');
    await append(store, A, [item('events', 'e')]);
    const follower = await follow(store, A);
    await follower.reached(6);
    expect(follower.entries.map(shown)).toEqual(['events@1=a', 'records@2=name', 'events@4=c', 'events@6=e']);
  });

  it('D13 tails go on when a stream of their board is erased', async () => {
    const store = await open();
    await writtenBoard(store);
    const follower = await follow(store, A);
    await follower.reached(5);
    await store.erase(A, 'doc');
    await append(store, A, [item('events', 'e')]);
    await follower.reached(6);
    expect(follower.isErased).toBe(false);
    expect(shown(follower.entries.at(-1) ?? { seq: 0, stream: '', payload: bytes('') })).toBe('events@6=e');
  });

  it('D13 a snapshot of what was erased is not let back in', async () => {
    const store = await open();
    await writtenBoard(store);
    await store.erase(A, 'doc');
    await store.compact(A, 'doc', 5, bytes('b d'));
    await append(store, A, [item('doc', 'new')]);
    await store.compact(A, 'doc', 5, bytes('b d'));
    await store.compact(A, 'doc', 3, bytes('b'));
    expect(await shownStream(store, A, 'doc')).toEqual(['doc@6=new']);
  });

  it('D13 an erased board is gone: unlisted, empty, its tails told once and then silent', async () => {
    const store = await open();
    await writtenBoard(store);
    await append(store, board('board-b'), [item('events', 'stays')]);
    const [first, second] = await Promise.all([follow(store, A), follow(store, A, 5)]);
    await first.reached(5);
    await store.erase(A);
    for (const follower of [first, second]) await follower.until(() => follower.isErased);

    expect(await listBoards(store)).toEqual(['board-b']);
    expect(await store.head(A)).toEqual({ seq: 0, fence: 0 });
    expect(await store.streams(A)).toEqual([]);
    for (const stream of ['events', 'records', 'doc']) {
      expect(await store.read(A, stream)).toEqual({ entries: [], head: 0 });
    }
    expect(await shownStream(store, board('board-b'), 'events')).toEqual(['events@1=stays']);

    const fresh = await follow(store, A);
    await append(store, A, [item('events', 'another board')]);
    await fresh.reached(1);
    expect(fresh.entries.map(shown)).toEqual(['events@1=another board']);
    expect(first.entries).toHaveLength(5);
    expect(second.entries).toHaveLength(0);
  });

  it('D13 a write decided on an erased board is refused, by head and by fence', async () => {
    const store = await open();
    await writtenBoard(store);
    await store.erase(A);
    expect(await store.append(A, [item('events')], { heads: [{ stream: 'events', seq: 4 }] })).toEqual({
      refused: 'head',
    });
    expect(await store.append(A, [item('doc')], { fence: 4 })).toEqual({ refused: 'fence' });
    await store.compact(A, 'doc', 5, bytes('b d'));
    expect(await listBoards(store)).toEqual([]);
  });

  it('D13 erasures are there after the store was opened again', async () => {
    const first = await open();
    await writtenBoard(first);
    await append(first, board('board-b'), [item('events', 'gone')]);
    await first.erase(A, 'doc');
    await first.erase(board('board-b'));
    await first.close();
    const second = await open();
    expect(await second.read(A, 'doc')).toEqual({ entries: [], head: 0 });
    expect(await second.head(A)).toEqual({ seq: 5, fence: 4 });
    expect(await listBoards(second)).toEqual(['board-a']);
  });

  it('D13 erasing what does not exist does nothing', async () => {
    const store = await open();
    await store.erase(A);
    await store.erase(A, 'doc');
    expect(await listBoards(store)).toEqual([]);
    await writtenBoard(store);
    await store.erase(A, 'unknown');
    expect(await store.streams(A)).toHaveLength(3);
  });

  it('D13 a board with many entries, erased while others write elsewhere, leaves nothing behind', async () => {
    const store = await open();
    const entries = Array.from({ length: 500 }, (_, index) => item(`doc:${index % 7}`, `${index}`));
    for (let round = 0; round < 4; round += 1) await append(store, A, entries);
    const elsewhere = Array.from({ length: 20 }, () => append(store, board('board-b'), [item('events')]));
    await store.erase(A);
    await Promise.all(elsewhere);
    expect(await store.streams(A)).toEqual([]);
    expect((await append(store, A, [item('events', 'fresh')])).seqs).toEqual([1]);
    const follower = await follow(store, A);
    await follower.reached(1);
    expect(follower.entries.map(shown)).toEqual(['events@1=fresh']);
    expect((await store.head(board('board-b'))).seq).toBe(20);
  });
}
