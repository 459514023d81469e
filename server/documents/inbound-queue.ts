/** What has come in for a document and is not judged yet, in the order in which it came. Bounded per connection and in all. */

import type { DocumentLimits } from './document-limits.ts';
import type { PeerSession } from './peer-session.ts';

interface InboundMessage {
  readonly session: PeerSession;
  /** Among the sync messages of its connection. */
  readonly number: number;
  /** It was counted as handled when it was judged for the first time. */
  readonly isCounted?: boolean;
}

export interface InboundUpdate extends InboundMessage {
  readonly kind: 'update';
  readonly update: Uint8Array;
  /** The answer to what the server asked: it holds whatever of its author's was dropped before. */
  readonly isAnswer: boolean;
  /** It was sent before its author had answered what they have, and may follow on something in that answer. */
  readonly isEarly: boolean;
  /** Nothing but what its author wrote first, as it was let in once before. */
  readonly isOwn?: boolean;
  /** It was refused once before this node had caught up with the others. */
  readonly isSecondLook?: boolean;
}

export interface InboundJoin extends InboundMessage {
  readonly kind: 'join';
  readonly stateVector: Uint8Array;
}

export type Inbound = InboundUpdate | InboundJoin;

const sizeOf = (inbound: Inbound): number =>
  inbound.kind === 'update' ? inbound.update.length : inbound.stateVector.length;

export class InboundQueue {
  readonly #limits: DocumentLimits;
  #waiting: Inbound[] = [];
  #next = 0;
  #bytes = 0;

  constructor(limits: DocumentLimits) {
    this.#limits = limits;
  }

  get isEmpty(): boolean {
    return this.#next >= this.#waiting.length;
  }

  /** @returns false when there is no room for it */
  push(inbound: Inbound): boolean {
    const bytes = sizeOf(inbound);
    const { session } = inbound;
    if (session.queuedBytes + bytes > this.#limits.queuedBytesPerPeer) return false;
    if (this.#bytes + bytes > this.#limits.queuedBytes) return false;
    this.#count(inbound, bytes);
    this.#waiting.push(inbound);
    return true;
  }

  shift(): Inbound | undefined {
    const inbound = this.#waiting[this.#next];
    if (inbound === undefined) return undefined;
    this.#next++;
    if (this.isEmpty) {
      this.#waiting = [];
      this.#next = 0;
    }
    this.#count(inbound, -sizeOf(inbound));
    return inbound;
  }

  /** Back to where they were taken from, in this order, before everything else. */
  putBack(inbounds: readonly Inbound[]): void {
    if (inbounds.length === 0) return;
    for (const inbound of inbounds) this.#count(inbound, sizeOf(inbound));
    this.#waiting = [...inbounds, ...this.#waiting.slice(this.#next)];
    this.#next = 0;
  }

  #count({ session }: Inbound, bytes: number): void {
    session.queuedBytes += bytes;
    this.#bytes += bytes;
  }
}
