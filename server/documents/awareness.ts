/**
 * Who is at the board document and where their cursors are, kept by the server. A connection has one
 * entry, the server writes whose it is, and only cursors are taken from the client. Changes of everybody go out together
 * at most every 100 ms, and every 15 s everybody who is still there is renewed for the timeout of stock clients.
 *
 * Stock clients send back whatever they receive, so entries of others in a message mean nothing and are passed over.
 */

import type { ParticipantId } from '../../shared/board/ids.ts';
import type { Cancel, Clock } from '../runtime/clock.ts';
import { encodeAwareness, NOBODY, readAwareness, type AwarenessEntry } from './awareness-format.ts';
import { cursorOf } from './cursor.ts';
import type { DocumentLimits } from './document-limits.ts';
import type { Outgoing } from './document-peer.ts';
import type { PeerSession } from './peer-session.ts';
import { RemoteAwareness } from './remote-awareness.ts';
import { awarenessMessage } from './wire-messages.ts';

interface LocalEntry {
  readonly session: PeerSession;
  readonly clientId: number;
  clock: number;
  /** As sent to others. */
  state: string;
}

export interface AwarenessDependencies {
  readonly clock: Clock;
  readonly limits: DocumentLimits;
  readonly displayName: (person: ParticipantId) => string;
  /** Whose a client id is by what it wrote in the document. */
  readonly ownerOf: (clientId: number) => string | undefined;
  readonly broadcast: (message: Outgoing, except?: PeerSession) => void;
  /** What changed here, for the other nodes. */
  readonly tellNodes: (update: Uint8Array) => void;
}

const BROADCAST_EVERY_MS = 100;
const RENEW_EVERY_MS = 15_000;
/** Client ids that left are remembered so far, so that nobody else takes one over. */
const MOST_REMEMBERED = 5000;
/** A clock may run ahead of what the server knows by so much. */
const LARGEST_LEAP = 2 ** 16;
const CLOCK_LIMIT = 2 ** 30;
const COLOURS = 8;

export class Awareness {
  readonly #dependencies: AwarenessDependencies;
  readonly #bySession = new Map<PeerSession, LocalEntry>();
  readonly #byClient = new Map<number, LocalEntry>();
  readonly #remembered = new Map<number, { readonly person: ParticipantId; readonly clock: number }>();
  readonly #remote: RemoteAwareness;
  /** Client id → who need not be told, because the change is their own. */
  readonly #changed = new Map<number, PeerSession | undefined>();
  #cancel: Cancel | undefined;
  #sentAtMs = -Infinity;
  readonly #stopRenewing: Cancel;

  constructor(dependencies: AwarenessDependencies) {
    this.#dependencies = dependencies;
    this.#remote = new RemoteAwareness(dependencies.clock);
    this.#stopRenewing = dependencies.clock.every(RENEW_EVERY_MS, () => this.#renew());
  }

  /** A message of a client. @returns false when it is none */
  receive(session: PeerSession, update: Uint8Array): boolean {
    const entries = readAwareness(update);
    if (entries === undefined) return false;
    const known = this.#bySession.get(session);
    for (const entry of entries) {
      if (known === undefined ? this.#mayClaim(session, entry) : entry.clientId === known.clientId) {
        this.#take(session, entry);
        break;
      }
    }
    return true;
  }

