/**
 * Days counted from today: tomorrow, next week, Friday. People begin their week on Monday or on Sunday and mean one of
 * two weeks by "next Friday"; wherever that makes a difference, all days it can be are given, none is picked.
 */

import {
  addMonths,
  calendarDayOf,
  dayOfCalendar,
  lastOfMonth,
  mondayOf,
  months,
  period,
  singleDay,
  weekdayOf,
  type Day,
  type StatedPeriod,
} from './days.ts';
import { endOf, oneOf, UNREADABLE, type Meaning, type Moment } from './meaning.ts';

const SUNDAY = 6;
const byTime = (days: readonly Day[]): (StatedPeriod | undefined)[] => [...days].sort((a, b) => a - b).map(singleDay);

/** That weekday in this week (0), the next (1) …, for a week from Monday and for one from Sunday. */
const inWeeks = (today: Day, ahead: number, weekday: number): Day[] => {
  const sunday = weekdayOf(today) === SUNDAY ? today : mondayOf(today) - 1;
  return [mondayOf(today) + ahead * 7 + weekday, sunday + ahead * 7 + ((weekday + 1) % 7)];
};

/** Today counts. */
const coming = (today: Day, weekday: number): Day => today + ((weekday - weekdayOf(today) + 7) % 7);

/** "Friday": the coming one, or the one after. */
export const someWeekday = ({ today }: Moment, weekday: number): Meaning => {
  const first = coming(today, weekday);
  const alone = byTime([first, first + 7]).filter((found) => found !== undefined);
  return { kind: 'weekday', weekday, alone };
};

/** "Friday the 13th": the next 13th that is a Friday, within a year. */
export const weekdayAndDay = (moment: Moment, weekday: number, day: number): Meaning => {
  const { year, month } = calendarDayOf(moment.today);
  for (let ahead = 0; ahead <= 12; ahead++) {
    const at = dayOfCalendar({ year, month: 1, day: 1 });
    const first = at === undefined ? undefined : addMonths(at, month - 1 + ahead);
    const found = first === undefined ? undefined : dayOfCalendar({ ...calendarDayOf(first), day });
    if (found !== undefined && found >= moment.today && weekdayOf(found) === weekday) return oneOf(singleDay(found));
  }
  return UNREADABLE;
};

export const thisWeekday = ({ today }: Moment, weekday: number): Meaning => {
  const first = coming(today, weekday);
  return mondayOf(first) === mondayOf(today) ? oneOf(singleDay(first)) : oneOf(singleDay(first), singleDay(first - 7));
};

/** The first one after today, or that of the next week; often these are the same day. */
export const nextWeekday = ({ today }: Moment, weekday: number): Meaning =>
  oneOf(...byTime([coming(today + 1, weekday), ...inWeeks(today, 1, weekday)]));

export const lastWeekday = ({ today }: Moment, weekday: number): Meaning =>
  oneOf(...byTime([coming(today - 7, weekday), ...inWeeks(today, -1, weekday)]));

/** Friday of next week. */
export const weekdayInWeek = ({ today }: Moment, ahead: number, weekday: number): Meaning =>
  oneOf(...byTime(inWeeks(today, ahead, weekday)));

const weekFrom = (monday: Day): StatedPeriod | undefined => period(monday, monday + 6, 'week');

/** On a Sunday, next week begins tomorrow or has just been put off by a week. */
export const weekAhead = ({ today }: Moment, ahead: number): Meaning => {
  const monday = mondayOf(today) + ahead * 7;
  return weekdayOf(today) === SUNDAY && ahead !== 0
    ? oneOf(weekFrom(monday), weekFrom(monday + 7))
    : oneOf(weekFrom(monday));
};

/** Its Friday or its Sunday. */
export const endOfWeekAhead = ({ today }: Moment, ahead: number): Meaning => {
  const monday = mondayOf(today) + ahead * 7;
  return endOf(...byTime([monday + 4, monday + 6].filter((day) => ahead !== 0 || day >= today)));
};

const weekendOf = (monday: Day): StatedPeriod | undefined => period(monday + 5, monday + 6, 'weekend');

export const thisWeekend = ({ today }: Moment): Meaning => oneOf(weekendOf(mondayOf(today)));

/** The coming one or the one after. */
export const someWeekend = ({ today }: Moment): Meaning =>
  oneOf(weekendOf(mondayOf(today)), weekendOf(mondayOf(today) + 7));

/** The one at the end of a week. */
export const weekendOfWeek = ({ today }: Moment, ahead: number): Meaning =>
  oneOf(weekendOf(mondayOf(today) + ahead * 7));

/** The first one that has not begun, or that of the next week; from Saturday on these are the same. */
export const nextWeekend = ({ today }: Moment): Meaning => {
  const next = weekendOf(mondayOf(today) + 7);
  return weekdayOf(today) >= 5 ? oneOf(next) : oneOf(weekendOf(mondayOf(today)), next);
};

export const monthAhead = ({ today }: Moment, ahead: number): { readonly year: number; readonly month: number } =>
  calendarDayOf(addMonths(today, ahead));

export const wholeMonthAhead = (moment: Moment, ahead: number): Meaning => {
  const { year, month } = monthAhead(moment, ahead);
  return oneOf(months(year, month, 1, 'month'));
};

export const endOfMonthAhead = (moment: Moment, ahead: number): Meaning => {
  const { year, month } = monthAhead(moment, ahead);
  return endOf(singleDay(lastOfMonth(year, month)));
};

/** This quarter (3 months) or half (6): 0, the next: 1. */
const blockAhead = ({ today }: Moment, size: 3 | 6, ahead: number): StatedPeriod | undefined => {
  const { year, month } = calendarDayOf(today);
  const first = Math.floor((month - 1) / size) * size + 1 + ahead * size;
  return months(year, first, size, size === 3 ? 'quarter' : 'half');
};
export const quarterAhead = (moment: Moment, ahead: number): StatedPeriod | undefined => blockAhead(moment, 3, ahead);
export const halfAhead = (moment: Moment, ahead: number): StatedPeriod | undefined => blockAhead(moment, 6, ahead);

export const yearAhead = ({ today }: Moment, ahead: number): number => calendarDayOf(today).year + ahead;

export type Unit = 'day' | 'week' | 'month' | 'year';

const dayAfter = (today: Day, count: number, unit: Unit): Day => {
  switch (unit) {
    case 'day':
      return today + count;
    case 'week':
      return today + count * 7;
    case 'month':
      return addMonths(today, count);
    case 'year':
      return addMonths(today, count * 12);
  }
};

/** In two weeks; with a count below zero, two weeks ago. */
export const inSome = ({ today }: Moment, count: number, unit: Unit): Meaning =>
  oneOf(singleDay(dayAfter(today, count, unit)));

/** Within two weeks: from today on. */
export const withinSome = ({ today }: Moment, count: number, unit: Unit): Meaning =>
  oneOf(period(today, dayAfter(today, count, unit), 'span'));
