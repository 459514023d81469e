/**
 * The database of this device in which drafts of readings are kept: one record an update, found by board, person and
 * round. For `device-draft.ts`, which keeps them, and for whoever has to know which there are.
 */

import { createIDBKeyRangeBound, createStores, getAll, getAllKeys, openDB, transact } from 'lib0/indexeddb';
import * as Y from 'yjs';

const DATABASE = 'readback drafts';
const STORE = 'updates';
export type DraftPlace = readonly [boardId: string, person: string, round: number];

type Key = readonly [...DraftPlace, record: string];

/** Every key that begins with these parts. */
export const within = (...parts: (string | number)[]) => createIDBKeyRangeBound(parts, [...parts, []], false, false);

export const openDrafts = (): Promise<IDBDatabase> => openDB(DATABASE, (db) => createStores(db, [[STORE]]));

export const storeIn = (db: IDBDatabase, access: 'readonly' | 'readwrite'): IDBObjectStore => {
  const [store] = transact(db, [STORE], access);
  if (store === undefined) throw new Error('The database of drafts has no place for them');
  return store;
};

export const committed = ({ transaction }: IDBObjectStore): Promise<void> =>
  new Promise((resolve, reject) => {
    const failed = () => reject(transaction.error ?? new DOMException('not kept', 'AbortError'));
    transaction.addEventListener('complete', () => resolve());
    transaction.addEventListener('abort', failed);
    transaction.addEventListener('error', failed);
  });

/** What a browser throws, or answers, that will not keep anything; everything else is a fault of ours. */
export const isRefusal = (fault: unknown): boolean =>
  fault instanceof DOMException || (fault instanceof Error && fault.constructor === Error);

/** @returns undefined where this browser keeps nothing */
const withDatabase = async <Found>(use: (db: IDBDatabase) => Promise<Found>): Promise<Found | undefined> => {
  if (!('indexedDB' in globalThis)) return undefined;
  try {
    const db = await openDrafts();
    try {
      return await use(db);
    } finally {
      db.close();
    }
  } catch (fault) {
    if (isRefusal(fault)) return undefined;
    throw fault;
  }
};

/** Rounds of which this device holds a draft of this person. */
export const draftsHere = async (boardId: string, person: string): Promise<readonly number[]> => {
  const keys = await withDatabase((db) => getAllKeys(storeIn(db, 'readonly'), within(boardId, person)));
  return [...new Set(((keys ?? []) as Key[]).map(([, , round]) => round))];
};

/** Undefined when there is none. */
export const readDeviceDraft = async (place: DraftPlace): Promise<Uint8Array | undefined> => {
  const found = await withDatabase((db) => getAll(storeIn(db, 'readonly'), within(...place)));
  const updates = (found ?? []) as Uint8Array[];
  return updates.length === 0 ? undefined : Y.mergeUpdates(updates);
};

export const eraseDeviceDraft = async (place: DraftPlace): Promise<void> => {
  await withDatabase((db) => {
    const store = storeIn(db, 'readwrite');
    const done = committed(store);
    store.delete(within(...place));
    return done;
  });
};
