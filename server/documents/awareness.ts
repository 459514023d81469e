/**
 * Who is where in the shared document, kept by the server. One client id a connection, first come; who somebody is
 * comes from their key, never from what they send (S11). What did not change is not sent one by one: stock clients
 * renew their state every 15 s, and all of those go out as one message.
 */

import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as v from 'valibot';
import type { ParticipantId } from '../../shared/board/ids.ts';
import type { ClientOwners } from './client-owners.ts';
import type { DocumentPeer } from './document-peer.ts';

/** Largest clock that is taken over; y-protocols counts up from 0, by one for each move of a cursor. */
const MOST_CLOCK = 2 ** 31;
const MOST_ENTRIES = 64;
const COLOURS = 8;
/** The state of somebody who left. Kept for its clock, which must go on where it was if the same client id returns. */
const GONE = 'null';
const MOST_GONE = 5000;

interface Presence {
  readonly peer: DocumentPeer | undefined;
  clock: number;
  /** JSON of the state as others get it; `null` once its owner has left. */
  json: string;
}

export interface AwarenessOwner {
  readonly owners: ClientOwners;
  readonly displayName: (person: ParticipantId) => string;
  readonly mostBytes: number;
}

const index = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 53 - 1));
const yjsId = v.nullable(v.object({ client: index, clock: index }));
/** A relative position as `Y.relativePositionToJSON` writes it, or a plain offset. */
const position = v.union([
  v.object({
    type: v.optional(yjsId),
    tname: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(40)))),
    item: v.optional(yjsId),
    assoc: v.optional(v.picklist([-1, 0])),
  }),
  index,
]);
const stateSchema = v.object({
  cursor: v.optional(v.nullable(v.object({ anchor: position, head: position }))),
});

const colourOf = (id: string): number => {
  let sum = 0;
  for (const letter of id) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 65_521;
  return sum % COLOURS;
};

export class Awareness {
  readonly #owner: AwarenessOwner;
  readonly #presences = new Map<number, Presence>();
  readonly #idOf = new Map<DocumentPeer, number>();
  readonly #changed = new Set<number>();
  readonly #renewed = new Set<number>();

  constructor(owner: AwarenessOwner) {
    this.#owner = owner;
  }

  get hasChanges(): boolean {
    return this.#changed.size > 0;
  }

  /**
   * One awareness update of a peer, without its length prefix. Entries about others are passed over: stock clients send
   * back what they were sent.
   * @returns false when it could not be read
   */
  receive(peer: DocumentPeer, bytes: Uint8Array): boolean {
    try {
      const decoder = decoding.createDecoder(bytes);
      const count = decoding.readVarUint(decoder);
      if (count > MOST_ENTRIES && count > this.#presences.size + MOST_ENTRIES) return false;
      for (let left = count; left > 0; left--) {
        const clientId = decoding.readVarUint(decoder);
        const clock = decoding.readVarUint(decoder);
        const json = decoding.readVarString(decoder);
        if (this.#isTheirs(peer, clientId)) this.#take(peer, clientId, clock, json);
      }
      return true;
    } catch (fault) {
      if (fault instanceof Error) return false;
      throw fault;
    }
  }

  /** The peer is gone: the others are told, and its client id is free again. */
  leave(peer: DocumentPeer): void {
    const clientId = this.#idOf.get(peer);
    this.#idOf.delete(peer);
    if (clientId !== undefined) this.#put(clientId, undefined, 0, GONE);
  }

  /** Entries of another node, as its `takeChanges` and `takeRenewals` wrote them. */
  hear(bytes: Uint8Array): void {
    const decoder = decoding.createDecoder(bytes);
    for (let left = decoding.readVarUint(decoder); left > 0; left--) {
      const clientId = decoding.readVarUint(decoder);
      const clock = decoding.readVarUint(decoder);
      const json = decoding.readVarString(decoder);
      const held = this.#presences.get(clientId);
      if (held?.peer === undefined && (held?.clock ?? -1) < clock) this.#put(clientId, undefined, clock, json);
    }
  }

  /** What changed since the last call, as one awareness update; undefined for nothing. */
  takeChanges(): Uint8Array | undefined {
    const update = this.#encode(this.#changed);
    this.#changed.clear();
    return update;
  }

  /** States that were renewed without a change since the last call. */
  takeRenewals(): Uint8Array | undefined {
    const update = this.#encode(this.#renewed);
    this.#renewed.clear();
    return update;
  }

  /** Everybody, for somebody new. */
  everybody(): Uint8Array | undefined {
    const here = [...this.#presences].filter(([, { json }]) => json !== GONE);
    return this.#encode(here.map(([clientId]) => clientId));
  }

  #isTheirs(peer: DocumentPeer, clientId: number): boolean {
    const bound = this.#idOf.get(peer);
    if (bound !== undefined) return bound === clientId;
    const held = this.#presences.get(clientId);
    const writer = this.#owner.owners.get(clientId);
    return (held === undefined || held.json === GONE) && (writer === undefined || writer === peer.person);
  }

  #take(peer: DocumentPeer, clientId: number, clock: number, json: string): void {
    if (clientId >= 2 ** 32 || clock >= MOST_CLOCK || json.length > this.#owner.mostBytes) return;
    const state: unknown = JSON.parse(json);
    if (state === null && !this.#idOf.has(peer)) return;
    this.#idOf.set(peer, clientId);
    this.#put(clientId, peer, clock, state === null ? GONE : this.#stamp(peer.person, state));
  }

  #put(clientId: number, peer: DocumentPeer | undefined, clock: number, json: string): void {
    const held = this.#presences.get(clientId);
    // Their own clock where it moved on, so that what comes back to them is not news; otherwise one of ours.
    const next = clock > (held?.clock ?? -1) ? clock : (held?.clock ?? 0) + 1;
    if (held?.json === json) this.#renewed.add(clientId);
    else this.#changed.add(clientId);
    this.#presences.set(clientId, { peer, clock: next, json });
    if (this.#presences.size > MOST_GONE) this.#forgetGone();
  }

  #forgetGone(): void {
    for (const [clientId, { json }] of this.#presences) {
      if (json === GONE && !this.#changed.has(clientId)) this.#presences.delete(clientId);
    }
  }

  #stamp(person: ParticipantId, state: unknown): string {
    const parsed = v.safeParse(stateSchema, state);
    const user = { id: person, name: this.#owner.displayName(person), colour: colourOf(person) };
    const cursor = parsed.success ? parsed.output.cursor : undefined;
    return JSON.stringify(cursor === undefined ? { user } : { user, cursor });
  }

  #encode(ids: Iterable<number>): Uint8Array | undefined {
    const known = [...ids].filter((clientId) => this.#presences.has(clientId));
    if (known.length === 0) return undefined;
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, known.length);
    for (const clientId of known) {
      const { clock, json } = this.#presences.get(clientId) ?? { clock: 0, json: GONE };
      encoding.writeVarUint(encoder, clientId);
      encoding.writeVarUint(encoder, clock);
      encoding.writeVarString(encoder, json);
    }
    return encoding.toUint8Array(encoder);
  }
}
