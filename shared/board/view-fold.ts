/**
 * A view kept current without asking again: what `view.ts` would show after an entry, from what it showed before and the
 * entry as `visible.ts` gave it to the same person. For clients; changes nothing it is given. Where an entry changes what
 * somebody may see, the server ends the connection with `refresh`, and the view is to be loaded anew instead.
 */

import type { ServerMessage } from '../protocol/control.ts';
import type { Dimension } from './dimension.ts';
import { insertAt } from './folding.ts';
import type { ParticipantId } from './ids.ts';
import { inMarkOrder } from './marks.ts';
import { changePerson, comeIn, remove, rename, seat, withdrawName } from './view-fold-people.ts';
import { addLate, closeBoard, extendRound, openRound, revealRound, stepBack } from './view-fold-round.ts';
import type { View } from './view.ts';
import type { VisibleEntry, VisibleEvent, VisibleEventOf } from './visible.ts';

type Fold<Type extends VisibleEvent['type']> = (view: View, event: VisibleEventOf<Type>, entry: VisibleEntry) => View;

const unchanged = (view: View): View => view;

const withDimensions = (view: View, dimensions: readonly Dimension[]): View => ({ ...view, dimensions });

const configure: Fold<'board.configured'> = (view, { title, locked, hasPassphrase, rules }) => ({
  ...view,
  board: {
    ...view.board,
    ...(title === undefined ? {} : { title }),
    ...(locked === undefined ? {} : { locked }),
    ...(hasPassphrase === undefined ? {} : { hasPassphrase }),
    ...(rules === undefined ? {} : { rules }),
  },
});

const claim: Fold<'reading.claimed'> = (view, { readingId, participantId }) => {
  const { me, claims } = view;
  const isKnown = claims.some((claimed) => claimed.readingId === readingId);
  return {
    ...view,
    claims: isKnown ? claims : [...claims, { readingId, participantId }],
    me: participantId === me.participantId ? { ...me, hasClaimed: true } : me,
  };
};

/** Only one's own marks come one by one. */
const mark: Fold<'dimension.marked'> = (view, { dimensionId, mark: kind, on }) => {
  const others = view.me.marks.filter((own) => own.dimensionId !== dimensionId || own.mark !== kind);
  const marks = inMarkOrder(on ? [...others, { dimensionId, mark: kind }] : others);
  return { ...view, me: { ...view.me, marks } };
};

const FOLDS: { readonly [Type in VisibleEvent['type']]: Fold<Type> } = {
  'board.created': unchanged,
  'board.configured': configure,
  'code.issued': (view, { code }) => ({ ...view, board: { ...view.board, code } }),
  'dimension.added': (view, { dimension, at }) => withDimensions(view, insertAt(view.dimensions, dimension, at)),
  'dimension.changed': (view, { dimension }) =>
    withDimensions(
      view,
      view.dimensions.map((before) => (before.id === dimension.id ? dimension : before)),
    ),
  'dimension.moved': (view, { id, at }) => {
    const dimension = view.dimensions.find((found) => found.id === id);
    const others = view.dimensions.filter((found) => found.id !== id);
    return dimension === undefined ? view : withDimensions(view, insertAt(others, dimension, at));
  },
  'dimension.removed': (view, event) =>
    withDimensions(
      view,
      view.dimensions.filter(({ id }) => id !== event.id),
    ),
  'participant.joined': comeIn,
  'participant.admitted': comeIn,
  'participant.renamed': rename,
  'participant.removed': remove,
  'name.withdrawn': withdrawName,
  'facilitator.granted': seat(true),
  'facilitator.taken': seat(true),
  'facilitator.recovered': seat(true),
  'facilitator.revoked': seat(false),
  // Whose key it was loads the board with the new one.
  'key.replaced': unchanged,
  'round.opened': openRound,
  'round.extended': extendRound,
  'reading.finished': (view, { participantId, done }) =>
    changePerson(view, participantId, (person) => ({ ...person, done })),
  'round.revealed': revealRound,
  'late.revealed': addLate,
  'phase.back': stepBack,
  'board.closed': closeBoard,
  // The gap shows on the wall.
  'reading.withdrawn': unchanged,
  'reading.claimed': claim,
  'reply.added': (view, { replyId, dimensionId, participantId, text }, { at }) => ({
    ...view,
    replies: [...view.replies, { id: replyId, dimensionId, participantId, at, text }],
  }),
  'reply.removed': (view, { replyId }) => ({ ...view, replies: view.replies.filter(({ id }) => id !== replyId) }),
  'dimension.marked': mark,
  'marks.shown': (view, { marks }) => ({ ...view, marks }),
  'wording.restated': (view, { version, text }, { at }) => ({
    ...view,
    board: { ...view.board, wording: text, wordings: [...view.board.wordings, { version, text, at }] },
  }),
};

const fold = <Type extends VisibleEvent['type']>(
  view: View,
  event: VisibleEventOf<Type>,
  entry: VisibleEntry,
): View => {
  if (!Object.hasOwn(FOLDS, event.type)) return view;
  return (FOLDS[event.type] as Fold<Type>)(view, event, entry);
};

/**
 * The view after one more entry; the caller sees to it that none comes twice. Events of a later version change nothing.
 * While framing, `board.wording` stays the text that was last loaded or frozen: the one that people are editing is in
 * the board document. In all other phases it is exact.
 */
export const foldEntry = (view: View, entry: VisibleEntry): View =>
  entry.events.reduce((folded: View, event) => fold(folded, event, entry), view);

type Presence = Extract<ServerMessage, { readonly type: 'presence' }>['presence'];

const isOnline = (presence: Presence): ((id: ParticipantId) => boolean | undefined) => {
  if ('online' in presence) {
    const online = new Set(presence.online);
    return (id) => online.has(id);
  }
  const changes = new Map<ParticipantId, boolean>();
  for (const id of presence.left) changes.set(id, false);
  for (const id of presence.arrived) changes.set(id, true);
  return (id) => changes.get(id);
};

/**
 * The view with everybody as connected as the message says. Of people the view does not know yet nothing is kept: who
 * joins by an entry that comes after their arrival was told counts as away until the next message names them.
 */
export const withPresence = (view: View, presence: Presence): View => {
  const onlineOf = isOnline(presence);
  return {
    ...view,
    participants: view.participants.map((person) => {
      const online = onlineOf(person.id) ?? person.online;
      return online === person.online ? person : { ...person, online };
    }),
  };
};
