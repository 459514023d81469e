/**
 * The control sockets of one board on this node: who gets which entries, and who has to go. What a session is sent is
 * decided anew for every entry from the state after it.
 */

import { isWithheldFrom } from '../../shared/board/permissions.ts';
import type { LogEntry } from '../../shared/board/events.ts';
import type { ParticipantId } from '../../shared/board/ids.ts';
import { isPresent, type BoardState } from '../../shared/board/state.ts';
import type { ViewSources } from '../../shared/board/view.ts';
import { visibleEntry, type VisibleEntry } from '../../shared/board/visible.ts';
import type { ByeReason, ServerMessage } from '../../shared/protocol/control.ts';

/** One control socket, as the transport offers it. */
export interface ControlSession {
  readonly person: ParticipantId;
  readonly keyHash: string;
  readonly send: (message: ServerMessage) => void;
  /** Says why, then closes. */
  readonly end: (reason: ByeReason) => void;
}

interface Held {
  readonly session: ControlSession;
  readonly isWithheld: boolean;
  readonly isFacilitator: boolean;
}

type Sources = Omit<ViewSources, 'wording'>;

export class ControlSessions {
  readonly #held = new Map<ControlSession, Held>();

  get count(): number {
    return this.#held.size;
  }

  sessionsOf(person: ParticipantId): number {
    return [...this.#held.keys()].filter((session) => session.person === person).length;
  }

  add(state: BoardState, session: ControlSession): void {
    const person = state.participants.get(session.person);
    const isWithheld = person !== undefined && isWithheldFrom(state, person);
    this.#held.set(session, { session, isWithheld, isFacilitator: person?.isFacilitator === true });
  }

  remove(session: ControlSession): void {
    this.#held.delete(session);
  }

  /** After entries were folded: end what may not go on, send the rest what each may see. */
  deliver(state: BoardState, entries: readonly LogEntry[], sources: Sources): void {
    this.#recheck(state);
    const shown = new Map<string, VisibleEntry[]>();
    for (const { session } of this.#held.values()) {
      const kind = viewerKind(state, session.person, entries);
      const visible =
        shown.get(kind) ?? entries.flatMap((entry) => visibleEntry(state, entry, session.person, sources) ?? []);
      shown.set(kind, visible);
      if (visible.length > 0) session.send({ type: 'entries', entries: visible });
    }
  }

  broadcast(message: ServerMessage, mayGet: (person: ParticipantId) => boolean = () => true): void {
    for (const session of this.#held.keys()) if (mayGet(session.person)) session.send(message);
  }

  endAll(reason: ByeReason): void {
    for (const session of [...this.#held.keys()]) this.#end(session, reason);
  }

  #recheck(state: BoardState): void {
    const isAnyoneWaiting = [...state.participants.values()].some((person) => person.isPending);
    for (const held of [...this.#held.values()]) {
      const { session, isWithheld, isFacilitator } = held;
      const person = state.participants.get(session.person);
      if (!isPresent(person)) this.#end(session, 'removed');
      else if (!state.keys.has(session.keyHash)) this.#end(session, 'key_ended');
      else if (isWithheldFrom(state, person) !== isWithheld) this.#end(session, 'refresh');
      // Who waits or was turned away at the door is told to facilitators only: who takes or leaves the seat loads anew.
      else if (person.isFacilitator !== isFacilitator && isAnyoneWaiting) this.#end(session, 'refresh');
      else this.#held.set(session, { ...held, isFacilitator: person.isFacilitator });
    }
  }

  #end(session: ControlSession, reason: ByeReason): void {
    this.#held.delete(session);
    session.end(reason);
  }
}

/** Viewers of one kind see the same; entries with something that is only its author's make a kind of each person. */
const viewerKind = (state: BoardState, id: ParticipantId, entries: readonly LogEntry[]): string => {
  const isPersonal = entries.some((entry) => entry.events.some((event) => event.type === 'dimension.marked'));
  if (isPersonal) return id;
  const person = state.participants.get(id);
  const isWithheld = person !== undefined && isWithheldFrom(state, person);
  return `${person?.isFacilitator === true ? 'facilitator' : 'participant'} ${isWithheld ? 'late' : ''}`;
};
