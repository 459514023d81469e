/**
 * Tells when what was committed on a master has also reached enough of its replicas. Used by a session, for all of its
 * boards at once.
 *
 *   while anybody is waiting:
 *     write something, WAIT until n replicas have it     (on a connection of their own)
 *     everything committed before that write has reached them too: tell those who waited when it was sent
 *
 * WAIT holds up its connection, so it must not be the one that carries appends. It speaks of the writes of its own
 * connection only, hence the write before it, which comes after those appends in the order of the one master that both
 * connections lead to; a session ends as a whole when either is lost.
 */

import { ErrorReply } from 'redis';
import type { BoardId } from '../../../shared/board/ids.ts';
import type { Clock } from '../../runtime/clock.ts';

/** How long one WAIT may take; then it is asked again, for as long as the session lives. */
export const WAIT_MS = 1000;

/** Writes to a key of the board, then waits; answers with the number of replicas that have it. */
export type AskReplicas = (board: BoardId) => Promise<number>;

export interface Durability {
  /**
   * Resolves once everything committed before this call is on enough replicas, however long that takes.
   * Rejects when the session ends first. Nobody needs to listen.
   */
  reached(board: BoardId): Promise<void>;
  /** The last answer was too small: what is written now would not become durable soon. */
  isStalled(): boolean;
}

interface Round {
  readonly board: BoardId;
  readonly promise: Promise<void>;
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
}

const AT_ONCE: Durability = { reached: () => Promise.resolve(), isStalled: () => false };

/** @param replicas how many must have it; 0: the master alone is enough. */
export function waitForReplicas(replicas: number, ask: AskReplicas, clock: Clock): Durability {
  if (replicas === 0) return AT_ONCE;
  let upcoming: Round | undefined;
  let isAsking = false;
  let isStalled = false;

  const complete = async (round: Round): Promise<void> => {
    while ((await askOnce(round.board)) < replicas) isStalled = true;
    isStalled = false;
    round.resolve();
  };
  const askOnce = async (board: BoardId): Promise<number> => {
    try {
      return await ask(board);
    } catch (error) {
      if (!(error instanceof ErrorReply)) throw error;
      // Refused, for instance because the server itself misses replicas: as good as none, but it took no time.
      await new Promise<void>((resolve) => clock.after(WAIT_MS, resolve));
      return 0;
    }
  };
  const askWhileAwaited = async (): Promise<void> => {
    isAsking = true;
    while (upcoming) {
      const round = upcoming;
      upcoming = undefined;
      await complete(round).catch(round.reject);
    }
    isAsking = false;
  };

  return {
    reached: (board) => {
      upcoming ??= newRound(board);
      const { promise } = upcoming;
      if (!isAsking) void askWhileAwaited();
      return promise;
    },
    isStalled: () => isStalled,
  };
}

function newRound(board: BoardId): Round {
  let resolve: Round['resolve'] = () => undefined;
  let reject: Round['reject'] = () => undefined;
  const promise = new Promise<void>((...settle) => {
    [resolve, reject] = settle;
  });
  promise.catch(() => 'Nobody needs to listen.');
  return { board, promise, resolve, reject };
}
