/**
 * The pulse of a sealed round: how many have answered a question and how many different answers there are. No content,
 * no names, nothing below three answers (S4). The form says that these counts exist.
 */

import type { Answer } from './reading.ts';
import type { Dimension } from './dimension.ts';
import type { DimensionId } from './ids.ts';

/** Fewer answers than this and a question has no pulse. */
export const PULSE_FROM = 3;

export interface DimensionPulse {
  readonly id: DimensionId;
  readonly answered: number;
  readonly different: number;
}

/** Two answers are the same here when their state and their value, or their words, are the same. */
const signature = ({ type }: Dimension, { state, value, raw }: Answer): string => {
  if (state !== 'answered') return state;
  if (value === null || typeof value === 'string') return (value ?? raw).toLowerCase().replace(/\s+/gu, ' ').trim();
  const isSet = type === 'multi' || type === 'persons';
  return JSON.stringify(isSet && Array.isArray(value) ? [...(value as readonly string[])].sort() : value);
};

/** `not_decided` is a full answer; `dont_know` and `skipped` are none. */
const isGiven = ({ state }: Answer): boolean => state === 'answered' || state === 'not_decided';

export const pulseOf = (
  dimensions: readonly Dimension[],
  readings: Iterable<Readonly<Record<string, Answer>>>,
): DimensionPulse[] => {
  const all = [...readings];
  return dimensions.flatMap((dimension) => {
    const given = all.flatMap((answers) => {
      const answer = answers[dimension.id];
      return answer !== undefined && isGiven(answer) ? [signature(dimension, answer)] : [];
    });
    if (given.length < PULSE_FROM) return [];
    return [{ id: dimension.id, answered: given.length, different: new Set(given).size }];
  });
};
