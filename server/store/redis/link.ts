/**
 * One connection to one Redis server, with one life: once lost it is never made again, so nothing is ever sent twice.
 * Whoever needs it opens another and asks what became of the work (keeper.ts). Used by the Redis adapter only.
 *
 * Redis answers in order, so the oldest unanswered command tells whether the server is alive. The client library's own
 * limits do not: its command timeout ends before a command is sent, and its socket timeout starts anew at each write.
 */

import { createClient, ErrorReply, RESP_TYPES } from 'redis';
import type { Clock } from '../../runtime/clock.ts';
import { StoreUnavailable } from '../board-store.ts';
import { endpointText, type Access, type Endpoint } from './address.ts';
import type { Reply } from './replies.ts';

/** A server that does not answer for this long is taken for lost; looked at often enough to be told within three seconds. */
const ANSWER_WITHIN_MS = 2000;
const LOOK_EVERY_MS = 500;
const CONNECT_WITHIN_MS = 2500;

const TYPE_MAPPING = { [RESP_TYPES.BLOB_STRING]: Buffer, [RESP_TYPES.MAP]: Array };

export type Listener = (message: Buffer) => void;

export interface Link {
  /** @throws StoreUnavailable when the connection is lost, ErrorReply when the server refuses. */
  send(args: readonly (string | Buffer)[]): Promise<Reply>;
  /** A listener must not throw: it is called from within the reading of the connection. */
  subscribe(channel: string, listener: Listener): Promise<void>;
  unsubscribe(channel: string, listener: Listener): Promise<void>;
  /** Everything unanswered is rejected with the reason. */
  end(reason: StoreUnavailable): void;
}

/**
 * @param onEnd called once, unless opening fails
 * @throws StoreUnavailable no connection; ErrorReply the server does not let us in
 */
export async function openLink(
  endpoint: Endpoint,
  access: Access,
  clock: Clock,
  onEnd: (reason: StoreUnavailable) => void,
): Promise<Link> {
  const where = endpointText(endpoint);
  const client = createClient({
    socket: {
      ...endpoint,
      ...(access.isEncrypted ? { tls: true } : {}),
      connectTimeout: CONNECT_WITHIN_MS,
      reconnectStrategy: false,
    },
    ...(access.username === undefined ? {} : { username: access.username }),
    ...(access.password === undefined ? {} : { password: access.password }),
    database: access.database,
    RESP: 3,
    disableOfflineQueue: true,
    maintNotifications: 'disabled',
    commandOptions: { timeout: 0, typeMapping: TYPE_MAPPING },
  });

  const sentAtMs: number[] = [];
  let ended: StoreUnavailable | undefined;
  // While the connection is being made, only its maker is told, by a rejection.
  let tellEnd: (reason: StoreUnavailable) => void = () => undefined;

  const end = (reason: StoreUnavailable): void => {
    if (ended) return;
    ended = reason;
    client.destroy();
    tellEnd(reason);
  };
  client.on('error', (error: unknown) => end(lost(where, error)));

  const answer = <Answer>(ask: () => Promise<Answer>): Promise<Answer> => {
    if (ended) return Promise.reject(ended);
    sentAtMs.push(clock.monotonicMs());
    return ask().then(
      (answered) => {
        sentAtMs.shift();
        return answered;
      },
      (error: unknown) => {
        sentAtMs.shift();
        throw error instanceof ErrorReply ? error : (ended ?? lost(where, error));
      },
    );
  };

  const link: Link = {
    send: (args) => answer(() => client.sendCommand<Reply>(args)),
    subscribe: (channel, listener) => answer(() => client.sSubscribe(channel, listener, true)),
    unsubscribe: (channel, listener) => answer(() => client.sUnsubscribe(channel, listener, true)),
    end,
  };

  await connectInTime(client.connect(), where, clock, end);
  let lookedAtMs = clock.monotonicMs();
  const stopLooking = clock.every(LOOK_EVERY_MS, () => {
    const nowMs = clock.monotonicMs();
    // This process was held up itself: answers may have arrived that it has not come to read.
    const isLate = nowMs - lookedAtMs > 2 * LOOK_EVERY_MS;
    lookedAtMs = nowMs;
    const oldestMs = sentAtMs[0];
    if (oldestMs === undefined) link.send(['PING']).catch(() => 'A refusal is an answer too; a loss ends the link.');
    else if (!isLate && nowMs - oldestMs > ANSWER_WITHIN_MS) end(silent(where));
  });
  tellEnd = (reason) => {
    stopLooking();
    onEnd(reason);
  };
  return link;
}

function connectInTime(
  connecting: Promise<unknown>,
  where: string,
  clock: Clock,
  end: (reason: StoreUnavailable) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (error: unknown): void => {
      cancel();
      const reason = error instanceof StoreUnavailable ? error : lost(where, error);
      end(reason);
      reject(error instanceof ErrorReply ? error : reason);
    };
    const cancel = clock.after(CONNECT_WITHIN_MS, () => fail(silent(where)));
    connecting.then(() => {
      cancel();
      resolve();
    }, fail);
  });
}

const silent = (where: string): StoreUnavailable => new StoreUnavailable(`No answer from Redis at ${where}`);

function lost(where: string, error: unknown): StoreUnavailable {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? ` (${error.code})` : '';
  return new StoreUnavailable(`No connection to Redis at ${where}${code}`, { cause: error });
}
