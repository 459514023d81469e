/** The language of this folder, and how it counts and writes days and times. */

import { pluralIn } from '../plural.ts';

export const LOCALE = 'en-GB';

export const plural = pluralIn(LOCALE);

/** "one", "two" … "twelve", then digits: counts inside sentences about people. */
const WORDS = [
  'none',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];
export const countWord = (count: number): string => WORDS[count] ?? new Intl.NumberFormat(LOCALE).format(count);

const dayFormat = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });

/** @param day ISO 8601 */
export const sayDay = (day: string): string => {
  const atMs = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(atMs) ? day : dayFormat.format(atMs);
};

/** @param atMs milliseconds since 1970 */
export const sayTime = (atMs: number, timeZone: string): string =>
  new Intl.DateTimeFormat(LOCALE, { hour: '2-digit', minute: '2-digit', timeZone }).format(atMs);

/** "Ana", "Ana and Ben", "Ana, Ben and Chloe". */
export const sayList = (items: readonly string[]): string =>
  new Intl.ListFormat(LOCALE, { style: 'long', type: 'conjunction' }).format(items);
