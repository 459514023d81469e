/**
 * Numbers: the same when they differ by no more than the tolerance, in base units. Between units that the question cannot
 * convert nothing is the same: to leave such answers out would make the rest look more alike than the answers are.
 */

import type { DimensionConfig } from '../../board/dimension.ts';
import type { NumberValue } from '../../board/reading.ts';
import { foldKeepingCase } from '../fold.ts';
import { canonicalUnit } from './units.ts';

type NumberConfig = DimensionConfig['number'];

/** An amount on its scale: the question's base unit (an empty name), or a unit that has no way there. */
export interface Measured {
  readonly amount: number;
  readonly scale: string;
}

const formOf = (unit: string): string => canonicalUnit(foldKeepingCase(unit));

export const measured = ({ unit, convert }: NumberConfig): ((value: NumberValue) => Measured) => {
  const factors = new Map<string, number>();
  if (unit !== undefined) factors.set(formOf(unit), 1);
  for (const [name, factor] of Object.entries(convert ?? {})) factors.set(formOf(name), factor);
  // Where the question has no unit at all, every unit that was typed is a base of its own.
  return (value) => {
    const form = formOf(value.unit === '' ? (unit ?? '') : value.unit);
    const amount = value.amount * (factors.get(form) ?? NaN);
    return Number.isFinite(amount) ? { amount, scale: '' } : { amount: value.amount, scale: `unit ${form}` };
  };
};

/** What a computer's fractions may be off: 0.4 − 0.3 is not more than 0.1. */
const SLACK = 1e-14;

export const sameNumber = (config: NumberConfig): ((a: NumberValue, b: NumberValue) => boolean) => {
  const measure = measured(config);
  const hasBase = config.unit !== undefined || Object.keys(config.convert ?? {}).length > 0;
  return (first, second) => {
    const [a, b] = [measure(first), measure(second)];
    if (a.scale !== b.scale) return false;
    if (a.amount === b.amount) return true;
    const larger = Math.max(Math.abs(a.amount), Math.abs(b.amount));
    const slack = SLACK * larger;
    const difference = Math.abs(a.amount - b.amount);
    // An absolute tolerance is in base units; in another unit it would be any amount.
    const absolute = a.scale === '' || !hasBase ? (config.tolerance?.abs ?? 0) : 0;
    // A share of nothing is nothing, so that 0 is only the same as 0; and it does not reach across 0.
    const relative = Math.sign(a.amount) * Math.sign(b.amount) > 0 ? (config.tolerance?.rel ?? 0) * larger : 0;
    return difference <= Math.max(absolute, relative) + slack;
  };
};

/** What is in the base unit first, by amount; then unit by unit. */
export const compareNumbers = (config: NumberConfig): ((a: NumberValue, b: NumberValue) => number) => {
  const measure = measured(config);
  return (first, second) => {
    const [a, b] = [measure(first), measure(second)];
    if (a.scale !== b.scale) return a.scale < b.scale ? -1 : 1;
    return a.amount - b.amount;
  };
};
