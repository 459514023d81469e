/**
 * What is written behind a number to multiply it, and the shape of a number that was found in a text. `digit-amount` and
 * `word-amount` find them; only `piece` puts them together.
 */

import type { ReadingLocale } from '../reading-locale.ts';

export interface Amount {
  readonly kind: 'amount';
  /** What it can be, the likeliest first. */
  readonly amounts: readonly number[];
  /** Characters, the scale included. */
  readonly length: number;
  /** Power of ten that a letter or word multiplied it by; 0 for none. */
  readonly scale: number;
  /** Where the scale begins, which may be half of a unit: the k of k€. */
  readonly scaleAt: number;
  /** Read only where something that can be counted follows: "one", "half a". */
  readonly needsUnit: boolean;
}
/** What only looks like an amount is passed over; what makes the whole text doubtful is unreadable. */
export type AmountAt = Amount | { readonly kind: 'passed'; readonly length: number } | { readonly kind: 'unreadable' };

export const passed = (length: number): AmountAt => ({ kind: 'passed', length });

export const amountOf = (
  amounts: readonly number[],
  length: number,
  { scale = 0, scaleAt = length, needsUnit = false }: Partial<Pick<Amount, 'scale' | 'scaleAt' | 'needsUnit'>> = {},
): Amount => ({ kind: 'amount', amounts, length, scale, scaleAt, needsUnit });

export interface AmountContext {
  readonly locale: ReadingLocale;
  /** Whether money is asked for or was typed: then m is a million. */
  readonly isMoney: boolean;
}

const SCALES: readonly (readonly [RegExp, number, 'money' | 'any'])[] = [
  [/^ ?(?:k|tsd\.?|thousand)(?![\p{Script=Latin}\p{N}])/iu, 3, 'any'],
  [/^ ?(?:M|[mM]n|[mM]io\.?|[mM]ill?\.|[mM]illions?|[mM]illon(?:es)?)(?![\p{Script=Latin}\p{N}])/u, 6, 'any'],
  [/^ ?m(?![\p{Script=Latin}\p{N}])/u, 6, 'money'],
  [/^ ?(?:bn|billion|mrd\.?|mil millones)(?![\p{Script=Latin}\p{N}])/iu, 9, 'any'],
  [/^ ?b(?![\p{Script=Latin}\p{N}])/iu, 9, 'money'],
  [/^ hundred(?![\p{Script=Latin}\p{N}])/iu, 2, 'any'],
];
/** A thousand in Spanish; a million, as slang, in English. */
const MIL = /^ ?mil(?![\p{Script=Latin}\p{N}])/iu;

export const scaleAt = (rest: string, { locale, isMoney }: AmountContext): { power: number; length: number } => {
  for (const [pattern, power, where] of SCALES) {
    const match = where === 'any' || isMoney ? pattern.exec(rest) : null;
    if (match !== null) return { power, length: match[0].length };
  }
  const mil = locale === 'es' ? MIL.exec(rest) : null;
  return mil === null ? { power: 0, length: 0 } : { power: 3, length: mil[0].length };
};
