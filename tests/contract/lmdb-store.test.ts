/** The embedded store, on real folders and files. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../server/runtime/clock.ts';
import type { BoardStore } from '../../server/store/board-store.ts';
import { openLmdbStore } from '../../server/store/lmdb-store.ts';
import { boardStoreContract } from './board-store.ts';

boardStoreContract('LMDB', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'readback-lmdb-'));
  const opened: BoardStore[] = [];
  return {
    open: async () => {
      const store = await openLmdbStore({
        dir,
        clock: systemClock(),
        makeId: () => 'the folder of a test',
        onFatal: (fault) => {
          throw fault;
        },
      });
      opened.push(store);
      return store;
    },
    dispose: async () => {
      for (const store of opened) await store.close();
      await rm(dir, { recursive: true });
    },
  };
});
