/**
 * Who has a document open on this node. What is sent to all of them is encoded and framed once. Whoever does not take
 * what it is sent is left behind, brought up to date when it does, and let go when it does not (A3, I10).
 */

import type { Cancel, Clock } from '../runtime/clock.ts';
import { CLOSE } from './close-codes.ts';
import type { DocumentLimits } from './document-limits.ts';
import type { Outgoing } from './document-peer.ts';
import type { DocumentState } from './document-state.ts';
import type { JoinCache } from './join-cache.ts';
import type { PeerSession } from './peer-session.ts';

const LOOK_EVERY_MS = 100;

/** A slow line is no stuck one: what it has to take within `unsentMs` to be kept. */
const PROGRESS_BYTES = 64 * 1024;

interface Laggard {
  /** What it was sent before it was left behind, as far as that is known. */
  readonly stateVector: Uint8Array;
  /** When it was last seen to make progress, and what it had before it then. */
  sinceMs: number;
  bytes: number;
}

export interface PeersDependencies {
  readonly clock: Clock;
  readonly limits: DocumentLimits;
  /** The document as it is committed; undefined when that cannot be told right now. */
  readonly state: () => DocumentState | undefined;
  readonly cache: () => JoinCache;
}

const EMPTY_VECTOR = Uint8Array.of(0);

export class Peers {
  readonly #dependencies: PeersDependencies;
  readonly #sessions = new Set<PeerSession>();
  readonly #laggards = new Map<PeerSession, Laggard>();
  #stopLooking: Cancel | undefined;

  constructor(dependencies: PeersDependencies) {
    this.#dependencies = dependencies;
  }

  get count(): number {
    return this.#sessions.size;
  }

  [Symbol.iterator](): IterableIterator<PeerSession> {
    return this.#sessions.values();
  }

  add(session: PeerSession): void {
    this.#sessions.add(session);
  }

  /** @returns whether it was there */
  remove(session: PeerSession): boolean {
    session.isClosed = true;
    this.#laggards.delete(session);
    return this.#sessions.delete(session);
  }

  /** To everybody who has joined, but for `except`, whose own it is. */
  broadcast(message: Outgoing, except?: PeerSession): void {
    const { unsentBytes } = this.#dependencies.limits;
    for (const session of this.#sessions) {
      if (session === except || !session.isJoined || this.#laggards.has(session)) continue;
      session.send(message);
      if (session.peer.bufferedBytes() > unsentBytes) this.#leaveBehind(session);
    }
  }

  /** To one of them. @returns false when it is left behind and gets nothing */
  send(session: PeerSession, message: Outgoing): boolean {
    if (this.#laggards.has(session)) return false;
    session.send(message);
    if (session.peer.bufferedBytes() > this.#dependencies.limits.unsentBytes) this.#leaveBehind(session);
    return true;
  }

  closeAll(code: number, reason: string): void {
    for (const session of this.#sessions) session.close(code, reason);
  }

  stop(): void {
    this.#stopLooking?.();
  }

  #leaveBehind(session: PeerSession): void {
    const { clock, cache } = this.#dependencies;
    const state = this.#dependencies.state();
    const stateVector = state === undefined ? EMPTY_VECTOR : cache().stateVector(state.doc);
    this.#laggards.set(session, { stateVector, sinceMs: clock.monotonicMs(), bytes: session.peer.bufferedBytes() });
    this.#stopLooking ??= clock.every(LOOK_EVERY_MS, () => this.#look());
  }

  #look(): void {
    const { clock, limits, cache } = this.#dependencies;
    const state = this.#dependencies.state();
    for (const [session, laggard] of this.#laggards) {
      const bytes = session.peer.bufferedBytes();
      if (bytes <= limits.unsentBytes / 4) {
        if (state === undefined) continue;
        this.#laggards.delete(session);
        session.send(cache().step2(state.doc, laggard.stateVector));
      } else if (bytes <= laggard.bytes - PROGRESS_BYTES) {
        laggard.bytes = bytes;
        laggard.sinceMs = clock.monotonicMs();
      } else if (clock.monotonicMs() - laggard.sinceMs > limits.unsentMs) {
        this.#laggards.delete(session);
        session.close(CLOSE.tryLater, 'slow');
      }
    }
    if (this.#laggards.size > 0) return;
    this.#stopLooking?.();
    this.#stopLooking = undefined;
  }
}
