/**
 * The entries of the log as one person may see them. Events that are nobody's business (keys, the seal before the
 * reveal) are dropped, others lose the part that would link a person to a reading (S7).
 */

import type { BoardEvent, EventOf, EventType, LogEntry } from './events.ts';
import type { ParticipantId } from './ids.ts';
import { isWithheldFrom } from './permissions.ts';
import { isPresent, type BoardState, type Participant } from './state.ts';
import { mayKnowOf, type PersonView, type ViewSources } from './view.ts';

/** A person as an event tells of them; whether they are here or done changes by other messages. */
export type PersonShown = Omit<PersonView, 'online' | 'done' | 'facilitator'>;

type Shown<Type extends EventType, Hidden extends string, Added = unknown> = Omit<EventOf<Type>, Hidden> & Added;

type ShowsPerson<Type extends string> = Type extends string ? { type: Type; person: PersonShown } : never;

type Unchanged = Exclude<
  EventType,
  | 'board.configured'
  | 'participant.joined'
  | 'participant.admitted'
  | 'participant.removed'
  | 'participant.renamed'
  | 'key.added'
  | 'key.replaced'
  | 'reading.withdrawn'
  | 'late.sealed'
  | 'late.revealed'
  | 'reply.added'
  | 'round.opened'
  | 'round.sealed'
>;

export type VisibleEvent =
  | EventOf<Unchanged>
  | Shown<'board.configured', 'passphrase', { hasPassphrase?: boolean }>
  | ShowsPerson<'participant.joined' | 'participant.admitted' | 'participant.renamed'>
  | Shown<'participant.removed', never, { name: PersonShown['name'] }>
  | { type: 'key.replaced'; participantId: ParticipantId; by: ParticipantId }
  | Shown<'reading.withdrawn', 'participantId'>
  | Shown<'late.revealed', 'participantId'>
  | Shown<'reply.added', never, { text: string }>
  /** `wordingAt`: when this version was stated; a late reader may not have been told of it then. */
  | Shown<'round.opened', never, { wordingAt?: number }>;

export type VisibleEventOf<Type extends VisibleEvent['type']> = Extract<VisibleEvent, { type: Type }>;

export interface VisibleEntry {
  readonly seq: number;
  readonly at: number;
  readonly events: readonly VisibleEvent[];
}

type Sources = Pick<ViewSources, 'nameOf' | 'replyOf'>;

const personShown = (person: Participant, sources: Sources): PersonShown => {
  const record = sources.nameOf(person.id);
  return {
    id: person.id,
    name: record?.name ?? null,
    ...(record?.function === undefined ? {} : { function: record.function }),
    reads: person.reads,
    ...(person.isPending ? { pending: true as const } : {}),
  };
};

/** Everything that derives from readings, and therefore waits for a late reader; the move itself they may know. */
const DERIVED: ReadonlySet<EventType> = new Set<EventType>([
  'late.revealed',
  'reading.claimed',
  'reading.withdrawn',
  'reply.added',
  'reply.removed',
  'marks.shown',
  'wording.restated',
]);

const show = (
  state: BoardState,
  event: BoardEvent,
  viewer: Participant,
  sources: Sources,
): VisibleEvent | undefined => {
  const about = 'participantId' in event ? state.participants.get(event.participantId) : undefined;
  if (about !== undefined && !mayKnowOf(viewer, about)) return undefined;
  switch (event.type) {
    case 'key.added':
    case 'round.sealed':
    case 'late.sealed':
      return undefined;
    case 'dimension.marked':
      return event.participantId === viewer.id ? event : undefined;
    case 'board.configured': {
      const { passphrase, ...rest } = event;
      return passphrase === undefined ? rest : { ...rest, hasPassphrase: passphrase !== null };
    }
    case 'participant.joined':
    case 'participant.admitted':
    case 'participant.renamed': {
      const person = state.participants.get(event.participantId);
      if (person === undefined || person.isRemoved) return undefined;
      return { type: event.type, person: personShown(person, sources) };
    }
    case 'participant.removed':
      return { ...event, name: sources.nameOf(event.participantId)?.name ?? null };
    case 'key.replaced':
      return { type: event.type, participantId: event.participantId, by: event.by };
    case 'round.opened': {
      const wordingAt = state.wordings.find(({ version }) => version === event.wordingVersion)?.at;
      return wordingAt === undefined ? event : { ...event, wordingAt };
    }
    case 'reading.withdrawn':
    case 'late.revealed': {
      const { participantId: _, ...rest } = event;
      return rest;
    }
    case 'reply.added': {
      const text = sources.replyOf(event.replyId);
      return text === undefined ? undefined : { ...event, text };
    }
    default:
      return event;
  }
};

const withhold = (event: BoardEvent, showIt: (event: BoardEvent) => VisibleEvent | undefined): VisibleEvent[] => {
  if (DERIVED.has(event.type)) return [];
  const shown = showIt(event.type === 'round.revealed' ? { ...event, digests: [] } : event);
  return shown === undefined ? [] : [shown];
};

/** Undefined when nothing of the entry may be seen; such an entry is not sent at all, so that its time tells nothing. */
export const visibleEntry = (
  state: BoardState,
  entry: LogEntry,
  viewer: ParticipantId,
  sources: Sources,
): VisibleEntry | undefined => {
  const person = state.participants.get(viewer);
  if (!isPresent(person)) return undefined;
  const isWithheld = isWithheldFrom(state, person);
  const events = entry.events.flatMap((event) =>
    isWithheld
      ? withhold(event, (shown) => show(state, shown, person, sources))
      : (show(state, event, person, sources) ?? []),
  );
  return events.length === 0 ? undefined : { seq: entry.seq, at: entry.at, events };
};

/**
 * Whether the entry may have given this person what was withheld from them until then, or taken it from them (who waits
 * at the door is for facilitators only): whoever has only seen entries before it is to load the board anew.
 */
export const mayUnveil = ({ events }: LogEntry, { id, isAbsent }: Participant): boolean =>
  events.some((event) => {
    switch (event.type) {
      case 'round.revealed':
        return isAbsent;
      case 'late.revealed':
      case 'key.replaced':
      case 'facilitator.granted':
      case 'facilitator.revoked':
      case 'facilitator.taken':
      case 'facilitator.recovered':
        return event.participantId === id;
      case 'participant.renamed':
        return event.participantId === id && event.reads !== undefined;
      default:
        return false;
    }
  });
