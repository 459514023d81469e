/**
 * Copies of a data folder: a backup beside the running server, and the folder itself written anew without the bytes of
 * what was erased. Both are complete data folders; a backup is restored by making it the data folder.
 */

import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { lookAtFolder } from './lmdb-read-only.ts';
import { copyTables } from './lmdb/copying.ts';
import { DATA_FILE, DataFolderRefused, flushFolder, holdDataFolder, markFolder } from './lmdb/data-folder.ts';
import { JOURNAL_FILES } from './lmdb/journal.ts';
import { Tables } from './lmdb/tables.ts';

const NEW_FOLDER = '.compacting';

/**
 * Every board as it was at one moment, everything that was committed before the call included.
 * @param target made if it is not there; must be empty
 * @throws DataFolderRefused
 */
export async function backUpFolder(dir: string, target: string): Promise<void> {
  await mkdir(target, { recursive: true });
  if ((await readdir(target)).length > 0) {
    throw new DataFolderRefused('foreign', `The folder ${target} is not empty.`);
  }
  await copyFolder(dir, target);
}

/**
 * Writes the folder anew: what was erased is gone from its bytes afterwards, and its size fits its content again.
 * @throws DataFolderRefused, also while a server is running on it
 */
export async function compactFolder(dir: string): Promise<void> {
  const folder = await holdDataFolder(dir);
  try {
    const fresh = join(dir, NEW_FOLDER);
    await rm(fresh, { recursive: true, force: true });
    await mkdir(fresh);
    await copyFolder(dir, fresh);
    await rename(join(fresh, DATA_FILE), join(dir, DATA_FILE));
    await flushFolder(dir);
    // The journal holds nothing that is not in the new file, but bytes of what was erased.
    for (const name of JOURNAL_FILES) await rm(join(dir, name), { force: true });
    await rm(fresh, { recursive: true });
  } finally {
    await folder.release();
  }
}

async function copyFolder(dir: string, target: string): Promise<void> {
  const { tables, turns } = await lookAtFolder(dir);
  try {
    const copy = new Tables(target, 'writing');
    try {
      await copyTables(tables, turns, copy);
      await markFolder(target, copy);
    } finally {
      await copy.close();
    }
  } finally {
    await tables.close();
  }
}
