/** The words of days in English, as they look once folded. */

import { yearAhead } from './from-today.ts';
import { anyOf } from './grammar.ts';
import type { Moment } from './meaning.ts';

export const MONTHS: Readonly<Record<string, number>> = {
  january: 1,
  jan: 1,
  february: 2,
  feb: 2,
  march: 3,
  mar: 3,
  april: 4,
  apr: 4,
  may: 5,
  june: 6,
  jun: 6,
  july: 7,
  jul: 7,
  august: 8,
  aug: 8,
  september: 9,
  sept: 9,
  sep: 9,
  october: 10,
  oct: 10,
  november: 11,
  nov: 11,
  december: 12,
  dec: 12,
};

/** Monday is 0. */
export const WEEKDAYS: Readonly<Record<string, number>> = {
  monday: 0,
  mon: 0,
  tuesday: 1,
  tues: 1,
  tue: 1,
  wednesday: 2,
  wed: 2,
  thursday: 3,
  thurs: 3,
  thur: 3,
  thu: 3,
  friday: 4,
  fri: 4,
  saturday: 5,
  sat: 5,
  sunday: 6,
  sun: 6,
};

const ORDINAL_WORDS = [
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
  'eleventh',
  'twelfth',
  'thirteenth',
  'fourteenth',
  'fifteenth',
  'sixteenth',
  'seventeenth',
  'eighteenth',
  'nineteenth',
  'twentieth',
  ...['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth'].map((n) => `twenty-${n}`),
  'thirtieth',
  'thirty-first',
];
export const ORDINALS: Readonly<Record<string, number>> = Object.fromEntries(
  ORDINAL_WORDS.map((word, index) => [word, index + 1]),
);

export const COUNTS: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
};

export const MONTH = `(?:${anyOf(Object.keys(MONTHS))})\\.?`;
export const WEEKDAY = `(?:${anyOf(Object.keys(WEEKDAYS))})\\.?`;
export const ORDINAL = anyOf(Object.keys(ORDINALS));
export const COUNT = `\\d{1,3}|${anyOf(Object.keys(COUNTS))}`;
/** One of `(?<year>YEAR)`; the words are counted from today. */
export const YEAR = "(?:19|20|21)\\d\\d|'\\d\\d|this year|next year|last year";

const without = (word: string | undefined): string => (word ?? '').replace(/\.$/, '');
export const monthOf = (word: string | undefined): number => MONTHS[without(word)] ?? NaN;
export const weekdayOfWord = (word: string | undefined): number => WEEKDAYS[without(word)] ?? NaN;
/** 1, 1st or first. */
export const ordinalOf = (word: string | undefined): number => ORDINALS[word ?? ''] ?? parseInt(word ?? '', 10);
export const countOf = (word: string | undefined): number => COUNTS[word ?? ''] ?? Number(word ?? NaN);

export const yearOf = (moment: Moment, word: string | undefined): number | undefined => {
  if (word === undefined) return undefined;
  if (word.endsWith('year')) return yearAhead(moment, word.startsWith('next') ? 1 : word.startsWith('last') ? -1 : 0);
  return word.startsWith("'") ? 2000 + Number(word.slice(1)) : Number(word);
};
