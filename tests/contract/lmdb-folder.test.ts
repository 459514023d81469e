/** What the embedded store opens, and what it refuses with one line: never is a folder that held boards an empty one. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { DataFolderRefused } from '../../server/store/lmdb-store.ts';
import { boardPrefix, erasingKey, headKey, metaKey } from '../../server/store/lmdb/keys.ts';
import { Tables } from '../../server/store/lmdb/tables.ts';
import { encodeNumber } from '../../server/store/lmdb/values.ts';
import { append, board, bytes, item, listBoards, shownStream } from './board-store/following.ts';
import { Folders } from './lmdb/folders.ts';
import { seeded } from '../kit/seeded.ts';

const A = board('board-a');
const folders = new Folders();
afterEach(() => folders.clear());

/** A folder with a few boards in it, closed. */
async function writtenFolder(): Promise<string> {
  const dir = await folders.make();
  const store = await folders.open(dir);
  for (let index = 0; index < 40; index += 1) {
    await append(
      store,
      board(`board-${index}`),
      Array.from({ length: 25 }, (_, n) => item(`doc:${n % 3}`, `${index}/${n}`)),
    );
  }
  await append(store, A, [{ stream: 'doc', payload: new Uint8Array(20_000).fill(3) }, item('events', 'a')]);
  await store.compact(A, 'doc', 1, new Uint8Array(30_000).fill(4));
  await store.close();
  return dir;
}

async function refusalOf(dir: string): Promise<DataFolderRefused> {
  try {
    await folders.open(dir);
  } catch (refusal) {
    if (refusal instanceof DataFolderRefused) return refusal;
    throw refusal;
  }
  throw new Error(`The folder ${dir} was opened`);
}

async function change(path: string, at: number, length: number): Promise<void> {
  const file = await open(path, 'r+');
  const { buffer } = await file.read(Buffer.alloc(length), 0, length, at);
  await file.write(
    buffer.map((byte) => byte ^ 0x5a),
    0,
    length,
    at,
  );
  await file.close();
}

