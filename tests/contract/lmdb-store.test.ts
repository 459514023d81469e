/** The embedded store keeps the contract, on real folders and files. */

import { Folders } from './lmdb/folders.ts';
import { boardStoreContract } from './board-store.ts';

boardStoreContract('LMDB', async () => {
  const folders = new Folders();
  const dir = await folders.make();
  return { open: () => folders.open(dir), dispose: () => folders.clear() };
});
