/**
 * A `workshop-case/1` file: a workshop that was written down, with everything each participant answered. Read here and
 * nowhere else; fields that only an evaluation needs (`truth`, `purpose`) are left alone.
 */

import * as v from 'valibot';
import { DIMENSION_TYPES } from '../board/dimension.ts';
import { ANSWER_STATES, type Answer } from '../board/reading.ts';

const valueSchema = v.nullable(
  v.union([
    v.string(),
    v.array(v.string()),
    v.object({ start: v.string(), end: v.string(), precision: v.string() }),
    v.object({ amount: v.number(), unit: v.string() }),
  ]),
);

const roundSchema = v.object({
  /** Participant → fist to five; null or nothing where none was given. */
  nods: v.record(v.string(), v.nullable(v.number())),
  /** Participant → 0 to 100. */
  sure: v.record(v.string(), v.nullable(v.number())),
  /** Dimension → participant → answer. */
  readings: v.record(
    v.string(),
    v.record(v.string(), v.object({ state: v.picklist(ANSWER_STATES), value: valueSchema, raw: v.string() })),
  ),
});

const caseSchema = v.object({
  schema: v.literal('workshop-case/1'),
  id: v.string(),
  title: v.string(),
  agreed_on: v.string(),
  return_on: v.string(),
  facilitator: v.optional(v.nullable(v.string()), null),
  agreement: v.string(),
  participants: v.pipe(
    v.array(v.object({ id: v.string(), name: v.string(), group: v.optional(v.string()) })),
    v.minLength(1),
  ),
  dimensions: v.array(
    v.object({
      id: v.string(),
      label: v.string(),
      type: v.picklist(DIMENSION_TYPES),
      prompt: v.optional(v.string(), ''),
      config: v.optional(v.record(v.string(), v.unknown()), {}),
    }),
  ),
  round1: roundSchema,
  restatement: v.optional(v.nullable(v.string()), null),
  round2: v.optional(v.nullable(roundSchema), null),
  outputs: v.optional(
    v.array(
      v.object({
        id: v.string(),
        happened_on: v.string(),
        recorded_on: v.string(),
        by: v.string(),
        what: v.string(),
        evidence: v.object({ kind: v.string(), ref: v.string() }),
        speaks_to: v.array(
          v.object({
            dimension: v.string(),
            final: v.optional(v.boolean(), false),
            value: v.optional(valueSchema),
            text: v.optional(v.string()),
          }),
        ),
      }),
    ),
    [],
  ),
});

export type WorkshopCase = v.InferOutput<typeof caseSchema>;
export type CaseRound = WorkshopCase['round1'];
export type CaseDimension = WorkshopCase['dimensions'][number];

export const caseRounds = ({ round1, round2 }: WorkshopCase): CaseRound[] =>
  round2 === null ? [round1] : [round1, round2];

/** What somebody answered; what a case does not mention was skipped. */
export const answerIn = (round: CaseRound, dimension: string, person: string): Answer =>
  round.readings[dimension]?.[person] ?? { state: 'skipped', value: null, raw: '' };

/** @returns the case, or in one line what is wrong with it */
export const parseWorkshopCase = (input: unknown): { workshop: WorkshopCase } | { problem: string } => {
  const parsed = v.safeParse(caseSchema, input);
  if (parsed.success) return { workshop: parsed.output };
  const [issue] = parsed.issues;
  return { problem: `Not a workshop-case/1: ${v.getDotPath(issue) ?? 'the file'}: ${issue.message}` };
};
