/**
 * A dimension: one operational question that every reading answers. What is fixed here is fixed before anyone writes,
 * so that nobody can move the measure after seeing the readings.
 */

import * as v from 'valibot';
import { LENGTHS } from '../protocol/limits.ts';
import { parseDimensionId, type DimensionId } from './ids.ts';
import { lineSchema, textSchema } from './plain-text.ts';

export const DIMENSION_TYPES = ['text', 'date', 'number', 'single', 'multi', 'persons', 'ranking'] as const;
export type DimensionType = (typeof DIMENSION_TYPES)[number];

/** How an output is laid beside a reading later: only used against outputs. */
const directionSchema = v.picklist(['by', 'on', 'at_least', 'at_most', 'about']);

export interface Choice {
  readonly id: string;
  readonly label: string;
}

/** Sender-made ids are object keys in documents and exports, so the names every JavaScript object has are refused. */
export const dimensionIdSchema = v.pipe(
  v.string(),
  v.check((id) => parseDimensionId(id) !== undefined && id !== '__proto__' && id !== 'constructor'),
  v.transform((id) => id as DimensionId),
);

/** `{ id, label }`, or a plain line that serves as both. */
const choiceSchema = v.union([
  v.pipe(
    lineSchema(40),
    v.check((id) => id !== '__proto__' && id !== 'constructor'),
    v.transform((line): Choice => ({ id: line, label: line })),
  ),
  v.object({ id: v.pipe(dimensionIdSchema, v.transform(String)), label: lineSchema(LENGTHS.option) }),
]);

const choicesSchema = v.pipe(
  v.array(choiceSchema),
  v.maxLength(200),
  v.check((choices) => new Set(choices.map((choice) => choice.id)).size === choices.length),
);

const finite = v.pipe(v.number(), v.finite());
const notNegative = v.pipe(finite, v.minValue(0));

const configSchemas = {
  text: v.object({ term: v.optional(lineSchema(LENGTHS.label)) }),
  date: v.object({
    toleranceDays: v.optional(v.pipe(notNegative, v.integer(), v.maxValue(3660))),
    direction: v.optional(directionSchema),
  }),
  number: v.object({
    unit: v.optional(lineSchema(LENGTHS.unit)),
    /** `abs` in base units, `rel` as a share of the larger amount. */
    tolerance: v.optional(
      v.object({ abs: v.optional(notNegative), rel: v.optional(v.pipe(notNegative, v.maxValue(1))) }),
    ),
    /** Unit → factor to the base unit. */
    convert: v.optional(
      v.pipe(
        v.record(lineSchema(LENGTHS.unit), v.pipe(finite, v.gtValue(0))),
        v.check((units) => Object.keys(units).length <= 30),
      ),
    ),
    direction: v.optional(directionSchema),
  }),
  single: v.object({ options: choicesSchema, ordered: v.optional(v.boolean()) }),
  multi: v.object({ options: choicesSchema }),
  persons: v.object({}),
  ranking: v.object({ items: choicesSchema }),
} as const;

export type DimensionConfig = { readonly [Type in DimensionType]: v.InferOutput<(typeof configSchemas)[Type]> };

interface DimensionOf<Type extends DimensionType> {
  readonly id: DimensionId;
  readonly type: Type;
  readonly label: string;
  readonly prompt: string;
  readonly config: DimensionConfig[Type];
  /** The word of the wording that this text dimension asks about. */
  readonly term?: string | undefined;
}

export type Dimension = { [Type in DimensionType]: DimensionOf<Type> }[DimensionType];

const schemaOf = <Type extends DimensionType>(type: Type) =>
  v.object({
    id: dimensionIdSchema,
    type: v.literal(type),
    label: lineSchema(LENGTHS.label),
    prompt: v.optional(textSchema(LENGTHS.prompt), ''),
    config: v.optional(configSchemas[type], {} as never),
    term: v.optional(lineSchema(LENGTHS.label)),
  });

export const dimensionSchema = v.variant('type', [
  schemaOf('text'),
  schemaOf('date'),
  schemaOf('number'),
  schemaOf('single'),
  schemaOf('multi'),
  schemaOf('persons'),
  schemaOf('ranking'),
]);

/** Undefined when it is not a dimension. */
export const parseDimension = (input: unknown): Dimension | undefined => {
  const parsed = v.safeParse(dimensionSchema, input);
  return parsed.success ? parsed.output : undefined;
};

/** What can be chosen from or put in order; empty for the other types. */
export const choicesOf = (dimension: Dimension): readonly Choice[] =>
  dimension.type === 'single' || dimension.type === 'multi'
    ? dimension.config.options
    : dimension.type === 'ranking'
      ? dimension.config.items
      : [];
