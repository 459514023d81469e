/**
 * Where the others are in the wording, from what the server relays of them. It says who they are; only the place is their
 * own word, so it is read as something anybody may have typed. Pure; knows no editor.
 */

import * as v from 'valibot';
import * as Y from 'yjs';

/** A relative position of Yjs as JSON, or a plain offset, as stock clients send it. */
const placeSchema = v.union([v.record(v.string(), v.unknown()), v.pipe(v.number(), v.integer(), v.minValue(0))]);

const stateSchema = v.object({
  user: v.object({
    id: v.string(),
    name: v.string(),
    colour: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(7)),
  }),
  cursor: v.optional(v.nullable(v.object({ anchor: placeSchema, head: placeSchema }))),
});

type Place = v.InferOutput<typeof placeSchema>;

export interface OtherPerson {
  readonly id: string;
  readonly name: string;
  /** Of the group colours, 0 to 7; the same for a person everywhere. */
  readonly colour: number;
}

/** One window of somebody; a person with two of them has two cursors. */
export interface OtherCursor extends OtherPerson {
  readonly client: number;
  /** Offsets in the text, in UTF-16 units. */
  readonly anchor: number;
  readonly head: number;
}

/** Undefined while what the place refers to has not arrived. */
const offsetOf = (place: Place, text: Y.Text): number | undefined => {
  if (typeof place === 'number') return Math.min(place, text.length);
  if (text.doc === null) return undefined;
  const found = Y.createAbsolutePositionFromRelativePosition(Y.createRelativePositionFromJSON(place), text.doc);
  return found?.type === text ? found.index : undefined;
};

/** @param states of the awareness, by client id */
export const cursorsIn = (states: ReadonlyMap<number, unknown>, ownClient: number, text: Y.Text): OtherCursor[] =>
  [...states].flatMap(([client, state]) => {
    const parsed = v.safeParse(stateSchema, state);
    if (client === ownClient || !parsed.success || !parsed.output.cursor) return [];
    const { user, cursor } = parsed.output;
    const anchor = offsetOf(cursor.anchor, text);
    const head = offsetOf(cursor.head, text);
    return anchor === undefined || head === undefined ? [] : [{ ...user, client, anchor, head }];
  });

/** Everybody whose cursor is in the text, once each, by name; without this person's other windows. */
export const peopleIn = (states: ReadonlyMap<number, unknown>, ownId: string): OtherPerson[] => {
  const people = new Map<string, OtherPerson>();
  for (const state of states.values()) {
    const parsed = v.safeParse(stateSchema, state);
    if (parsed.success && parsed.output.cursor && parsed.output.user.id !== ownId)
      people.set(parsed.output.user.id, parsed.output.user);
  }
  return [...people.values()].sort((a, b) => a.name.localeCompare(b.name));
};
