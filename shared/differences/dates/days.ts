/**
 * Days as whole numbers since 1 January 1970, and the periods people name by them. Weeks begin on Monday (ISO 8601). A
 * day or period that the calendar does not have, or that has no year of four digits, is undefined.
 */

import type { DateValue } from '../../board/reading.ts';

/** What was stated: the unit of the period, or a `span` from one day to another. A `third` is early, mid or late. */
export const DATE_PRECISIONS = ['day', 'weekend', 'week', 'third', 'month', 'quarter', 'half', 'year', 'span'] as const;
export type DatePrecision = (typeof DATE_PRECISIONS)[number];

export interface StatedPeriod extends DateValue {
  readonly precision: DatePrecision;
}

export type Day = number;
const MS_OF_DAY = 86_400_000;

/** @returns the day of a valid ISO 8601 day */
export const dayOfIso = (iso: string): Day | undefined => {
  const atMs = /^\d{4}-\d{2}-\d{2}$/.test(iso) ? Date.parse(`${iso}T00:00:00Z`) : NaN;
  return Number.isNaN(atMs) || !new Date(atMs).toISOString().startsWith(iso) ? undefined : atMs / MS_OF_DAY;
};

const isoOfDay = (day: Day): string => new Date(day * MS_OF_DAY).toISOString().slice(0, 10);
const FIRST_DAY = Date.UTC(1000, 0, 1) / MS_OF_DAY;
const LAST_DAY = Date.UTC(9999, 11, 31) / MS_OF_DAY;

export interface CalendarDay {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
}

export const calendarDayOf = (day: Day): CalendarDay => {
  const date = new Date(day * MS_OF_DAY);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
};

export const dayOfCalendar = ({ year, month, day }: CalendarDay): Day | undefined => {
  const found = Date.UTC(year, month - 1, day) / MS_OF_DAY;
  const isReal = year >= 1000 && year <= 9999 && month >= 1 && month <= 12 && day >= 1;
  return isReal && calendarDayOf(found).day === day ? found : undefined;
};

/** 0 is Monday. */
export const weekdayOf = (day: Day): number => (((day + 3) % 7) + 7) % 7;
export const mondayOf = (day: Day): Day => day - weekdayOf(day);

export const period = (start: Day, end: Day, precision: DatePrecision): StatedPeriod | undefined =>
  start >= FIRST_DAY && end <= LAST_DAY && start <= end
    ? { start: isoOfDay(start), end: isoOfDay(end), precision }
    : undefined;

export const singleDay = (day: Day | undefined): StatedPeriod | undefined =>
  day === undefined ? undefined : period(day, day, 'day');

/** Month 13 is January of the next year. */
const firstOfMonth = (year: number, month: number): Day => Date.UTC(year, month - 1, 1) / MS_OF_DAY;
export const lastOfMonth = (year: number, month: number): Day => firstOfMonth(year, month + 1) - 1;

/** Whole months: a month, a quarter, a half, a year. */
export const months = (
  year: number,
  firstMonth: number,
  count: number,
  precision: DatePrecision,
): StatedPeriod | undefined =>
  period(firstOfMonth(year, firstMonth), lastOfMonth(year, firstMonth + count - 1), precision);

/** Early is the 1st to the 10th, mid the 11th to the 20th, late the rest; Japanese has a word for each. */
export type Third = 'early' | 'mid' | 'late';

export const thirdOfMonth = (year: number, month: number, third: Third): StatedPeriod | undefined => {
  const first = firstOfMonth(year, month);
  const last = lastOfMonth(year, month);
  return third === 'late'
    ? period(first + 20, last, 'third')
    : period(third === 'early' ? first : first + 10, third === 'early' ? first + 9 : first + 19, 'third');
};

/** ISO 8601 week of a year; undefined where the year has no such week. */
export const weekOfYear = (year: number, week: number): StatedPeriod | undefined => {
  const firstMonday = mondayOf(Date.UTC(year, 0, 4) / MS_OF_DAY);
  const monday = firstMonday + (week - 1) * 7;
  const nextYears = mondayOf(Date.UTC(year + 1, 0, 4) / MS_OF_DAY);
  return week >= 1 && monday < nextYears ? period(monday, monday + 6, 'week') : undefined;
};

/** The same day some months later, or the last day of a month that is too short. */
export const addMonths = (day: Day, count: number): Day => {
  const { year, month, day: ofMonth } = calendarDayOf(day);
  return Math.min(firstOfMonth(year, month + count) + ofMonth - 1, lastOfMonth(year, month + count));
};
