/**
 * Asks sentinels which server is the master. They may still name one that is gone; whoever connects sees what it is
 * and asks again. The user and password of REDIS_URL are those of the master, sentinels are asked without.
 */

import { ErrorReply } from 'redis';
import type { Clock } from '../../runtime/clock.ts';
import { StoreUnavailable } from '../board-store.ts';
import { endpointText, type Access, type Endpoint } from './address.ts';
import { openLink } from './link.ts';
import { asList, asNumber, asText, type Reply } from './replies.ts';

const NO_CREDENTIALS: Access = { isEncrypted: false, username: undefined, password: undefined, database: 0 };

/** @throws StoreUnavailable no sentinel answers; Error they do not know the master, or want a password */
export async function askSentinels(
  sentinels: readonly Endpoint[],
  masterName: string,
  clock: Clock,
): Promise<Endpoint> {
  let reason: unknown = new StoreUnavailable('No sentinel is named in REDIS_URL');
  for (const sentinel of sentinels) {
    try {
      const answer = await askSentinel(sentinel, masterName, clock);
      if (answer !== null) {
        const [host, port] = asList(answer);
        return { host: asText(host), port: asNumber(port) };
      }
      reason = new Error(`REDIS_URL names a master that the sentinel at ${endpointText(sentinel)} does not know`);
    } catch (error) {
      reason =
        error instanceof ErrorReply
          ? new Error(`The sentinel at ${endpointText(sentinel)} refused to name the master: ${error.message}`)
          : error;
    }
  }
  throw reason;
}

async function askSentinel(sentinel: Endpoint, masterName: string, clock: Clock): Promise<Reply> {
  const link = await openLink(sentinel, NO_CREDENTIALS, clock, () => undefined);
  try {
    return await link.send(['SENTINEL', 'GET-MASTER-ADDR-BY-NAME', masterName]);
  } finally {
    link.end(new StoreUnavailable('The sentinel was asked'));
  }
}