describe('the data folder of the LMDB store', () => {
  it('A4 a folder in use is refused with a line that names it, whoever has it', async () => {
    const dir = await folders.make();
    const store = await folders.open(dir);
    const refusal = await refusalOf(dir);
    expect(refusal.reason).toBe('in use');
    expect(refusal.message).toBe(`The data folder ${dir} is in use by another process.`);
    await store.close();
    await folders.open(dir);
  });

  it('A4 a folder held by a process that was killed is free again', async () => {
    const dir = await writtenFolder();
    const holder = spawn(process.execPath, ['--input-type=module', '--eval', `
      import { openSync, writeSync } from 'node:fs';
      import { tryLock } from ${JSON.stringify(import.meta.resolve('fs-native-extensions'))};
      writeSync(1, String(tryLock(openSync(process.argv[1], 'a'))));
      setInterval(() => undefined, 1000);
    `, join(dir, 'readback.lock')]); // prettier-ignore
    const [answer] = (await once(holder.stdout, 'data')) as [Buffer];
    expect(answer.toString()).toBe('true');
    expect((await refusalOf(dir)).reason).toBe('in use');
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    expect(await listBoards(await folders.open(dir))).toHaveLength(41);
  });

  it('A4 what is in the way is named: a file, a newer format', async () => {
    const file = join(await folders.make(), 'file');
    await writeFile(file, 'text');
    expect(await refusalOf(file)).toMatchObject({ reason: 'unusable' });

    const newer = await writtenFolder();
    const marker = join(newer, 'readback.json');
    await writeFile(marker, (await readFile(marker, 'utf8')).replace('"format":1', '"format":2'));
    expect(await refusalOf(newer)).toMatchObject({ reason: 'newer' });
    expect((await refusalOf(newer)).message).not.toContain('\n');
  });

  it('A4 a folder that has to be made, and one that holds files of others, are new', async () => {
    const dir = await folders.make();
    await writeFile(join(dir, 'server.log'), 'started');
    await append(await folders.open(dir), A, [item('events')]);
    await append(await folders.open(join(dir, 'deep', 'down')), A, [item('events')]);
  });

  it('D10 a folder whose boards are gone is refused, not taken for a new one', async () => {
    const missing = await writtenFolder();
    await rm(join(missing, 'data.mdb'));
    expect(await refusalOf(missing)).toMatchObject({ reason: 'missing' });

    const emptied = await writtenFolder();
    await writeFile(join(emptied, 'data.mdb'), '');
    expect(await refusalOf(emptied)).toMatchObject({ reason: 'damaged' });

    const another = await writtenFolder();
    const mixed = await writtenFolder();
    await writeFile(join(mixed, 'data.mdb'), await readFile(join(another, 'data.mdb')));
    expect(await refusalOf(mixed)).toMatchObject({ reason: 'damaged' });
  });

  it('D10 a folder that lost only its marker is opened with everything in it', async () => {
    const dir = await writtenFolder();
    await rm(join(dir, 'readback.json'));
    expect(await listBoards(await folders.open(dir))).toHaveLength(41);
    expect(JSON.parse(await readFile(join(dir, 'readback.json'), 'utf8'))).toMatchObject({
      store: 'readback',
      format: 1,
    });
  });

  it('D10 a data file that was cut short, or damaged at its head, is refused', async () => {
    for (const length of [1, 4096, 9000]) {
      const dir = await writtenFolder();
      const path = join(dir, 'data.mdb');
      await writeFile(path, (await readFile(path)).subarray(0, length));
      expect(await refusalOf(dir)).toMatchObject({ reason: 'damaged' });
    }
    for (const at of [0, 24, 4096, 4096 + 24]) {
      const dir = await writtenFolder();
      await change(join(dir, 'data.mdb'), at, 24);
      expect(await refusalOf(dir)).toMatchObject({ reason: 'damaged' });
    }
  });

  it('D10 bytes changed anywhere in the data file are noticed, or change nothing that is read', async () => {
    const dir = await writtenFolder();
    const { size } = await stat(join(dir, 'data.mdb'));
    const random = seeded(7);
    let refused = 0;
    for (let round = 0; round < 30; round += 1) {
      const copy = await folders.copyAsItLies(dir);
      await change(join(copy, 'data.mdb'), Math.floor(random() * (size - 8)), 1 + Math.floor(random() * 8));
      const outcome = await folders.open(copy).catch((refusal: unknown) => refusal);
      if (outcome instanceof DataFolderRefused) {
        refused += 1;
        expect(outcome.reason).toBe('damaged');
        continue;
      }
      const store = outcome as Awaited<ReturnType<Folders['open']>>;
      expect(await listBoards(store)).toHaveLength(41);
      expect((await store.read(A, 'doc')).snapshot?.bytes).toEqual(new Uint8Array(30_000).fill(4));
      expect(await shownStream(store, board('board-7'), 'doc:1')).toHaveLength(8);
      await store.close();
    }
    expect(refused).toBeGreaterThan(3);
  });

  it('D10 a turn of the journal that is damaged although it had been flushed is refused', async () => {
    const dir = await folders.make();
    const store = await folders.open(dir);
    for (let round = 0; round < 5; round += 1) await (await append(store, A, [item('events', `${round}`)])).durable;
    const intact = await folders.copyAsItLies(dir);
    const damaged = await folders.copyAsItLies(dir);
    await change(join(damaged, 'journal-a'), 40, 4);
    expect(await refusalOf(damaged)).toMatchObject({ reason: 'damaged' });
    expect((await (await folders.open(intact)).head(A)).seq).toBe(5);
  });

  it('D10 a tail of the journal that was torn is left out', async () => {
    const dir = await folders.make();
    const store = await folders.open(dir);
    await (
      await append(store, A, [item('events', 'a')])
    ).durable;
    await append(store, A, [item('events', 'b'.repeat(500)), item('doc', 'c')]);
    const torn = await folders.copyAsItLies(dir);
    const journal = await readFile(join(torn, 'journal-a'));
    await change(join(torn, 'journal-a'), journal.indexOf(bytes('bbbb')) + 300, 100);
    expect(await shownStream(await folders.open(torn), A, 'events')).toEqual(['events@1=a']);
  });

  it('D13 an erasure that was cut short is finished when the folder is opened', async () => {
    const dir = await writtenFolder();
    const id = board('board-7');
    const cut = new Tables(dir, 'writing');
    const prefix = boardPrefix(id);
    await cut.write((batch) => {
      batch.remove(metaKey(prefix));
      for (const stream of cut.heads(id).keys()) batch.remove(headKey(prefix, stream));
      batch.put(erasingKey(prefix), encodeNumber(erasingKey(prefix), 0));
    });
    expect(cut.keysOfBoard(id, 100)).toHaveLength(25);
    await cut.close();

    const store = await folders.open(dir);
    expect(await listBoards(store)).toHaveLength(40);
    expect(await store.streams(id)).toEqual([]);
    await store.close();
    const finished = new Tables(dir, 'writing');
    expect(finished.keysOfBoard(id, 100)).toEqual([]);
    expect(finished.boardsBeingErased()).toEqual([]);
    await finished.close();
  });
});
