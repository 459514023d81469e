/**
 * The wall: revealed readings as plain values, `rounds` → round number → reading id. Its only writer is the server
 * (I7). A value is replaced as a whole, so nothing of an earlier one survives compaction.
 */

import * as Y from 'yjs';
import type { ReadingId } from '../../shared/board/ids.ts';
import type { RevealedReading, WithdrawnReading } from '../../shared/board/reading.ts';
import { ServerUpdate } from './server-update.ts';

export const ROUNDS = 'rounds';

export interface WallChange {
  readonly round: number;
  readonly readingId: ReadingId;
  readonly value: RevealedReading | WithdrawnReading;
}

/**
 * The write that makes `changes` on the wall as the store holds it, to be guarded by its head. What a changed reading
 * said before is deleted by it, and gone from the store after the next compaction. Undefined where nothing changes.
 */
export const wallUpdate = (wall: Y.Doc, changes: readonly WallChange[], clientId: number): Uint8Array | undefined => {
  const rounds = wall.getMap<Y.Map<unknown>>(ROUNDS);
  const update = new ServerUpdate(wall, clientId);
  const made = new Map<string, Y.Item>();
  for (const { round, readingId, value } of changes) {
    const key = String(round);
    const parent = rounds.get(key) ?? made.get(key) ?? update.make(rounds, key, new Y.Map());
    if (parent instanceof Y.Item) made.set(key, parent);
    update.set(parent, readingId, value);
  }
  return update.isEmpty ? undefined : update.encode();
};

/** Round → reading id → what hangs there. */
export type WallContent = Record<string, Record<string, RevealedReading | WithdrawnReading>>;

export const readWall = (doc: Y.Doc): WallContent => doc.getMap(ROUNDS).toJSON();
