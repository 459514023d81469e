/**
 * What a connection sends: taken apart, counted, and put where it belongs. Everything is answered, by what it brings
 * about or by a refusal; nothing a connection sends costs anybody else more than its share (A1, A2).
 */

import type { RejectionCode } from '../../shared/board/rejections.ts';
import type { Awareness } from './awareness.ts';
import type { Inbound, InboundQueue } from './inbound-queue.ts';
import type { PeerSession } from './peer-session.ts';
import type { Serving } from './serving.ts';
import { isSyncMessage, readMessage, type Incoming } from './wire-messages.ts';

export interface ReceptionDependencies {
  readonly queue: InboundQueue;
  readonly serving: Serving;
  readonly awareness: Awareness | undefined;
  readonly refuse: (session: PeerSession, code: RejectionCode, isHostile?: boolean) => void;
  /** Something is waiting. */
  readonly ask: () => void;
}

export class Reception {
  readonly #dependencies: ReceptionDependencies;

  constructor(dependencies: ReceptionDependencies) {
    this.#dependencies = dependencies;
  }

  /** One message; its bytes are kept until they are judged. */
  receive(session: PeerSession, bytes: Uint8Array): void {
    if (session.isClosed) return;
    const number = isSyncMessage(bytes) ? session.receivedOne() : undefined;
    if (!session.messages.take()) return this.#drop(session, number);
    const message = readMessage(bytes);
    if (message === undefined) this.#refuseMalformed(session, number);
    else if (number === undefined) this.#take(session, message);
    else this.#takeSync(session, message, number);
  }

  #takeSync(session: PeerSession, message: Incoming, number: number): void {
    if (message.kind === 'step1') {
      if (!session.joins.take()) return this.#drop(session, number);
      // It will be asked in return; what it sends before it hears of that may have gaps.
      if (!session.isJoined) session.isAsked = true;
      return this.#queue({ kind: 'join', session, number, stateVector: message.stateVector });
    }
    if (message.kind !== 'step2' && message.kind !== 'update') return;
    const isAnswer = message.kind === 'step2';
    if (isAnswer) session.isAsked = false;
    const isEarly = session.isAsked;
    this.#queue({ kind: 'update', session, number, update: message.update, isAnswer, isEarly });
  }

  #take(session: PeerSession, message: Incoming): void {
    const { awareness, serving, refuse } = this.#dependencies;
    if (message.kind === 'queryAwareness') serving.tellAwareness(session);
    if (message.kind !== 'awareness') return;
    // Other documents have none: nobody learns who is writing, or when.
    if (awareness?.receive(session, message.update) === false) refuse(session, 'malformed', true);
  }

  #queue(inbound: Inbound): void {
    if (this.#dependencies.queue.push(inbound)) this.#dependencies.ask();
    else this.#drop(inbound.session, inbound.number);
  }

  #refuseMalformed(session: PeerSession, number: number | undefined): void {
    if (number !== undefined) session.handledOne();
    this.#dependencies.refuse(session, 'malformed', true);
  }

  #drop(session: PeerSession, number: number | undefined): void {
    const { serving, refuse } = this.#dependencies;
    if (number !== undefined) session.droppedOne(number);
    refuse(session, 'rate_limited');
    if (number !== undefined) serving.askWhenCalm(session);
  }
}
