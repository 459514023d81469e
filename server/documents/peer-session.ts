/**
 * One connection to one document, and how far it has come: how many of its sync messages are handled, and how many of
 * those were acknowledged as durable. A message that was dropped although nothing is wrong with it leaves a hole, and
 * nothing beyond a hole is acknowledged until its author has sent again what was in it.
 */

import type { RejectionCode } from '../../shared/board/rejections.ts';
import type { Clock } from '../runtime/clock.ts';
import { CLOSE, closeCodeOf } from './close-codes.ts';
import type { DocumentLimits } from './document-limits.ts';
import type { DocumentPeer, Outgoing } from './document-peer.ts';
import { TokenBucket } from './token-bucket.ts';
import { acknowledgement, refusal } from './wire-messages.ts';

export class PeerSession {
  readonly peer: DocumentPeer;
  readonly messages: TokenBucket;
  readonly joins: TokenBucket;
  readonly #limits: DocumentLimits;
  /** Waiting to be judged, bytes. */
  queuedBytes = 0;
  /** It was sent what there is; from then on it gets what is new. */
  isJoined = false;
  /** It was asked what it has, or is about to be, and has not answered yet. */
  isAsked = false;
  /** Messages that followed on what was in its answer, and were dropped. */
  earlyGaps = 0;
  isClosed = false;
  #received = 0;
  #handled = 0;
  /** How many of its messages were handled before the first that was dropped. */
  #hole: number | undefined;
  #lastDropped = 0;
  #acknowledged = 0;
  #refusals = 0;

  constructor(peer: DocumentPeer, limits: DocumentLimits, clock: Clock) {
    this.peer = peer;
    this.#limits = limits;
    this.messages = new TokenBucket(limits.messageBurst, limits.messagesPerSecond, clock);
    this.joins = new TokenBucket(limits.joinBurst, limits.joinsPerSecond, clock);
  }

  send(message: Outgoing): void {
    if (!this.isClosed) this.peer.send(message);
  }

  close(code: number, reason: string): void {
    if (this.isClosed) return;
    this.isClosed = true;
    this.peer.close(code, reason);
  }

  /** How many of its sync messages may be acknowledged once what is handled is durable. */
  get acknowledgeable(): number {
    return this.#hole ?? this.#handled;
  }

  /** It waits to hear that something it sent is durable. */
  get isUnacknowledged(): boolean {
    return this.#handled > this.#acknowledged;
  }

  get hasHole(): boolean {
    return this.#hole !== undefined;
  }

  /** One more of its sync messages has come. @returns its number: 1, 2, 3 … */
  receivedOne(): number {
    return ++this.#received;
  }

  /** One more of them is handled. */
  handledOne(): void {
    this.#handled++;
  }

  /** Number `number` is handled by dropping it. */
  droppedOne(number: number): void {
    this.#hole ??= this.#handled;
    this.#lastDropped = Math.max(this.#lastDropped, number);
    this.#handled++;
  }

  /** Of those that were handled and not acknowledged some are lost. */
  lostSome(): void {
    this.#hole ??= this.#acknowledged;
    this.#lastDropped = this.#received;
  }

  /** Number `number` held everything it had when it was sent. */
  fillHole(number: number): void {
    if (this.#lastDropped < number) this.#hole = undefined;
  }

  /** Its first `count` sync messages are durable, and the document is up to `stateVector`. */
  acknowledge(count: number, stateVector: Uint8Array): void {
    if (!this.peer.wantsAcks || count <= this.#acknowledged) return;
    this.#acknowledged = count;
    this.send(acknowledgement(stateVector, count));
  }

  /** A message of it is not taken. Says so by name or by closing; never keeps silent. */
  refuse(code: RejectionCode, isHostile = false): void {
    // What is the server's fault is not counted against anybody.
    if (code !== 'unavailable') this.#refusals++;
    const closeCode = closeCodeOf(code);
    const isTooMany = this.#refusals >= this.#limits.refusals;
    if (this.peer.wantsAcks) this.send(refusal(code));
    if (isTooMany) this.close(CLOSE.policy, code);
    else if (closeCode !== undefined && (isHostile || !this.peer.wantsAcks)) this.close(closeCode, code);
  }
}
