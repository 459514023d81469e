/**
 * How a data folder is opened: held, looked through for damage, and brought up to date from its journal, which then
 * starts anew. Whatever is wrong ends it with one line; a folder that held boards is never opened as an empty one.
 */

import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../../runtime/clock.ts';
import {
  confirmFolder,
  DATA_FILE,
  DataFolderRefused,
  flushFolder,
  holdDataFolder,
  type DataFolder,
} from './data-folder.ts';
import { DiskSpace, isFull } from './disk-space.ts';
import { Journal, readJournal, readSegments } from './journal.ts';
import { checkPages } from './page-check.ts';
import { removeRemains } from './rewriting.ts';
import type { OpenSegment } from './segment.ts';
import { bytesOf, settleTurns } from './settling.ts';
import { Tables } from './tables.ts';

export interface LmdbStoreOptions {
  /** Made if it is not there. */
  readonly dir: string;
  readonly clock: Clock;
  /** An id for a new folder. */
  readonly makeId: () => string;
  /**
   * Something failed that cannot be made good in this process: a flush, a write of LMDB, or a record that turned out
   * damaged. Everything is refused from then on; the process should end, and be started again.
   */
  readonly onFatal: (fault: unknown) => void;
  /** The journal's way to the disk. */
  readonly openSegment?: OpenSegment;
}

export interface OpenedFolder {
  readonly folder: DataFolder;
  readonly tables: Tables;
  readonly journal: Journal;
  readonly space: DiskSpace;
}

type OpeningOptions = Required<LmdbStoreOptions>;

/** @throws DataFolderRefused */
export async function openFolder(options: OpeningOptions): Promise<OpenedFolder> {
  const folder = await holdDataFolder(options.dir);
  try {
    return await openHeld(folder, options);
  } catch (fault) {
    await folder.release();
    if (fault instanceof DataFolderRefused) throw fault;
    if (isFull(fault)) throw new DataFolderRefused('full', fullMessage(options.dir), { cause: fault });
    throw new DataFolderRefused('damaged', `The data folder ${options.dir} is damaged: restore a backup.`, {
      cause: fault,
    });
  }
}

async function openHeld(
  folder: DataFolder,
  { dir, clock, makeId, onFatal, openSegment }: OpeningOptions,
): Promise<OpenedFolder> {
  if (await hasData(dir)) checkPages(join(dir, DATA_FILE));
  const tables = new Tables(dir, 'writing');
  try {
    const seed = await confirmFolder(folder, tables, makeId);
    const turns = readJournal(await readSegments(dir), seed, tables.settledTurn());
    const space = new DiskSpace(dir, clock, () => tables.unusedBytes());
    if (turns.length > 0 && !(await space.canSettle(bytesOf(turns)))) {
      throw new DataFolderRefused('full', fullMessage(dir));
    }
    for (const turn of turns) await settleTurns(tables, [turn]);
    for (const board of tables.boardsBeingErased()) await removeRemains(tables, board);
    const settledTurn = tables.settledTurn();
    const journal = await Journal.start({ dir, seed, clock, openSegment, settledTurn, onFlushFailed: onFatal });
    await flushFolder(dir);
    return { folder, tables, journal, space };
  } catch (fault) {
    await tables.close();
    throw fault;
  }
}

const fullMessage = (dir: string): string => `The disk of the data folder ${dir} is full.`;

async function hasData(dir: string): Promise<boolean> {
  try {
    return (await stat(join(dir, DATA_FILE))).size > 0;
  } catch (fault) {
    if (fault instanceof Error && 'code' in fault && fault.code === 'ENOENT') return false;
    throw fault;
  }
}
