/**
 * What the peers of a document are told: what there is when they come, what is new when it is committed, and what the
 * server would like to know of them. Only ever called while nothing uncommitted is in the document (D2).
 */

import type { Clock } from '../runtime/clock.ts';
import type { Awareness } from './awareness.ts';
import type { BoardAccess, DocumentName } from './board-access.ts';
import { CLOSE } from './close-codes.ts';
import type { DocumentState } from './document-state.ts';
import { decodeKept } from './entry-format.ts';
import type { InboundJoin, InboundUpdate } from './inbound-queue.ts';
import { JoinCache } from './join-cache.ts';
import type { Flush } from './judging.ts';
import type { PeerSession } from './peer-session.ts';
import type { Peers } from './peers.ts';
import type { Entry, Seq, StreamContent } from '../store/board-store.ts';
import { updateMessage } from './wire-messages.ts';

/** Gaps of a connection that are put down to its not having heard of the question yet. */
const MOST_GAPS = 16;

const CALM_MS = 1000;

export interface ServingDependencies {
  readonly name: DocumentName;
  readonly access: BoardAccess;
  readonly peers: Peers;
  readonly awareness: Awareness | undefined;
  readonly clock: Clock;
  /** Somebody is to be asked. */
  readonly wake: () => void;
}

export class Serving {
  readonly cache = new JoinCache();
  readonly #dependencies: ServingDependencies;
  readonly #toAsk = new Set<PeerSession>();
  readonly #calming = new WeakSet<PeerSession>();

  constructor(dependencies: ServingDependencies) {
    this.#dependencies = dependencies;
  }

  /** A flush is committed. Somebody whose own edits are all there is need not be told. */
  committed(flush: Flush): void {
    if (flush.update === undefined) return;
    this.cache.clear();
    const only = flush.hasAdditions ? undefined : onlyAuthorOf(flush);
    this.#dependencies.peers.broadcast(updateMessage(flush.update), only);
  }

  /** Another writer's entry is in the document. */
  followed(entry: Entry): void {
    this.cache.clear();
    this.#dependencies.peers.broadcast(updateMessage(decodeKept(entry.payload).update));
  }

  /** The document was loaded again; peers were told everything up to `toldUpTo`. */
  reloaded(content: StreamContent, toldUpTo: Seq): void {
    this.cache.clear();
    const { snapshot, entries } = content;
    const payloads = [
      ...(snapshot !== undefined && snapshot.upTo > toldUpTo ? [snapshot.bytes] : []),
      ...entries.filter(({ seq }) => seq > toldUpTo).map(({ payload }) => payload),
    ];
    for (const payload of payloads) this.#dependencies.peers.broadcast(updateMessage(decodeKept(payload).update));
  }

  /** Nobody knows what of theirs is in the document. Not at once: the store may still fail, and would for ever. */
  askLosers(): void {
    for (const session of this.#dependencies.peers) if (session.hasHole) this.askWhenCalm(session);
  }

  /** Whoever asks gets what there is, and is asked the same in return. */
  join({ session, stateVector }: InboundJoin, { doc }: DocumentState): void {
    const { access, name, peers } = this.#dependencies;
    if (session.isClosed) return;
    const code = access.mayRead(session.peer.person, name);
    if (code !== undefined) return session.close(CLOSE.forbidden, code);
    if (!session.isJoined) {
      session.isJoined = true;
      this.#ask(session, doc);
    }
    peers.send(session, this.cache.step2(doc, stateVector));
    this.tellAwareness(session);
  }

  /** Who is here, for one of them who has joined. */
  tellAwareness(session: PeerSession): void {
    const { awareness, peers } = this.#dependencies;
    const everybody = session.isJoined ? awareness?.everybody() : undefined;
    if (everybody !== undefined) peers.send(session, everybody);
  }

  /** Something that was sent follows on what was not. */
  foundGap({ session, isEarly }: InboundUpdate): void {
    if (!isEarly) {
      session.refuse('reset');
      this.#toAsk.add(session);
    } else if (++session.earlyGaps > MOST_GAPS) session.refuse('reset');
  }

  /** Something of theirs was dropped: they are asked for it when they have calmed down, and it could be taken. */
  askWhenCalm(session: PeerSession): void {
    const { clock, access, wake } = this.#dependencies;
    if (this.#calming.has(session)) return;
    this.#calming.add(session);
    clock.after(CALM_MS, () => {
      this.#calming.delete(session);
      if (session.isClosed || !session.hasHole) return;
      if (!access.isFresh()) return this.askWhenCalm(session);
      this.#toAsk.add(session);
      wake();
    });
  }

  askThoseOwed({ doc }: DocumentState): void {
    for (const session of this.#toAsk) this.#ask(session, doc);
    this.#toAsk.clear();
  }

  #ask(session: PeerSession, doc: DocumentState['doc']): void {
    session.isAsked = true;
    session.earlyGaps = 0;
    session.send(this.cache.step1(doc));
  }
}

const onlyAuthorOf = ({ taken }: Flush): PeerSession | undefined => {
  let only: PeerSession | undefined;
  for (const { inbound, write } of taken) {
    if (write === undefined || inbound.session === only) continue;
    if (only !== undefined) return undefined;
    only = inbound.session;
  }
  return only;
};
