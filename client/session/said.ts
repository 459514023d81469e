/**
 * What was said before anything was written: nods and sure, as counts of readings. Pure. Late readings are not counted
 * here, and below five people no average is made (M6).
 */

import type { Nod } from '../../shared/board/reading.ts';

export const FISTS = [0, 1, 2, 3, 4, 5] as const;
export type Fist = (typeof FISTS)[number];

const AVERAGE_FROM = 5;
const AT_LEAST = 3;

export interface NodOf {
  readonly readingId: string;
  readonly nod: Nod | null;
}

export interface Said {
  /** Six columns, 0 to 5, always all of them. */
  readonly columns: readonly { readonly fist: Fist; readonly readings: readonly string[] }[];
  readonly nodded: number;
  readonly atLeast3: number;
  /** As they were typed. */
  readonly reasons: readonly { readonly readingId: string; readonly fist: number | null; readonly reason: string }[];
  /** Every figure that was given, 0 to 100, smallest first. */
  readonly sure: readonly { readonly value: number; readonly readings: readonly string[] }[];
  readonly sureCount: number;
  /** Plain average in whole steps; undefined below five. */
  readonly meanSure: number | undefined;
}

const sureGroups = (given: readonly NodOf[]): Said['sure'] => {
  const groups = new Map<number, string[]>();
  for (const { readingId, nod } of given) {
    if (typeof nod?.sure !== 'number') continue;
    groups.set(nod.sure, [...(groups.get(nod.sure) ?? []), readingId]);
  }
  return [...groups].sort(([a], [b]) => a - b).map(([value, readings]) => ({ value, readings }));
};

/** @param given in the order in which readings are shown */
export const saidIn = (given: readonly NodOf[]): Said => {
  const columns = FISTS.map((fist) => ({
    fist,
    readings: given.filter(({ nod }) => nod?.fist === fist).map(({ readingId }) => readingId),
  }));
  const sure = sureGroups(given);
  const sureCount = sure.reduce((count, { readings }) => count + readings.length, 0);
  const sum = sure.reduce((total, { value, readings }) => total + value * readings.length, 0);
  return {
    columns,
    nodded: columns.reduce((count, { readings }) => count + readings.length, 0),
    atLeast3: columns
      .filter(({ fist }) => fist >= AT_LEAST)
      .reduce((count, { readings }) => count + readings.length, 0),
    reasons: given.flatMap(({ readingId, nod }) =>
      nod?.reason === undefined ? [] : [{ readingId, fist: nod.fist, reason: nod.reason }],
    ),
    sure,
    sureCount,
    meanSure: sureCount < AVERAGE_FROM ? undefined : Math.round(sum / sureCount),
  };
};
