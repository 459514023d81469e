/**
 * How a data folder is opened: held, looked through for damage, and brought up to date from its journal, which then
 * starts anew. Whatever is wrong ends it with one line; a folder that held boards is never opened as an empty one.
 */

import type { LmdbStoreOptions } from '../lmdb-store.ts';
import { confirmFolder, DataFolderRefused, flushFolder, holdDataFolder, type DataFolder } from './data-folder.ts';
import { DiskSpace, isFull } from './disk-space.ts';
import { Journal, readJournal } from './journal.ts';
import { removeRemains } from './rewriting.ts';
import { settleTurns } from './settling.ts';
import { Tables } from './tables.ts';

export interface OpenedFolder {
  readonly folder: DataFolder;
  readonly tables: Tables;
  readonly journal: Journal;
}

type OpeningOptions = Required<LmdbStoreOptions>;

/** @throws DataFolderRefused */
export async function openFolder(options: OpeningOptions): Promise<OpenedFolder> {
  const folder = await holdDataFolder(options.dir);
  try {
    if (!(await new DiskSpace(options.dir, options.clock).hasRoomFor(0))) {
      throw new DataFolderRefused('full', `The disk of the data folder ${options.dir} is full.`);
    }
    return await openHeld(folder, options);
  } catch (fault) {
    await folder.release();
    if (fault instanceof DataFolderRefused) throw fault;
    if (isFull(fault)) throw new DataFolderRefused('full', `The disk of the data folder ${options.dir} is full.`);
    throw new DataFolderRefused('damaged', `The data folder ${options.dir} is damaged: restore a backup.`, {
      cause: fault,
    });
  }
}

async function openHeld(
  folder: DataFolder,
  { dir, clock, makeId, onFatal, openSegment }: OpeningOptions,
): Promise<OpenedFolder> {
  const tables = new Tables(dir, 'writing');
  try {
    const seed = await confirmFolder(folder, tables, makeId);
    const turns = await readJournal(dir, seed, tables.settledTurn());
    for (const turn of turns) await settleTurns(tables, [turn]);
    for (const board of tables.boardsBeingErased()) await removeRemains(tables, board);
    const settledTurn = tables.settledTurn();
    const journal = await Journal.start({ dir, seed, clock, openSegment, settledTurn, onFlushFailed: onFatal });
    await flushFolder(dir);
    return { folder, tables, journal };
  } catch (fault) {
    await tables.close();
    throw fault;
  }
}
