/** A new board: its id, its first entry, its creator's keys and its spoken code. */

import { createHash } from 'node:crypto';
import type { CreateRequest } from '../../shared/board/commands.ts';
import { decideAddKey, decideCreate } from '../../shared/board/decide-entry.ts';
import type { LogEntry } from '../../shared/board/events.ts';
import type { BoardId, ParticipantId, ReadingId } from '../../shared/board/ids.ts';
import { rejection, type Rejection } from '../../shared/board/rejections.ts';
import { freshKey } from '../access/keys.ts';
import { freshId } from '../runtime/random.ts';
import { durableWithin } from './durable-within.ts';
import { encodeEntry, encodeRecords } from './entry-codec.ts';
import { claimCode } from './join-codes.ts';
import { isStrong, RETRY_MS } from './retries.ts';
import type { Rooms } from './rooms.ts';
import { EVENTS, RECORDS } from './streams.ts';

export interface Founded {
  readonly boardId: BoardId;
  readonly participantId: ParticipantId;
  readonly key: string;
  readonly recoveryKey: string;
}

/** An unguessable command id makes the board id, so that a retry on any node finds the board it made before. */
const boardIdFor = (rooms: Rooms, request: CreateRequest): BoardId => {
  const { random } = rooms.dependencies;
  if (!isStrong(request.commandId)) return freshId(random) as BoardId;
  const hash = createHash('sha256').update('readback board ').update(request.commandId).digest('base64url');
  return hash.slice(0, 22) as BoardId;
};

/** The board is there already: the same answer again, with keys that are new because only their hashes were kept. */
const foundAgain = async (rooms: Rooms, boardId: BoardId): Promise<Founded | Rejection> => {
  const { clock, random, boardLimits } = rooms.dependencies;
  const room = await rooms.open(boardId);
  const creator = room === undefined ? undefined : [...room.state.participants.values()][0];
  const isRetry = room !== undefined && clock.nowMs() - room.state.createdAt < RETRY_MS;
  if (room === undefined || creator === undefined || !isRetry) return rejection('already_done');
  const [key, recovery] = [freshKey(random), freshKey(random)];
  for (const { hash } of [key, recovery]) {
    const answer = await room.line.run({
      decide: () => ({ verdict: decideAddKey(room.state, creator.id, hash, boardLimits) }),
    });
    if (!answer.ok) return answer.rejection;
  }
  return { boardId, participantId: creator.id, key: key.key, recoveryKey: recovery.key };
};

/** Refused with a value; @throws StoreUnavailable */
export const foundBoard = async (rooms: Rooms, request: CreateRequest): Promise<Founded | Rejection> => {
  const { clock, random, store } = rooms.dependencies;
  const boardId = boardIdFor(rooms, request);
  const participantId = freshId(random) as ParticipantId;
  const [key, recovery] = [freshKey(random), freshKey(random)];
  const decision = decideCreate(request, {
    boardId,
    participantId,
    readingId: freshId(random) as ReadingId,
    keyHash: key.hash,
    recoveryHash: recovery.hash,
  });
  if (decision.rejected !== undefined) return decision.rejected;
  if ((await store.head(boardId)).seq > 0) return foundAgain(rooms, boardId);
  const code = await claimCode(store, random, boardId);
  const entry: LogEntry = {
    version: 1,
    seq: 1,
    at: clock.nowMs(),
    by: participantId,
    events: [...decision.events, { type: 'code.issued', code }],
  };
  const appended = await store.append(
    boardId,
    [
      { stream: EVENTS, payload: encodeEntry({ entry, raisesFence: true }), raisesFence: true },
      { stream: RECORDS, payload: encodeRecords(decision.records) },
    ],
    { heads: [{ stream: EVENTS, seq: 0 }], fence: 0 },
  );
  if (appended.refused !== undefined) return foundAgain(rooms, boardId);
  await durableWithin(clock, appended.durable);
  return { boardId, participantId, key: key.key, recoveryKey: recovery.key };
};
