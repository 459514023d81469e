/** Data folders for tests: made empty, opened as often as a test wants, copied as they lie, and removed in the end. */

import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../../server/runtime/clock.ts';
import type { BoardStore } from '../../../server/store/board-store.ts';
import { openLmdbStore, type LmdbStoreOptions } from '../../../server/store/lmdb-store.ts';

export class Folders {
  readonly #removed: string[] = [];
  readonly #opened: BoardStore[] = [];

  /** The path of an empty folder. */
  async make(): Promise<string> {
    const dir = await mkdtemp(join(tmpdir(), 'readback-lmdb-'));
    this.#removed.push(dir);
    return dir;
  }

  /** Opens a store on the folder; a fault that is fatal fails the test unless `onFatal` takes it. */
  async open(dir: string, options: Partial<LmdbStoreOptions> = {}): Promise<BoardStore> {
    const store = await openLmdbStore({
      dir,
      clock: systemClock(),
      makeId: () => dir,
      onFatal: (fault) => {
        throw fault;
      },
      ...options,
    });
    this.#opened.push(store);
    return store;
  }

  /** What a disk would hold of the folder now, in a folder of its own: as after the death of the process. */
  async copyAsItLies(dir: string): Promise<string> {
    const copy = join(await this.make(), 'copy');
    await mkdir(copy);
    await cp(dir, copy, { recursive: true });
    return copy;
  }

  async clear(): Promise<void> {
    for (const store of this.#opened.splice(0)) await store.close();
    for (const dir of this.#removed.splice(0)) await rm(dir, { recursive: true });
  }
}
