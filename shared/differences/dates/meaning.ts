/**
 * What a piece of text can say about days, whatever the language. A rule of a grammar ends in one of these; `read-date`
 * lays the pieces of one answer together.
 */

import type { ReadingLocale } from '../reading-locale.ts';
import {
  calendarDayOf,
  dayOfCalendar,
  dayOfIso,
  lastOfMonth,
  months,
  period,
  singleDay,
  thirdOfMonth,
  weekdayOf,
  weekOfYear,
  type Day,
  type StatedPeriod,
  type Third,
} from './days.ts';

/** What a reader knows beside the text. */
export interface Moment {
  readonly today: Day;
  readonly locale: ReadingLocale;
  /** Whether 3/4 rather is 3 April; undefined where nobody knows. */
  readonly prefersDayFirst: boolean | undefined;
}

/**
 * Several `periods` are what the same words may mean; they exclude each other. A `weekday` or a `day_of_month` narrows
 * down what stands beside it, and means `alone` when nothing does. `unreadable` speaks of days in a way that is not
 * read here: then nothing else in the text is trusted either.
 */
export type Meaning =
  | { readonly kind: 'periods'; readonly periods: readonly StatedPeriod[]; readonly isEnd?: boolean }
  | { readonly kind: 'weekday'; readonly weekday: number; readonly alone: readonly StatedPeriod[] }
  | { readonly kind: 'day_of_month'; readonly day: number; readonly alone: readonly StatedPeriod[] }
  | { readonly kind: 'unreadable' };

export const UNREADABLE: Meaning = { kind: 'unreadable' };

/** Each once, in the order given, which is from the likeliest on. */
export const distinct = (periods: readonly (StatedPeriod | undefined)[]): StatedPeriod[] => {
  const seen = new Map<string, StatedPeriod>();
  for (const found of periods) {
    if (found !== undefined) seen.set(`${found.start} ${found.end}`, seen.get(`${found.start} ${found.end}`) ?? found);
  }
  return [...seen.values()];
};

/** A day that the calendar does not have makes the whole unreadable rather than leaving half of it. */
export const oneOf = (...periods: readonly (StatedPeriod | undefined)[]): Meaning => {
  const found = distinct(periods);
  return found.length === 0 ? UNREADABLE : { kind: 'periods', periods: found };
};

/** The end of something: "before the end of June" is no day earlier than "by the end of June". */
export const endOf = (...periods: readonly (StatedPeriod | undefined)[]): Meaning => {
  const found = oneOf(...periods);
  return found.kind === 'periods' ? { ...found, isEnd: true } : found;
};

/** From the first day of one to the last of the other. */
export const spanOf = (first: StatedPeriod | undefined, second: StatedPeriod | undefined): Meaning => {
  const [from, to] = [dayOfIso(first?.start ?? ''), dayOfIso(second?.end ?? '')];
  return from === undefined || to === undefined ? UNREADABLE : oneOf(period(from, to, 'span'));
};

/** Either of two; when one of them is no day of the calendar, neither is trusted. */
export const bothOf = (first: StatedPeriod | undefined, second: StatedPeriod | undefined): Meaning =>
  first === undefined || second === undefined ? UNREADABLE : oneOf(first, second);

/** Without a year it is the next one: the first that ends today or later. Eight years on for a 29 February. */
export const inNextYear = (
  { today }: Moment,
  year: number | undefined,
  make: (year: number) => StatedPeriod | undefined,
): StatedPeriod | undefined => {
  if (year !== undefined) return make(year);
  const from = calendarDayOf(today).year - 1;
  const todayIso = singleDay(today)?.end ?? '';
  for (let candidate = from; candidate <= from + 9; candidate++) {
    const found = make(candidate);
    if (found !== undefined && found.end >= todayIso) return found;
  }
  return undefined;
};

