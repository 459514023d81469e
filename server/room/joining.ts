/** Coming onto a board, and the keys of those who are on it. */

import type { JoinRequest } from '../../shared/board/commands.ts';
import { decideAddKey, decideJoin, decideRecover, decideReplaceKey } from '../../shared/board/decide-entry.ts';
import type { CommandId, ParticipantId, ReadingId } from '../../shared/board/ids.ts';
import { rejection, type Rejection } from '../../shared/board/rejections.ts';
import { lastRound } from '../../shared/board/state.ts';
import { freshKey } from '../access/keys.ts';
import { matchesPassphrase } from '../access/passphrase.ts';
import { freshId } from '../runtime/random.ts';
import { isStrong, RETRY_MS } from './retries.ts';
import type { Room } from './room.ts';
import { readingStream } from './streams.ts';

export interface Joined {
  readonly participantId: ParticipantId;
  readonly key: string;
  readonly isPending: boolean;
}

const comparePassphrase = async (room: Room, offered: string | undefined): Promise<'missing' | 'wrong' | 'right'> => {
  const kept = room.state.passphrase;
  if (kept === undefined) return 'right';
  if (offered === undefined || offered.trim() === '') return 'missing';
  return (await matchesPassphrase(kept, offered)) ? 'right' : 'wrong';
};

/** The person a join of this command id made before, within the time in which a retry is still one. */
const joinedBefore = (room: Room, commandId: CommandId): ParticipantId | undefined => {
  const seq = room.log.firstAnswer(undefined, commandId);
  const entry = seq === undefined ? undefined : room.log.entriesAfter(seq - 1)[0];
  if (entry === undefined || room.dependencies.clock.nowMs() - entry.at > RETRY_MS) return undefined;
  return entry.events.find((event) => event.type === 'participant.joined')?.participantId;
};

const joinedOf = (room: Room, participantId: ParticipantId, key: string): Joined => ({
  participantId,
  key,
  isPending: room.state.participants.get(participantId)?.isPending ?? false,
});

export const joinBoard = async (room: Room, request: JoinRequest): Promise<Joined | Rejection> => {
  const { random, boardLimits } = room.dependencies;
  const { key, hash } = freshKey(random);
  const participantId = freshId(random) as ParticipantId;
  const readingId = freshId(random) as ReadingId;
  const recognised = isStrong(request.commandId) ? { commandId: request.commandId } : {};
  // Compared before the line, because it takes its time; and again where the passphrase was changed meanwhile.
  const before = room.state.passphrase;
  const compared = await comparePassphrase(room, request.passphrase);
  const answer = await room.line.run({
    ...recognised,
    decide: async () => {
      const isSame = room.state.passphrase === before;
      const passphrase = isSame ? compared : await comparePassphrase(room, request.passphrase);
      const joining = { participantId, readingId, keyHash: hash, passphrase, limits: boardLimits };
      return { verdict: decideJoin(room.state, request, joining) };
    },
  });
  if (!answer.ok) return answer.rejection;
  if (room.state.participants.has(participantId)) return joinedOf(room, participantId, key);
  const known = joinedBefore(room, request.commandId);
  if (known === undefined) return rejection('already_done');
  const again = await addKey(room, known);
  return 'key' in again ? joinedOf(room, known, again.key) : again;
};

export const addKey = async (room: Room, participantId: ParticipantId): Promise<{ key: string } | Rejection> => {
  const { random, boardLimits } = room.dependencies;
  const { key, hash } = freshKey(random);
  const answer = await room.line.run({
    by: participantId,
    decide: () => ({ verdict: decideAddKey(room.state, participantId, hash, boardLimits) }),
  });
  return answer.ok ? { key } : answer.rejection;
};

/** Whether there is writing of theirs that is still to be revealed, or carried over from what was. */
const draftOf = async (room: Room, participantId: ParticipantId): Promise<'none' | 'carried' | 'written'> => {
  const round = lastRound(room.state);
  if (round === undefined || round.status === 'revealed') return 'none';
  const reading = await room.documents.reading(round.number, participantId);
  if (reading === undefined) return 'none';
  const isWritten = reading.nod !== undefined || [...reading.answers.values()].some((answer) => answer.isTouched);
  return isWritten ? 'written' : 'carried';
};

/** A facilitator's answer to a lost key. The new one opens nothing that was written under the old. */
export const replaceKey = async (
  room: Room,
  by: ParticipantId,
  participantId: ParticipantId,
): Promise<{ key: string } | Rejection> => {
  const { random, store } = room.dependencies;
  const { key, hash } = freshKey(random);
  const answer = await room.line.run({
    by,
    decide: async () => {
      const draft = await draftOf(room, participantId);
      const round = lastRound(room.state);
      const isWriting = round !== undefined && round.status !== 'revealed';
      const streams = await store.streams(room.id);
      const stream = readingStream(round?.number ?? 1, participantId);
      const head = streams.find((found) => found.stream === stream)?.head ?? 0;
      const verdict = decideReplaceKey(room.state, {
        by,
        participantId,
        hash,
        readingId: freshId(random) as ReadingId,
        hasUnsealedWriting: draft === 'written',
        ownsFromRound: isWriting && draft === 'none' ? round.number : room.state.rounds.length + 1,
      });
      // Writing that arrives meanwhile makes the append fail, and the question is asked again.
      return { verdict, companions: { heads: [{ stream, seq: head }] } };
    },
  });
  return answer.ok ? { key } : answer.rejection;
};

/** Exchanging a key for a session. The recovery key also gives back the seat, and is itself never kept on a device. */
export const openSession = async (room: Room, keyHash: string, key: string): Promise<{ key: string } | Rejection> => {
  const found = room.state.keys.get(keyHash);
  if (found === undefined) return rejection('not_found');
  if (found.kind === 'personal') return { key };
  const { participantId } = found;
  if (room.state.participants.get(participantId)?.isFacilitator !== true) {
    const answer = await room.line.run({
      by: participantId,
      decide: () => ({ verdict: decideRecover(room.state, participantId) }),
    });
    if (!answer.ok && answer.rejection.code !== 'already_done') return answer.rejection;
  }
  return addKey(room, participantId);
};
