/**
 * A look into a data folder beside the server that works in it: everything that was committed when it was opened, and
 * nothing that came later. For backups and for the log; takes no lock and writes nothing to the boards.
 */

import type { BoardStore } from './board-store.ts';
import { DataFolderRefused, readMarker, seedOf } from './lmdb/data-folder.ts';
import { readJournal, readSegments } from './lmdb/journal.ts';
import { OpenBoards } from './lmdb/open-boards.ts';
import { Reading } from './lmdb/reading.ts';
import { Tables } from './lmdb/tables.ts';
import type { Turn } from './lmdb/turn-codec.ts';
import { StoreDamaged } from './lmdb/values.ts';

export type BoardReader = Pick<BoardStore, 'read' | 'head' | 'streams' | 'boards' | 'close'>;

/** The folder as it was at one moment: its tables, and the turns that were not in them yet. */
export interface FolderAtRest {
  readonly tables: Tables;
  readonly turns: readonly Turn[];
}

/** The server may be writing the very files that are read. */
const MOST_TRIES = 5;

/** @throws DataFolderRefused */
export async function openLmdbReadOnly(dir: string): Promise<BoardReader> {
  const { tables, turns } = await lookAtFolder(dir);
  const boards = new OpenBoards(tables);
  for (const write of turns.flatMap(({ writes }) => writes)) boards.enter(write);
  const reading = new Reading(tables, boards);
  return {
    read: async (board, stream) => reading.stream(board, stream),
    head: async (board) => reading.head(board),
    streams: async (board) => reading.streams(board),
    boards: async function* () {
      for (const page of reading.boards()) yield* page;
    },
    close: () => tables.close(),
  };
}

/** @throws DataFolderRefused */
export async function lookAtFolder(dir: string): Promise<FolderAtRest> {
  const marker = await readMarker(dir);
  if (!marker) throw new DataFolderRefused('missing', `There is no store in the data folder ${dir}.`);
  for (let tries = 1; ; tries += 1) {
    // The journal first: what leaves it after this is in the tables when they are opened.
    const segments = await readSegments(dir);
    const tables = new Tables(dir, 'pinned');
    try {
      return { tables, turns: readJournal(segments, seedOf(marker), tables.settledTurn()) };
    } catch (fault) {
      await tables.close();
      if (tries === MOST_TRIES || !(fault instanceof StoreDamaged)) throw fault;
    }
  }
}
