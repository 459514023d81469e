/**
 * The folder that holds everything: one process at a time has it, by a lock of the operating system that ends with the
 * process however that ends. A marker file tells a new folder from one whose data is gone.
 */

import { mkdir, open, readdir, readFile, rename, type FileHandle } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { crc32 } from 'node:zlib';
import { tryLock } from 'fs-native-extensions';
import { FORMAT_KEY } from './keys.ts';
import type { Tables } from './tables.ts';
import { decodeText, encodeText } from './values.ts';

/** Raised when keys, values or the journal change their shape. */
const FORMAT = 1;
export const MARKER_FILE = 'readback.json';
const LOCK_FILE = 'readback.lock';
export const DATA_FILE = 'data.mdb';

/** The folder cannot be used. The message is one line that names it and says why. */
export class DataFolderRefused extends Error {
  override readonly name = 'DataFolderRefused';
  readonly reason: 'in use' | 'unusable' | 'foreign' | 'missing' | 'newer' | 'damaged' | 'full';

  constructor(reason: DataFolderRefused['reason'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}

interface Marker {
  readonly store: 'readback';
  readonly format: number;
  /** Of this folder and its backups: what another folder journaled is not taken for its own. */
  readonly id: string;
}

export interface DataFolder {
  readonly dir: string;
  readonly marker: Marker | undefined;
  readonly release: () => Promise<void>;
}

/** Takes the folder for this process, made if it is not there. @throws DataFolderRefused */
export async function holdDataFolder(dir: string): Promise<DataFolder> {
  const lock = await openLock(dir);
  const release = (): Promise<void> => lock.close();
  try {
    if (!tryLock(lock.fd))
      throw new DataFolderRefused('in use', `The data folder ${dir} is in use by another process.`);
    return { dir, marker: await readMarker(dir), release };
  } catch (fault) {
    await release();
    throw fault;
  }
}

/** What the folder says of itself; undefined when it is new. @throws DataFolderRefused when it is no folder of ours */
export async function readMarker(dir: string): Promise<Marker | undefined> {
  const names = await readdir(dir);
  if (names.includes(MARKER_FILE)) {
    const marker = parseMarker(dir, await readFile(join(dir, MARKER_FILE), 'utf8'));
    if (names.includes(DATA_FILE)) return marker;
    throw new DataFolderRefused('missing', `The data folder ${dir} held boards, but its ${DATA_FILE} is missing.`);
  }
  // Files of others, a log for instance, are none of our business.
  return undefined;
}

/**
 * Makes sure that folder and tables belong together, and marks both where they are new.
 * @returns the seed of the folder's journal
 * @throws DataFolderRefused
 */
export async function confirmFolder(
  { dir, marker }: Pick<DataFolder, 'dir' | 'marker'>,
  tables: Tables,
  makeId: () => string,
): Promise<number> {
  const stored = tables.get(FORMAT_KEY);
  const inside = stored ? parseMarker(dir, decodeText(FORMAT_KEY, stored)) : undefined;
  if (marker && inside && marker.id !== inside.id) {
    throw new DataFolderRefused('damaged', `The data folder ${dir} holds files of two different stores.`);
  }
  if (inside === undefined && (marker !== undefined || tables.boards(undefined, 1).length > 0)) {
    throw new DataFolderRefused(
      'damaged',
      `The data folder ${dir} held boards, but they are gone from its ${DATA_FILE}.`,
    );
  }
  if (!inside) {
    const made: Marker = { store: 'readback', format: FORMAT, id: makeId() };
    await tables.write((batch) => {
      batch.put(FORMAT_KEY, encodeText(FORMAT_KEY, JSON.stringify(made)));
    });
  }
  return seedOf(marker ?? (await markFolder(dir, tables)));
}

/** Writes the marker that belongs to the tables. */
export async function markFolder(dir: string, tables: Tables): Promise<Marker> {
  const text = decodeText(FORMAT_KEY, tables.get(FORMAT_KEY) ?? Buffer.alloc(0));
  await writeMarker(dir, text);
  return parseMarker(dir, text);
}

/** Of the checksums of the folder's journal. */
export const seedOf = ({ id }: Marker): number => crc32(id);

/** Makes files that were created or renamed in the folder survive a power cut. */
export async function flushFolder(dir: string): Promise<void> {
  const folder = await open(dir, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function openLock(dir: string): Promise<FileHandle> {
  try {
    await makeFolder(resolve(dir));
    return await open(join(dir, LOCK_FILE), 'a', 0o600);
  } catch (fault) {
    const code = fault instanceof Error && 'code' in fault ? String(fault.code) : 'unknown';
    throw new DataFolderRefused('unusable', `The data folder ${dir} cannot be used (${code}).`, { cause: fault });
  }
}

/** Makes what is missing of the path, and has every part of it survive a power cut. */
async function makeFolder(dir: string): Promise<void> {
  const first = await mkdir(dir, { recursive: true });
  if (first === undefined) return;
  for (let made = dir; made.length >= first.length; made = dirname(made)) await flushFolder(dirname(made));
}

function parseMarker(dir: string, text: string): Marker {
  const marker = parsed(text);
  if (!isMarker(marker)) throw new DataFolderRefused('damaged', `The marker of the data folder ${dir} cannot be read.`);
  if (marker.format <= FORMAT) return marker;
  throw new DataFolderRefused('newer', `The data folder ${dir} was written by a newer version of Readback.`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (fault) {
    return fault;
  }
}

const isMarker = (value: unknown): value is Marker =>
  typeof value === 'object' &&
  value !== null &&
  'store' in value &&
  value.store === 'readback' &&
  'format' in value &&
  Number.isInteger(value.format) &&
  'id' in value &&
  typeof value.id === 'string';

/** Written beside, flushed and renamed: the marker is there whole or not at all. */
async function writeMarker(dir: string, text: string): Promise<void> {
  const path = join(dir, MARKER_FILE);
  const file = await open(`${path}.new`, 'w', 0o600);
  try {
    await file.writeFile(`${text}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${path}.new`, path);
  await flushFolder(dir);
}
