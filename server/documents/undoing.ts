/**
 * What was judged and is not to be: when others were first, it is judged again; when the store has failed, nobody may go
 * on believing that something is saved, or will be (D8).
 */

import type { RejectionCode } from '../../shared/board/rejections.ts';
import type { Inbound, InboundQueue } from './inbound-queue.ts';
import type { Refused } from './appending.ts';
import type { Flush } from './judging.ts';
import type { PeerSession } from './peer-session.ts';
import type { Peers } from './peers.ts';

export interface UndoDependencies {
  readonly queue: InboundQueue;
  readonly peers: Peers;
  readonly refuse: (session: PeerSession, code: RejectionCode) => void;
}

/** Everything that was taken goes back to where it came from, but for what `refused` authors wrote: they are told. */
export const takeBack = (
  { taken }: Flush,
  refused: Refused,
  { queue, refuse }: Pick<UndoDependencies, 'queue' | 'refuse'>,
): void => {
  const told = new Set<PeerSession>();
  const again: Inbound[] = [];
  for (const { inbound, write } of taken) {
    const { session } = inbound;
    const code = write === undefined ? undefined : refused.get(session.peer.person);
    if (code !== undefined && !told.has(session)) refuse(session, code);
    if (code !== undefined) told.add(session);
    else if (inbound.kind === 'join') again.push({ ...inbound, isCounted: true });
    else again.push({ ...inbound, isCounted: true, ...(write && { update: write.update, isOwn: true }) });
  }
  queue.putBack(again);
};

/**
 * Everybody who waits for an acknowledgement is told that there will be none, and will be asked what they have once the
 * document is there again.
 * @param pending what was applied and may or may not be in the store
 */
export const tellOfLoss = (pending: Flush | undefined, { queue, peers, refuse }: UndoDependencies): void => {
  const joins: Inbound[] = [];
  const losers = new Set<PeerSession>();
  const lose = (inbound: Inbound) => {
    if (inbound.kind === 'join') joins.push(inbound);
    else losers.add(inbound.session);
  };
  pending?.taken.forEach(({ inbound }) => lose({ ...inbound, isCounted: true }));
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
