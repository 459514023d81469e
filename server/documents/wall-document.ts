/**
 * The wall: revealed readings as plain values, `rounds` → round number → reading id. Its only writer is the server
 * (I7). A value is replaced as a whole, so nothing of an earlier one survives compaction.
 */

import * as Y from 'yjs';
import type { ReadingId } from '../../shared/board/ids.ts';
import type { RevealedReading, WithdrawnReading } from '../../shared/board/reading.ts';

export const ROUNDS = 'rounds';

export interface WallChange {
  readonly round: number;
  readonly readingId: ReadingId;
  readonly value: RevealedReading | WithdrawnReading;
}

/** Writes the changes into `doc`, in one transaction. */
export const writeWall = (doc: Y.Doc, changes: readonly WallChange[]): void => {
  doc.transact(() => {
    const rounds = doc.getMap<Y.Map<unknown>>(ROUNDS);
    for (const { round, readingId, value } of changes) {
      const key = String(round);
      if (!rounds.has(key)) rounds.set(key, new Y.Map());
      rounds.get(key)?.set(readingId, value);
    }
  });
};

export const readWall = (doc: Y.Doc): Record<string, Record<string, RevealedReading | WithdrawnReading>> =>
  doc.getMap(ROUNDS).toJSON();
