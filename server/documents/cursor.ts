/** What is taken over from the awareness state of a client: where its cursor is, and nothing else. */

import * as v from 'valibot';

const idSchema = v.nullable(
  v.object({ client: v.pipe(v.number(), v.integer()), clock: v.pipe(v.number(), v.integer()) }),
);

/** A relative position of Yjs as JSON, or an offset. */
const positionSchema = v.union([
  v.object({
    type: v.optional(idSchema),
    tname: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(100)))),
    item: v.optional(idSchema),
    assoc: v.optional(v.pipe(v.number(), v.integer())),
  }),
  v.pipe(v.number(), v.integer()),
]);

const stateSchema = v.object({
  cursor: v.nullable(v.object({ anchor: positionSchema, head: positionSchema })),
});

export type Cursor = NonNullable<v.InferOutput<typeof stateSchema>['cursor']>;

/** Undefined where the state, JSON, shows none. */
export const cursorOf = (state: string): Cursor | undefined => {
  try {
    const parsed = v.safeParse(stateSchema, JSON.parse(state));
    return parsed.success ? (parsed.output.cursor ?? undefined) : undefined;
  } catch (fault) {
    if (fault instanceof SyntaxError) return undefined;
    throw fault;
  }
};
