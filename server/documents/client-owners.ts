/**
 * Whose a Yjs client id is. It belongs to the one person who first used it in this document, for good; the server's own
 * belong to nobody else. Kept with the document, in its log entries and snapshots.
 */

import type { ParticipantId } from '../../shared/board/ids.ts';

export const SERVER = 'server';
/** No participant id is spelled like this: those have 22 characters. */
export type ClientOwner = ParticipantId | typeof SERVER;
export type Ownership = readonly [clientId: number, owner: ClientOwner];

export class ClientOwners {
  readonly #owners = new Map<number, ClientOwner>();
  readonly #counts = new Map<ClientOwner, number>();

  get(clientId: number): ClientOwner | undefined {
    return this.#owners.get(clientId);
  }

  /** The first owner stays. */
  add(clientId: number, owner: ClientOwner): void {
    if (this.#owners.has(clientId)) return;
    this.#owners.set(clientId, owner);
    this.#counts.set(owner, this.countOf(owner) + 1);
  }

  addAll(ownerships: Iterable<Ownership>): void {
    for (const [clientId, owner] of ownerships) this.add(clientId, owner);
  }

  /** How many client ids belong to `owner`. */
  countOf(owner: ClientOwner): number {
    return this.#counts.get(owner) ?? 0;
  }

  all(): Ownership[] {
    return [...this.#owners];
  }
}
