/**
 * A day or period from what somebody typed, in English, Spanish or Japanese, whichever the words are. Precision before
 * recall: what can mean two things is given as both, what is not understood stays what it is. Pure and total.
 *
 * A day or period without a year is the next one that ends today or later. What is said of a date has to be about the
 * date: a clause with a negation, "or later" or "after" in front of it is not read at all.
 */

import { foldForReading } from '../fold.ts';
import { LONGEST_READ, type ReadingLocale } from '../reading-locale.ts';
import { combine } from './combine.ts';
import { dayOfIso, type StatedPeriod } from './days.ts';
import { englishDays } from './english-days.ts';
import { englishPeriods } from './english-periods.ts';
import { englishRelative } from './english-relative.ts';
import { findAll, type Rule } from './grammar.ts';
import { japaneseDays } from './japanese-days.ts';
import { japanesePeriods } from './japanese-periods.ts';
import { numericRules } from './numeric.ts';
import { spanishDays } from './spanish-days.ts';
import { spanishPeriods } from './spanish-periods.ts';
import { namesCondition } from './surroundings.ts';

export interface DateContext {
  /** ISO day in the board's time zone. */
  readonly today: string;
  readonly locale: ReadingLocale;
  /** Which reading of 3/4 is offered first; it is never decided by this. */
  readonly prefersDayFirst?: boolean;
}

export type ReadDate =
  | { readonly kind: 'period'; readonly value: StatedPeriod }
  /** The likeliest first. */
  | { readonly kind: 'ambiguous'; readonly readings: readonly StatedPeriod[] }
  /** "When the loan is paid": something is waited for, and no day is named. */
  | { readonly kind: 'condition' }
  | { readonly kind: 'none' };

const RULES: readonly Rule[] = [
  ...numericRules,
  ...englishDays,
  ...englishPeriods,
  ...englishRelative,
  ...spanishDays,
  ...spanishPeriods,
  ...japaneseDays,
  ...japanesePeriods,
];

const NONE: ReadDate = { kind: 'none' };

export const readDate = (text: string, { today, locale, prefersDayFirst }: DateContext): ReadDate => {
  const day = dayOfIso(today);
  if (day === undefined || text.length > LONGEST_READ) return NONE;
  const folded = foldForReading(text);
  const found = findAll(folded, RULES, { today: day, locale, prefersDayFirst });
  if (found.length === 0) return namesCondition(folded) ? { kind: 'condition' } : NONE;
  const [first, ...others] = combine(found);
  if (first === undefined) return NONE;
  return others.length === 0 ? { kind: 'period', value: first } : { kind: 'ambiguous', readings: [first, ...others] };
};
