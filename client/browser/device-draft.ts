/**
 * The copy of a reading on its author's device (IndexedDB): survives reload, crash and being offline, and goes once the
 * round is revealed. Where a browser keeps nothing, writing goes on without it.
 */

import { clearDocument, IndexeddbPersistence } from 'y-indexeddb';
import type { Doc } from 'yjs';
import { forget, keep, recall } from './kept.ts';

export interface DeviceDraft {
  /** Resolves when what the device held is in the document; false where this browser keeps nothing. */
  readonly loaded: Promise<boolean>;
  /** There is, or is no longer, something on this device that the server may not have. */
  readonly markUnsent: (isUnsent: boolean) => void;
  readonly erase: () => Promise<void>;
  readonly close: () => void;
}

const nameOf = (boardId: string, person: string, round: number): string => `readback ${boardId} ${person} ${round}`;
const unsentKey = (boardId: string, person: string, round: number): string =>
  `unsent.${boardId}.${person}.${String(round)}`;

/** Whether this device holds writing for that round that was not acknowledged when it was last open. */
export const hasUnsentDraft = (boardId: string, person: string, round: number): boolean =>
  recall(unsentKey(boardId, person, round), (found) => found === true || undefined) ?? false;

export const openDeviceDraft = (boardId: string, person: string, round: number, doc: Doc): DeviceDraft => {
  const name = nameOf(boardId, person, round);
  const key = unsentKey(boardId, person, round);
  if (!('indexedDB' in globalThis)) {
    return {
      loaded: Promise.resolve(false),
      markUnsent: () => undefined,
      erase: () => Promise.resolve(),
      close: () => undefined,
    };
  }
  const kept = new IndexeddbPersistence(name, doc);
  const loaded = new Promise<boolean>((resolve) => {
    void kept.whenSynced.then(() => resolve(true));
    // A browser in private mode may refuse to open a database at all.
    kept._db.catch(() => resolve(false));
  });
  let isMarked: boolean | undefined;
  return {
    loaded,
    markUnsent: (isUnsent) => {
      if (isMarked === isUnsent) return;
      isMarked = isUnsent;
      if (isUnsent) keep(key, true);
      else forget(key);
    },
    erase: async () => {
      forget(key);
      await kept.destroy();
      await clearDocument(name);
    },
    close: () => void kept.destroy(),
  };
};

/** What was written on this device in the rounds of one board. Nothing of it may be open here. */
export const eraseDeviceDrafts = async (boardId: string, person: string, rounds: number): Promise<void> => {
  if (!('indexedDB' in globalThis)) return;
  const numbers = Array.from({ length: rounds }, (_, index) => index + 1);
  // A browser in private mode may refuse to open a database at all: there is nothing to erase then.
  await Promise.allSettled(numbers.map((round) => clearDocument(nameOf(boardId, person, round))));
};
