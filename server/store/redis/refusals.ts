/** What an error that Redis answered means: who has to do something about it, and whether another server would do. */

import { ErrorReply } from 'redis';
import { StoreUnavailable } from '../board-store.ts';
import { FIRST_VERSION } from './requirements.ts';

/** The first word of the answer, such as `READONLY`; '' for what was not an answer. */
export const replyCode = (error: unknown): string =>
  error instanceof ErrorReply ? (error.message.split(' ', 1)[0] ?? '') : '';

/** The server cannot serve as what it was; another one may have taken its place. */
export const isNoMaster = (code: string): boolean => ['READONLY', 'MASTERDOWN', 'LOADING', 'UNBLOCKED'].includes(code);

/** The key lives, or is about to live, on another node of the cluster. */
export const isMisplaced = (code: string): boolean => ['MOVED', 'ASK', 'CLUSTERDOWN', 'TRYAGAIN'].includes(code);

export function asUnavailable(where: string, error: unknown): StoreUnavailable {
  if (error instanceof StoreUnavailable) return error;
  const what = error instanceof ErrorReply ? `refused: ${replyCode(error)}` : 'could not be used';
  return new StoreUnavailable(`Redis at ${where} ${what}`, { cause: error });
}

/** For the start of a session: StoreUnavailable for what may pass, else a line that says what to change. */
export function whyNotLetIn(where: string, error: ErrorReply): Error {
  const code = replyCode(error);
  if (isNoMaster(code)) return asUnavailable(where, error);
  if (error.message.includes('cluster support disabled')) {
    return new Error(`REDIS_URL says redis-cluster://, but ${where} is not a node of a cluster (cluster-enabled yes)`);
  }
  if (code === 'WRONGPASS' || code === 'NOAUTH' || error.message.includes('AUTH')) {
    return new Error(`REDIS_URL has a user name or password that Redis at ${where} does not accept`);
  }
  if (error.message.includes('unknown command')) {
    return new Error(`REDIS_URL points at a Redis older than version ${FIRST_VERSION}.0 at ${where}`);
  }
  if (code === 'NOPERM') {
    return new Error(`REDIS_URL names a user who may not do what is needed at ${where}: ${error.message}`);
  }
  return new Error(`REDIS_URL leads to ${where}, which does not work as a Redis should: ${error.message}`);
}
