/** How far ahead the days lie that people gave to a question before: the ground for suggesting a tolerance. Pure. */

import type { HungReading } from '../../session/wall-session.svelte.ts';

const DAY_MS = 86_400_000;
/** Beyond it, a tolerance of a week is suggested. */
export const FAR_DAYS = 60;

const endOf = (reading: HungReading, dimensionId: string): number | undefined => {
  if ('withdrawn' in reading) return undefined;
  const value = reading.answers[dimensionId]?.value;
  if (value === undefined || value === null || typeof value !== 'object' || !('end' in value)) return undefined;
  const atMs = Date.parse(`${value.end}T00:00:00Z`);
  return Number.isNaN(atMs) ? undefined : atMs;
};

/** Days from `nowMs` to the last day given; undefined where nobody gave one. */
export const horizonDays = (
  readings: readonly HungReading[],
  dimensionId: string,
  nowMs: number,
): number | undefined => {
  const ends = readings.flatMap((reading) => endOf(reading, dimensionId) ?? []);
  return ends.length === 0 ? undefined : Math.round((Math.max(...ends) - nowMs) / DAY_MS);
};
