/**
 * Writes a data folder's boards into a new one, record by record: what was erased or replaced, and still lies in unused
 * pages, is left behind, and every checksum is looked at on the way.
 */

import type { BoardId } from '../../../shared/board/ids.ts';
import { boardPrefix, boardRange, FORMAT_KEY, SETTLED_KEY } from './keys.ts';
import { settleTurns } from './settling.ts';
import type { Tables } from './tables.ts';
import type { Turn } from './turn-codec.ts';
import { isIntact, StoreDamaged } from './values.ts';

const RECORDS_AT_A_TIME = 1000;
const BOARDS_AT_A_TIME = 100;

type Stored = readonly [key: Buffer, value: Buffer];

/**
 * Copies the tables and the turns that are not in them yet; `target` is empty. The record that says what kind of store
 * it is comes last: a copy that was cut short is recognised and refused.
 * @throws StoreDamaged
 */
export async function copyTables(source: Tables, turns: readonly Turn[], target: Tables): Promise<void> {
  for (let boards = source.boards(undefined, BOARDS_AT_A_TIME); boards.length > 0;) {
    for (const board of boards) await copyBoard(source, board, target);
    boards = source.boards(boards.at(-1), BOARDS_AT_A_TIME);
  }
  await write(target, valuesOf(source, [SETTLED_KEY]));
  for (const turn of turns) await settleTurns(target, [turn]);
  await write(target, valuesOf(source, [FORMAT_KEY]));
}

async function copyBoard(source: Tables, board: BoardId, target: Tables): Promise<void> {
  let waiting: Stored[] = [];
  for (const { key, value } of source.records(boardRange(boardPrefix(board)))) {
    waiting.push([key, value]);
    if (waiting.length < RECORDS_AT_A_TIME) continue;
    await write(target, waiting);
    waiting = [];
  }
  await write(target, waiting);
}

const valuesOf = (source: Tables, keys: readonly Buffer[]): Stored[] =>
  keys.flatMap((key) => {
    const value = source.get(key);
    return value ? [[key, value] as const] : [];
  });

async function write(target: Tables, records: readonly Stored[]): Promise<void> {
  if (records.length === 0) return;
  for (const [key, value] of records) {
    if (!isIntact(key, value)) throw new StoreDamaged('A record of the store is damaged');
  }
  await target.write((batch) => {
    for (const [key, value] of records) batch.put(key, value);
  });
}
