/** The words of days in Japanese: years of the calendar, of Reiwa and of the fiscal year, months by number or by distance. */

import { kanjiNumber } from '../numbers/kanji.ts';
import { monthAhead, yearAhead } from './from-today.ts';
import type { Mean } from './grammar.ts';
import type { Moment } from './meaning.ts';

/** A number of a day or a month. */
export const N = '\\d{1,2}|[一二三四五六七八九十]{1,3}';
export const COUNT = '\\d{1,3}|[一二三四五六七八九十]{1,3}';
const WRITTEN_YEAR = '(?:19|20|21)\\d\\d|令和(?:\\d{1,2}|元)';
export const YEAR = `(?:(?<year>${WRITTEN_YEAR}|今|来|再来|去|昨) ?年の? ?)?`;
export const MONTH = `(?:${YEAR}(?<month>${N}) ?月|(?<ahead>今|来|再来|先)月)`;
export const AHEAD: Readonly<Record<string, number>> = { 今: 0, 来: 1, 再来: 2, 先: -1, 去: -1, 昨: -1 };

export const numberOf = (text: string | undefined): number =>
  text === undefined ? NaN : /^\d+$/.test(text) ? Number(text) : (kanjiNumber(text) ?? NaN);

export const yearOf = (moment: Moment, word: string | undefined): number | undefined => {
  if (word === undefined) return undefined;
  const ahead = AHEAD[word];
  if (ahead !== undefined) return yearAhead(moment, ahead);
  // The first year of Reiwa was 2019.
  return word.startsWith('令和') ? 2018 + (word === '令和元' ? 1 : Number(word.slice(2))) : Number(word);
};

export type Groups = Parameters<Mean>[0];
export const monthIn = (
  { month, year, ahead }: Groups,
  moment: Moment,
): { month: number; year: number | undefined } => {
  if (ahead !== undefined) return monthAhead(moment, AHEAD[ahead] ?? 0);
  const number = numberOf(month);
  return { month: number >= 1 && number <= 12 ? number : NaN, year: yearOf(moment, year) };
};

const WEEKDAYS = '月火水木金土日';
export const weekdayOf = (kanji: string | undefined): number => WEEKDAYS.indexOf(kanji ?? '?');
export const WEEKDAY = `(?<weekday>[${WEEKDAYS}])曜日?`;
export const WEEKDAY_SHORT = `\\((?<short>[${WEEKDAYS}])\\)`;

/** The fiscal year that is running. */
export const fiscalYear = (moment: Moment): number => {
  const { year, month } = monthAhead(moment, 0);
  return month >= 4 ? year : year - 1;
};
/** The 度 follows. */
export const FISCAL_YEAR = `(?:(?:(?<year>${WRITTEN_YEAR}) ?|(?<which>今|本|来))年?)`;
export const fiscalYearOf = ({ year, which }: Groups, moment: Moment): number | undefined =>
  which === undefined ? yearOf(moment, year) : fiscalYear(moment) + (which === '来' ? 1 : 0);

/** 一年内 is within a year, and not within this one. */
export const isCounted = (text: string, from: number): boolean =>
  /[\d一二三四五六七八九十半数]$/u.test(text.slice(0, from));
