/**
 * What a person takes back leaves the store, not only the screen: streams that still hold its bytes are compacted or
 * erased. Called after the command, and again when a board is opened, in case a process died in between (D13).
 */

import { readingStream, RECORDS } from './streams.ts';
import type { Room } from './room.ts';

const eraseReadings = async (room: Room): Promise<boolean> => {
  const { store } = room.dependencies;
  const withdrawn = room.state.rounds.flatMap((round) =>
    [...room.state.participants.values()]
      .filter((person) => round.withdrawn.has(person.readingId))
      .map((person) => readingStream(round.number, person.id)),
  );
  if (withdrawn.length === 0) return false;
  const kept = new Set((await store.streams(room.id)).map(({ stream }) => stream));
  const left = withdrawn.filter((stream) => kept.has(stream));
  for (const stream of left) await store.erase(room.id, stream);
  return left.length > 0;
};

export const forgetWithdrawn = async (room: Room): Promise<void> => {
  const { records } = room.log;
  if (records.hasErasedSinceSnapshot) {
    await room.dependencies.store.compact(room.id, RECORDS, records.head, records.snapshot());
    records.markCompacted();
  }
  if (await eraseReadings(room)) await room.documents.forgetHistory('wall');
};
