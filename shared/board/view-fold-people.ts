/** What becomes of the people of a view, and of its owner among them, by what happened and by who is connected. */

import type { ParticipantId } from './ids.ts';
import { inFormerOrder, type PersonView, type View } from './view.ts';
import type { PersonShown, VisibleEventOf } from './visible.ts';

export const changePerson = (view: View, id: ParticipantId, change: (person: PersonView) => PersonView): View => ({
  ...view,
  participants: view.participants.map((person) => (person.id === id ? change(person) : person)),
});

/** What an event tells of somebody, beside what other messages have told of them. */
const shown = (person: PersonShown, before?: PersonView): PersonView => ({
  ...person,
  facilitator: before?.facilitator ?? false,
  online: before?.online ?? false,
  done: before?.done ?? false,
});

const withMyReads = (view: View, { id, reads }: PersonShown): View =>
  id === view.me.participantId ? { ...view, me: { ...view.me, reads } } : view;

/** They stand behind those who were there before, even if they had waited at the door longer. */
export const comeIn = (
  view: View,
  { person }: VisibleEventOf<'participant.joined'> | VisibleEventOf<'participant.admitted'>,
): View => {
  const others = view.participants.filter(({ id }) => id !== person.id);
  const before = view.participants.find(({ id }) => id === person.id);
  return withMyReads({ ...view, participants: [...others, shown(person, before)] }, person);
};

export const rename = (view: View, { person }: VisibleEventOf<'participant.renamed'>): View =>
  withMyReads(
    changePerson(view, person.id, (before) => shown(person, before)),
    person,
  );

export const remove = (view: View, { participantId, name }: VisibleEventOf<'participant.removed'>): View => ({
  ...view,
  participants: view.participants.filter(({ id }) => id !== participantId),
  former: inFormerOrder([...view.former.filter(({ id }) => id !== participantId), { id: participantId, name }]),
});

export const withdrawName = (view: View, { participantId }: VisibleEventOf<'name.withdrawn'>): View =>
  changePerson(view, participantId, ({ function: _, ...person }) => ({ ...person, name: null }));

/**
 * Who waits at the door stays in the view of somebody who leaves the seat, and does not come into that of somebody who
 * takes it: the server makes both load anew where anybody waits.
 */
export const seat =
  (facilitator: boolean) =>
  (view: View, { participantId }: { readonly participantId: ParticipantId }): View => {
    const next = changePerson(view, participantId, (person) => ({ ...person, facilitator }));
    return participantId === view.me.participantId ? { ...next, me: { ...view.me, facilitator } } : next;
  };
