/**
 * What a connection sends: taken apart, counted, and put where it belongs. Everything is answered, by what it brings
 * about or by a refusal; nothing a connection sends costs anybody else more than its share (A1, A2).
 */

import type { RejectionCode } from '../../shared/board/rejections.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Awareness } from './awareness.ts';
import type { Inbound, InboundQueue } from './inbound-queue.ts';
import type { PeerSession } from './peer-session.ts';
import type { Serving } from './serving.ts';
import { isSyncMessage, readMessage, type Incoming } from './wire-messages.ts';

export interface ReceptionDependencies {
  readonly clock: Clock;
  readonly queue: InboundQueue;
  readonly serving: Serving;
  readonly awareness: Awareness | undefined;
  readonly refuse: (session: PeerSession, code: RejectionCode, isHostile?: boolean) => void;
  /** Something is waiting. */
  readonly ask: () => void;
}

/** A connection that was too fast is asked what it has once it had time to calm down. */
const CALM_MS = 1000;

export class Reception {
  readonly #dependencies: ReceptionDependencies;

  constructor(dependencies: ReceptionDependencies) {
    this.#dependencies = dependencies;
  }

  /** One message; `bytes` are only valid during the call. */
  receive(session: PeerSession, bytes: Uint8Array): void {
    if (session.isClosed) return;
    const isSync = isSyncMessage(bytes);
    if (!session.messages.take()) return this.#drop(session, isSync);
    const message = readMessage(bytes);
    if (message === undefined) this.#refuseMalformed(session, isSync);
    else this.#take(session, message);
  }

  #take(session: PeerSession, message: Incoming): void {
    const { awareness, serving, refuse } = this.#dependencies;
    switch (message.kind) {
      case 'step1':
        if (!session.joins.take()) return this.#drop(session, true);
        return this.#queue({ kind: 'join', session, stateVector: message.stateVector.slice() });
      case 'step2':
        session.isAsked = false;
        return this.#queue({ kind: 'update', session, update: message.update.slice(), fills: session.dropped });
      case 'update':
        return this.#queue({ kind: 'update', session, update: message.update.slice() });
      case 'awareness':
        // Other documents have none: nobody learns who is writing, or when (Y10).
        if (awareness?.receive(session, message.update) === false) refuse(session, 'malformed', true);
        return;
      case 'queryAwareness':
        return serving.tellAwareness(session);
      case 'ignored':
        return;
    }
  }

  #queue(inbound: Inbound): void {
    if (this.#dependencies.queue.push(inbound)) this.#dependencies.ask();
    else this.#drop(inbound.session, true);
  }

  #refuseMalformed(session: PeerSession, isSync: boolean): void {
    if (isSync) session.handledOne();
    this.#dependencies.refuse(session, 'malformed', true);
  }

  #drop(session: PeerSession, isSync: boolean): void {
    const { clock, serving, refuse, ask } = this.#dependencies;
    const isFirst = !session.hasHole;
    if (isSync) session.droppedOne();
    refuse(session, 'rate_limited');
    if (!isSync || !isFirst || session.isClosed) return;
    clock.after(CALM_MS, () => {
      if (!session.hasHole || session.isClosed) return;
      serving.askLater(session);
      ask();
    });
  }
}