  leave(session: PeerSession): void {
    const entry = this.#bySession.get(session);
    if (entry === undefined) return;
    this.#bySession.delete(session);
    if (this.#byClient.get(entry.clientId) !== entry) return;
    this.#byClient.delete(entry.clientId);
    this.#remember(entry);
    this.#change(entry.clientId, undefined);
  }

  /** Who shows themselves under a client id on this node, or did a while ago. */
  holderOf(clientId: number): ParticipantId | undefined {
    return this.#byClient.get(clientId)?.session.peer.person ?? this.#remembered.get(clientId)?.person;
  }

  /** Everybody, for somebody who has just come; undefined when there is nobody. */
  everybody(): Outgoing | undefined {
    const entries = [...this.#byClient.values(), ...this.#remote.all()];
    return entries.length === 0 ? undefined : awarenessMessage(encodeAwareness(entries));
  }

  /** What another node told. */
  hear(node: string, update: Uint8Array): void {
    const entries = readAwareness(update)?.filter(({ clientId }) => !this.#byClient.has(clientId)) ?? [];
    for (const entry of this.#remote.hear(node, entries)) this.#change(entry.clientId, undefined);
  }

  stop(): void {
    this.#stopRenewing();
    this.#cancel?.();
  }

  #mayClaim(session: PeerSession, { clientId, state }: AwarenessEntry): boolean {
    const { person } = session.peer;
    const owner = this.holderOf(clientId) ?? this.#dependencies.ownerOf(clientId);
    if (state === NOBODY || this.#remote.has(clientId)) return false;
    return owner === undefined || owner === person;
  }

  #take(session: PeerSession, { clientId, clock, state }: AwarenessEntry): void {
    const { limits, displayName } = this.#dependencies;
    if (state === NOBODY) return this.leave(session);
    if (state.length > limits.awarenessBytes) return;
    const before = this.#byClient.get(clientId);
    const lastClock = before?.clock ?? this.#remembered.get(clientId)?.clock ?? Math.min(clock, CLOCK_LIMIT);
    const { person } = session.peer;
    const user = { id: person, name: displayName(person), colour: colourOf(person) };
    const cursor = cursorOf(state);
    const stamped = JSON.stringify(cursor === undefined ? { user } : { user, cursor });
    // A newer connection of the same person takes its place: the older one just has not noticed yet that it is gone.
    if (before !== undefined && before.session !== session) this.#bySession.delete(before.session);
    const isSame = before?.session === session && before.state === stamped;
    const entry: LocalEntry = {
      session,
      clientId,
      clock: isSame ? lastClock : Math.max(lastClock + 1, Math.min(clock, lastClock + LARGEST_LEAP)),
      state: stamped,
    };
    this.#byClient.set(clientId, entry);
    this.#bySession.set(session, entry);
    if (!isSame) this.#change(clientId, session);
  }

  #remember({ clientId, clock, session }: LocalEntry): void {
    this.#remembered.set(clientId, { person: session.peer.person, clock: clock + 1 });
    if (this.#remembered.size <= MOST_REMEMBERED) return;
    for (const oldest of this.#remembered.keys()) {
      this.#remembered.delete(oldest);
      return;
    }
  }

  #change(clientId: number, by: PeerSession | undefined): void {
    this.#changed.set(clientId, by);
    if (this.#cancel !== undefined) return;
    const { clock } = this.#dependencies;
    const restMs = Math.max(0, this.#sentAtMs + BROADCAST_EVERY_MS - clock.monotonicMs());
    this.#cancel = clock.after(restMs, () => this.#send());
  }

  #send(): void {
    this.#cancel = undefined;
    this.#sentAtMs = this.#dependencies.clock.monotonicMs();
    const changed = [...this.#changed];
    this.#changed.clear();
    const entries = changed.map(([clientId]) => this.#entryOf(clientId));
    const only = changed.length === 1 ? changed[0]?.[1] : undefined;
    this.#dependencies.broadcast(awarenessMessage(encodeAwareness(entries)), only);
    const ours = entries.filter(({ clientId }) => !this.#remote.has(clientId));
    if (ours.length > 0) this.#dependencies.tellNodes(encodeAwareness(ours));
  }

  #entryOf(clientId: number): AwarenessEntry {
    const found = this.#byClient.get(clientId) ?? this.#remote.get(clientId);
    if (found !== undefined) return found;
    const clock = this.#remembered.get(clientId)?.clock ?? this.#remote.lastClock(clientId);
    return { clientId, clock, state: NOBODY };
  }

  /** Without news of somebody for 30 s a stock client drops them, and with them who is only reading. */
  #renew(): void {
    for (const clientId of this.#remote.expire()) this.#change(clientId, undefined);
    for (const entry of this.#byClient.values()) entry.clock++;
    const ours = [...this.#byClient.values()];
    const everybody = [...ours, ...this.#remote.all()];
    if (everybody.length > 0) this.#dependencies.broadcast(awarenessMessage(encodeAwareness(everybody)));
    if (ours.length > 0) this.#dependencies.tellNodes(encodeAwareness(ours));
  }
}

/** The same for a person on every node and every day. */
const colourOf = (person: ParticipantId): number => {
  let hash = 0;
  for (let at = 0; at < person.length; at++) hash = (hash * 31 + person.charCodeAt(at)) >>> 0;
  return hash % COLOURS;
};
