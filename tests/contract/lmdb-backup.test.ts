/** Copies of a data folder, made beside the store that works in it, and what must not be found in them. */

import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { backUpFolder, compactFolder } from '../../server/store/backup.ts';
import type { BoardStore } from '../../server/store/board-store.ts';
import { openLmdbReadOnly } from '../../server/store/lmdb-read-only.ts';
import { append, board, bytes, item, listBoards, shownStream } from './board-store/following.ts';
import { Folders } from './lmdb/folders.ts';

const A = board('board-a');
const CANARY = 'canary-of-a-deleted-draft';
const folders = new Folders();
afterEach(() => folders.clear());

async function filesWith(dir: string, text: string): Promise<string[]> {
  const names = await readdir(dir);
  const contents = await Promise.all(names.map((name) => readFile(join(dir, name))));
  return names.filter((_, index) => contents[index]?.includes(text));
}

/** Canaries that were typed, compacted away, and erased with a stream and with a board; and something that stays. */
async function writeAndErase(store: BoardStore): Promise<void> {
  for (let index = 0; index < 30; index += 1) {
    await append(store, A, [item('doc:reading', `${CANARY} ${index}`), item('events', `kept ${index}`)]);
    await append(store, board(`gone-${index}`), [item('doc', CANARY.repeat(200)), item('events', CANARY)]);
  }
  await append(store, A, [item('doc:erased', CANARY)]);
  await store.compact(A, 'doc:reading', 59, bytes('the final value'));
  await store.erase(A, 'doc:erased');
  for (let index = 0; index < 30; index += 1) await store.erase(board(`gone-${index}`));
}

describe('a backup of the LMDB store', () => {
  it('D11 holds, while boards are written, every append committed before it, and each one whole', async () => {
    const dir = await folders.make();
    const target = join(await folders.make(), 'backup');
    const store = await folders.open(dir);
    const ids = Array.from({ length: 5 }, (_, index) => board(`board-${index}`));
    let isDone = false;
    let before: readonly number[] = [];
    const writers = ids.map(async (id) => {
      for (let round = 0; !isDone; round += 1) {
        await append(store, id, [item('events', `${round}`), item('doc', `${round}`), item('doc', `${round}`)]);
        if (round % 20 === 19) await store.compact(id, 'doc', round * 3 + 3, bytes(`up to ${round}`));
      }
    });
    for (let copy = 0; copy < 3; copy += 1) {
      before = await Promise.all(ids.map(async (id) => (await store.head(id)).seq));
      await backUpFolder(dir, `${target}-${copy}`);
    }
    isDone = true;
    await Promise.all(writers);

    const restored = await folders.open(`${target}-2`);
    for (const [index, id] of ids.entries()) {
      const { seq } = await restored.head(id);
      expect(seq).toBeGreaterThanOrEqual(before[index] ?? 0);
      expect(seq % 3).toBe(0);
      const events = await shownStream(restored, id, 'events');
      expect(events).toEqual(Array.from({ length: seq / 3 }, (_, round) => `events@${round * 3 + 1}=${round}`));
      const doc = await restored.read(id, 'doc');
      const first = doc.snapshot ? doc.snapshot.upTo / 3 : 0;
      expect(doc.entries.map((entry) => entry.seq)).toEqual(
        Array.from({ length: seq / 3 - first }, (_, round) => [
          (first + round) * 3 + 2,
          (first + round) * 3 + 3,
        ]).flat(),
      );
    }
    await append(restored, A, [item('events', 'goes on')]);
  });

  it('D13 D11 holds nothing of what was erased or compacted away, although the folder still does', async () => {
    const dir = await folders.make();
    const target = join(await folders.make(), 'backup');
    const store = await folders.open(dir);
    await writeAndErase(store);
    await backUpFolder(dir, target);
    expect(await filesWith(dir, CANARY)).not.toEqual([]);
    expect(await filesWith(target, CANARY)).toEqual([]);
    const restored = await folders.open(target);
    expect(await listBoards(restored)).toEqual(['board-a']);
    expect(await shownStream(restored, A, 'doc:reading')).toEqual(['doc:reading@59*=the final value']);
    expect(await shownStream(restored, A, 'events')).toHaveLength(30);
  });

  it('D11 is refused where something lies already, of a folder without a store, and of a damaged one', async () => {
    const dir = await folders.make();
    const store = await folders.open(dir);
    await append(store, A, [{ stream: 'events', payload: new Uint8Array(50_000).fill(9) }]);
    await expect(backUpFolder(dir, dir)).rejects.toThrow('is not empty');
    await expect(backUpFolder(await folders.make(), join(await folders.make(), 'backup'))).rejects.toThrow('no store');
    await store.close();
    const data = await readFile(join(dir, 'data.mdb'));
    const at = data.indexOf(new Uint8Array(1000).fill(9));
    await writeFile(join(dir, 'data.mdb'), data.fill(8, at + 500, at + 510));
    await expect(backUpFolder(dir, join(await folders.make(), 'backup'))).rejects.toThrow('damaged');
  });

  it('D11 that was cut short is not taken for a store', async () => {
    const dir = await folders.make();
    const target = join(await folders.make(), 'backup');
    const store = await folders.open(dir);
    await append(store, A, [item('events', 'a')]);
    await backUpFolder(dir, target);
    const whole = await folders.copyAsItLies(target);
    await folders.open(whole);
    const cut = await folders.copyAsItLies(target);
    await writeFile(join(cut, 'data.mdb'), '');
    await expect(folders.open(cut)).rejects.toThrow('gone from its data.mdb');
  });
});

