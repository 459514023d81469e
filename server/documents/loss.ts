/**
 * When the store has failed, nobody may go on believing that something is saved, or will be (D8): everybody who waits for
 * an acknowledgement is told, and will be asked what they have once the document is there again.
 */

import type { RejectionCode } from '../../shared/board/rejections.ts';
import type { Inbound, InboundQueue } from './inbound-queue.ts';
import type { Flush } from './judging.ts';
import type { PeerSession } from './peer-session.ts';
import type { Peers } from './peers.ts';

export interface LossDependencies {
  readonly queue: InboundQueue;
  readonly peers: Peers;
  readonly refuse: (session: PeerSession, code: RejectionCode) => void;
}

/** @param pending what was applied and may or may not be in the store */
export const tellOfLoss = (pending: Flush | undefined, { queue, peers, refuse }: LossDependencies): void => {
  const joins: Inbound[] = [];
  const losers = new Set<PeerSession>();
  const lose = (inbound: Inbound) => {
    if (inbound.kind === 'join') joins.push(inbound);
    else losers.add(inbound.session);
  };
  pending?.taken.forEach(({ inbound }) => lose(inbound));
  for (let inbound = queue.shift(); inbound !== undefined; inbound = queue.shift()) {
    if (inbound.kind === 'update' && inbound.isCounted !== true) inbound.session.handledOne();
    lose(inbound);
  }
  for (const session of peers) if (session.peer.wantsAcks && session.isUnacknowledged) losers.add(session);
  for (const session of losers) {
    session.lostSome();
    refuse(session, 'unavailable');
  }
  queue.putBack(joins);
};