export const onDay = (moment: Moment, month: number, day: number, year?: number): StatedPeriod | undefined =>
  inNextYear(moment, year, (candidate) => singleDay(dayOfCalendar({ year: candidate, month, day })));

export const inMonth = (moment: Moment, month: number, year?: number): StatedPeriod | undefined =>
  month < 1 || month > 12 ? undefined : inNextYear(moment, year, (candidate) => months(candidate, month, 1, 'month'));

/**
 * "January" alone is said for the whole of it and for its first day; which one, only the writer knows. In the middle of
 * January it is the whole.
 */
export const wholeOrFirst = ({ today }: Moment, whole: StatedPeriod | undefined): Meaning => {
  if (whole === undefined) return UNREADABLE;
  const todayIso = singleDay(today)?.end ?? '';
  const isRunning = whole.start < todayIso && todayIso <= whole.end;
  return isRunning ? oneOf(whole) : oneOf(whole, { start: whole.start, end: whole.start, precision: 'day' });
};

export const endOfMonth = (moment: Moment, month: number, year?: number): Meaning =>
  endOf(inNextYear(moment, year, (candidate) => singleDay(lastOfMonth(candidate, month))));

export const inThird = (moment: Moment, third: Third, month: number, year?: number): StatedPeriod | undefined =>
  inNextYear(moment, year, (candidate) => thirdOfMonth(candidate, month, third));

/** The first days of a month, or the very first: "the beginning of April" is said for both. */
export const atStart = (moment: Moment, month: number, year?: number): Meaning =>
  oneOf(inThird(moment, 'early', month, year), onDay(moment, month, 1, year));

/** Half of a month: the 1st to the 15th, and what follows. */
export const inHalfMonth = (moment: Moment, half: number, month: number, year?: number): StatedPeriod | undefined =>
  inNextYear(moment, year, (candidate) => {
    const last = lastOfMonth(candidate, month);
    const first = last - calendarDayOf(last).day + 1;
    return half === 1 ? period(first, first + 14, 'span') : period(first + 15, last, 'span');
  });

export const inQuarter = (moment: Moment, quarter: number, year?: number): StatedPeriod | undefined =>
  inNextYear(moment, year, (candidate) => months(candidate, quarter * 3 - 2, 3, 'quarter'));

export const inHalf = (moment: Moment, half: number, year?: number): StatedPeriod | undefined =>
  inNextYear(moment, year, (candidate) => months(candidate, half * 6 - 5, 6, 'half'));

export const inWeek = (moment: Moment, week: number, year?: number): StatedPeriod | undefined =>
  inNextYear(moment, year, (candidate) => weekOfYear(candidate, week));

/** The first, second … or last such weekday of a month. */
export const nthWeekday = (
  moment: Moment,
  nth: number | 'last',
  weekday: number,
  month: number,
  year?: number,
): StatedPeriod | undefined =>
  inNextYear(moment, year, (candidate) => {
    const last = lastOfMonth(candidate, month);
    // Most months have no fifth one, and nobody waits for a year that has.
    if (nth !== 'last' && nth > 4) return undefined;
    if (nth === 'last') return singleDay(last - ((weekdayOf(last) - weekday + 7) % 7));
    const first = last - calendarDayOf(last).day + 1;
    const found = first + ((weekday - weekdayOf(first) + 7) % 7) + (nth - 1) * 7;
    return found > last ? undefined : singleDay(found);
  });

/** The 15th, of this month or the next that has one. */
export const dayOfMonth = ({ today }: Moment, day: number): Meaning => {
  const { year, month } = calendarDayOf(today);
  for (let ahead = 0; ahead <= 2; ahead++) {
    const at = dayOfCalendar({
      year: year + Math.floor((month - 1 + ahead) / 12),
      month: ((month - 1 + ahead) % 12) + 1,
      day,
    });
    if (at !== undefined && at >= today) return { kind: 'day_of_month', day, alone: distinct([singleDay(at)]) };
  }
  return UNREADABLE;
};
