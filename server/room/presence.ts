/**
 * Who is connected, over all nodes, and since when nobody who could lead has been. A node tells the others whom it
 * holds; what it said is forgotten when it falls silent. A person who reloads does not flicker.
 */

import type { ParticipantId } from '../../shared/board/ids.ts';
import type { Cancel, Clock } from '../runtime/clock.ts';

export const ANNOUNCE_MS = 5000;
const REMEMBER_MS = 12_000;
/** Somebody whose last socket closed stays here this long. */
const GRACE_MS = 2500;
/** Changes reach the clients at most this often. */
const COALESCE_MS = 500;

export interface PresenceChange {
  readonly arrived: readonly ParticipantId[];
  readonly left: readonly ParticipantId[];
}

export interface PresenceOwner {
  readonly clock: Clock;
  readonly isFacilitator: (id: ParticipantId) => boolean;
  /** Tell the other nodes whom this one holds. */
  readonly announce: (here: readonly ParticipantId[]) => void;
  readonly onChange: (change: PresenceChange) => void;
}

export class Presence {
  readonly #owner: PresenceOwner;
  readonly #sockets = new Map<ParticipantId, number>();
  readonly #leaving = new Map<ParticipantId, Cancel>();
  readonly #others = new Map<string, { readonly ids: ReadonlySet<ParticipantId>; readonly atMs: number }>();
  #shown = new Set<ParticipantId>();
  #facilitatorSeenAtMs: number;
  #pending: Cancel | undefined;
  readonly #stopAnnouncing: Cancel;

  constructor(owner: PresenceOwner) {
    this.#owner = owner;
    this.#facilitatorSeenAtMs = owner.clock.monotonicMs();
    this.#stopAnnouncing = owner.clock.every(ANNOUNCE_MS, () => {
      owner.announce(this.here());
      this.#changed();
    });
  }

  /** People connected to this node. */
  here(): ParticipantId[] {
    return [...this.#sockets.keys()];
  }

  readonly isOnline = (id: ParticipantId): boolean => this.#shown.has(id);

  online(): ParticipantId[] {
    return [...this.#shown];
  }

  /** How long no facilitator has been connected anywhere; 0 while one is. */
  facilitatorAwayMs(): number {
    this.#refresh();
    return [...this.#shown].some(this.#owner.isFacilitator)
      ? 0
      : this.#owner.clock.monotonicMs() - this.#facilitatorSeenAtMs;
  }

  arrive(id: ParticipantId): void {
    this.#leaving.get(id)?.();
    this.#leaving.delete(id);
    this.#sockets.set(id, (this.#sockets.get(id) ?? 0) + 1);
    this.#changed();
  }

  leave(id: ParticipantId): void {
    const left = (this.#sockets.get(id) ?? 1) - 1;
    this.#sockets.set(id, left);
    if (left > 0) return;
    this.#leaving.get(id)?.();
    const forget = this.#owner.clock.after(GRACE_MS, () => {
      this.#leaving.delete(id);
      this.#sockets.delete(id);
      this.#changed();
    });
    this.#leaving.set(id, forget);
  }

  /** What another node said of itself. */
  hear(node: string, ids: readonly ParticipantId[]): void {
    this.#others.set(node, { ids: new Set(ids), atMs: this.#owner.clock.monotonicMs() });
    this.#changed();
  }

  stop(): void {
    this.#stopAnnouncing();
    this.#pending?.();
    for (const cancel of this.#leaving.values()) cancel();
  }

  #changed(): void {
    this.#pending ??= this.#owner.clock.after(COALESCE_MS, () => {
      this.#pending = undefined;
      this.#refresh();
    });
  }

  #refresh(): void {
    const { clock } = this.#owner;
    const nowMs = clock.monotonicMs();
    const next = new Set(this.#sockets.keys());
    for (const [node, { ids, atMs }] of this.#others) {
      if (nowMs - atMs > REMEMBER_MS) this.#others.delete(node);
      else for (const id of ids) next.add(id);
    }
    const arrived = [...next].filter((id) => !this.#shown.has(id));
    const left = [...this.#shown].filter((id) => !next.has(id));
    if ([...this.#shown, ...next].some(this.#owner.isFacilitator)) this.#facilitatorSeenAtMs = nowMs;
    this.#shown = next;
    if (arrived.length === 0 && left.length === 0) return;
    this.#owner.announce(this.here());
    this.#owner.onChange({ arrived, left });
  }
}
