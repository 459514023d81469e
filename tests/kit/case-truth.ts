/** What is known about the written workshops: what a careful person sees in them, and the figures worked out elsewhere. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { casePath } from './workshop-cases.ts';

const differenceSchema = v.object({
  dimension: v.string(),
  kind: v.string(),
  groups: v.array(v.object({ label: v.string(), who: v.array(v.string()) })),
});
const sameSchema = v.object({ dimension: v.string(), who: v.array(v.string()), why: v.string() });

/** Dimension → people whose texts mean the same to a careful reader. */
const sortingSchema = v.record(v.string(), v.array(v.array(v.string())));

const truthSchema = v.object({
  truth: v.object({
    differences: v.array(differenceSchema),
    differences_round2: v.optional(v.array(differenceSchema), []),
    must_not_flag: v.array(sameSchema),
    text_groups: sortingSchema,
    text_groups_round2: v.optional(sortingSchema, {}),
  }),
});

export type CaseTruth = v.InferOutput<typeof truthSchema>['truth'];

export const readTruth = (name: string): CaseTruth =>
  v.parse(truthSchema, JSON.parse(readFileSync(casePath(name), 'utf8'))).truth;

/** Of one dimension in one round. */
const figuresSchema = v.object({
  n_readings: v.number(),
  n_no_reading: v.number(),
  same_pairs: v.optional(v.number()),
});
const roundSchema = v.optional(v.record(v.string(), figuresSchema), {});
const measuresSchema = v.object({
  cases: v.record(v.string(), v.object({ round1: roundSchema, round2: roundSchema })),
});

export type CaseFigures = v.InferOutput<typeof figuresSchema>;

/** The figures of a case, round by round, by dimension. */
export const readFigures = (name: string): readonly Readonly<Record<string, CaseFigures>>[] => {
  const path = join(import.meta.dirname, '..', 'cases', 'expected', 'measures.json');
  const { cases } = v.parse(measuresSchema, JSON.parse(readFileSync(path, 'utf8')));
  const found = cases[name];
  if (found === undefined) throw new Error(`No figures for ${name}`);
  return [found.round1, found.round2];
};