describe('a look into the folder of the LMDB store', () => {
  it('D10 beside the store shows what was committed when it was opened, settled or not, and nothing later', async () => {
    const dir = await folders.make();
    const store = await folders.open(dir);
    await append(store, A, [item('doc', 'a'), item('events', 'b'), { ...item('doc', 'c'), raisesFence: true }]);
    await store.compact(A, 'doc', 1, bytes('A'));
    await append(store, A, [item('doc', 'd')]);
    await append(store, board('board-b'), [item('events', 'new')]);

    const reader = await openLmdbReadOnly(dir);
    await append(store, A, [item('doc', 'later')]);
    await store.compact(A, 'doc', 4, bytes('ACD'));
    await store.erase(board('board-b'));
    const { snapshot, entries, head } = await reader.read(A, 'doc');
    expect([snapshot?.upTo, entries.map(({ seq }) => seq), head]).toEqual([1, [3, 4], 4]);
    expect(await reader.head(A)).toEqual({ seq: 4, fence: 3 });
    expect((await reader.streams(A)).map(({ stream }) => stream).sort()).toEqual(['doc', 'events']);
    const listed = [];
    for await (const id of reader.boards()) listed.push(id);
    expect(listed.sort()).toEqual(['board-a', 'board-b']);
    await reader.close();
    expect(await shownStream(store, A, 'doc')).toEqual(['doc@4*=ACD', 'doc@5=later']);
  });
});

describe('the compaction of a data folder', () => {
  it('D13 leaves no byte of what was erased, and every board as it was', async () => {
    const dir = await folders.make();
    const store = await folders.open(dir);
    await writeAndErase(store);
    await append(store, A, [item('events', 'last')]);
    await expect(compactFolder(dir)).rejects.toThrow('in use');
    await store.close();
    const { size } = await stat(join(dir, 'data.mdb'));
    await compactFolder(dir);
    expect(await filesWith(dir, CANARY)).toEqual([]);
    expect((await stat(join(dir, 'data.mdb'))).size).toBeLessThan(size / 2);
    const again = await folders.open(dir);
    expect(await listBoards(again)).toEqual(['board-a']);
    expect(await again.head(A)).toEqual({ seq: 62, fence: 0 });
    expect((await append(again, A, [item('events', 'goes on')])).seqs).toEqual([63]);
  });
});
