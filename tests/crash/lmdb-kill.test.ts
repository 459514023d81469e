/** The embedded store when its process is killed, at moments that nobody chose. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { BoardId } from '../../shared/board/ids.ts';
import type { BoardStore } from '../../server/store/board-store.ts';
import { Folders } from '../contract/lmdb/folders.ts';
import { eventually } from '../kit/eventually.ts';
import { seeded } from '../kit/seeded.ts';
import { BATCH, contentOf, streamOf } from './store-writer.ts';

const folders = new Folders();
afterEach(() => folders.clear());

/** The last entry of each board that a killed writer had told of, since the board was erased if it was. */
type Said = Map<BoardId, number | 'erasing'>;

/** Starts a writer on the folder and kills it when it has said so many bytes. */
async function killedWriter(dir: string, seed: number, sizeBytes: number): Promise<Said> {
  const path = join(await folders.make(), 'said');
  // A file takes every line at once; a pipe would be full at times.
  const output = await open(path, 'w');
  const script = join(import.meta.dirname, 'store-writer.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', script, dir, `${seed}`], {
    stdio: ['ignore', output.fd, 'inherit'],
  });
  const exit = once(child, 'exit');
  await eventually(async () => child.exitCode !== null || (await output.stat()).size >= sizeBytes, {
    everyMs: 1,
    withinMs: 60_000,
  });
  child.kill('SIGKILL');
  await exit;
  await output.close();
  expect(child.signalCode).toBe('SIGKILL');
  return whatWasSaid(await readFile(path, 'utf8'));
}

function whatWasSaid(lines: string): Said {
  const said: Said = new Map();
  for (const line of lines.split('\n').slice(0, -1)) {
    const [what, name, seq] = line.split(' ');
    const board = name as BoardId;
    if (what === 'erasing') said.set(board, 'erasing');
    if (what === 'erased') said.set(board, 0);
    const last = said.get(board) ?? 0;
    if (seq !== undefined && last !== 'erasing') said.set(board, Math.max(last, Number(seq)));
  }
  return said;
}

/** Every append whole, every entry as it was written, whether in the entries or in the snapshot. */
async function expectWhole(store: BoardStore, board: BoardId): Promise<void> {
  const { seq } = await store.head(board);
  expect(seq % BATCH).toBe(0);
  const [events, doc] = [await store.read(board, 'events'), await store.read(board, 'doc')];
  const upTo = doc.snapshot?.upTo ?? 0;
  if (doc.snapshot) expect(Buffer.from(doc.snapshot.bytes).toString()).toBe(`doc up to ${upTo}`);
  const expected = Array.from({ length: seq }, (_, index) => index + 1).filter(
    (number) => streamOf(number) === 'events' || number > upTo,
  );
  const found = [...events.entries, ...doc.entries].sort((one, other) => one.seq - other.seq);
  expect(found.map((entry) => entry.seq)).toEqual(expected);
  for (const entry of found) {
    expect(entry.stream).toBe(streamOf(entry.seq));
    expect(Buffer.from(entry.payload).toString()).toBe(contentOf(board, entry.seq));
  }
}

describe('the LMDB store after kill -9', () => {
  it('D1 D2 has everything that it had committed, delivered or called durable, and no append halved', async () => {
    const random = seeded(20);
    const dir = await folders.make();
    for (let round = 1; round <= 8; round += 1) {
      const said = await killedWriter(dir, round, 400 + Math.floor(random() * random() * 120_000));
      const store = await folders.open(dir);
      for (const [board, last] of said) {
        if (last !== 'erasing') expect((await store.head(board)).seq).toBeGreaterThanOrEqual(last);
      }
      for await (const board of store.boards()) await expectWhole(store, board);
      await store.close();
    }
  });
});
