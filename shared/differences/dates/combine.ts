/**
 * The pieces of one answer laid together: "mid-September, the 15th" narrows down, "1 March to 15 March" spans, "1 or 15
 * March" stays open. Pieces that exclude each other are all given; one that is not understood makes the whole unread.
 */

import {
  calendarDayOf,
  dayOfCalendar,
  dayOfIso,
  period,
  singleDay,
  weekdayOf,
  type Day,
  type StatedPeriod,
} from './days.ts';
import type { Found } from './grammar.ts';
import { distinct, type Meaning } from './meaning.ts';
import { surroundingsOf } from './surroundings.ts';

/** More than these, and somebody wrote a plan. */
const MOST_READINGS = 4;

type Join = 'range' | 'choice' | 'none';

const RANGE = /^(?:-|~|to|until|till|through|a|al|hasta|から)(?: the| el)?$/u;
const PAIR = /^(?:and|y|と)(?: the| el)?$/u;
const CHOICE = /^(?:,? ?(?:or|and|y|o|u)|&|\/|か|または|もしくは|と)(?: (?:the|el|on|by))?$/u;
const BETWEEN = /(?:^|[^\p{L}])(?:between|entre)(?: the| el)?$/u;

const joinOf = (left: Found, right: Found): Join => {
  const text = left.text.slice(left.to, right.from).trim();
  if (RANGE.test(text)) return 'range';
  if (PAIR.test(text) && BETWEEN.test(left.text.slice(0, left.from).trim())) return 'range';
  return CHOICE.test(text) ? 'choice' : 'none';
};

const daysOf = ({ start, end }: StatedPeriod): { from: Day; to: Day } => ({
  from: dayOfIso(start) ?? NaN,
  to: dayOfIso(end) ?? NaN,
});

/** "Before April" ends with March; "before 1 April" may or may not. */
const earlier = (meaning: Meaning): readonly StatedPeriod[] => {
  if (meaning.kind !== 'periods') return [];
  if (meaning.isEnd === true) return meaning.periods;
  const dayBefore = (found: StatedPeriod): StatedPeriod | undefined => singleDay(daysOf(found).from - 1);
  const isLonger = meaning.periods.some(({ start, end }) => start !== end);
  return distinct(meaning.periods.flatMap((found) => (isLonger ? [dayBefore(found)] : [dayBefore(found), found])));
};

const isInside = (inner: StatedPeriod, outer: StatedPeriod): boolean =>
  inner.start >= outer.start && inner.end <= outer.end;

/** What both can mean: the narrower of two periods of which one lies in the other. */
const narrowed = (a: readonly StatedPeriod[], b: readonly StatedPeriod[]): StatedPeriod[] =>
  distinct(a.flatMap((p) => b.map((q) => (isInside(q, p) ? q : isInside(p, q) ? p : undefined))));

const eachDay = (found: StatedPeriod, isMeant: (day: Day) => boolean): (StatedPeriod | undefined)[] => {
  const { from, to } = daysOf(found);
  const meant: (StatedPeriod | undefined)[] = [];
  // A day of the month or of the week says nothing in a year.
  if (to - from <= 100) for (let day = from; day <= to; day++) if (isMeant(day)) meant.push(singleDay(day));
  return meant;
};

/** The written weekday and the written day are two different days: both are given. */
const withNearest = (found: StatedPeriod, weekday: number): (StatedPeriod | undefined)[] => {
  const { from } = daysOf(found);
  const off = ((weekday - weekdayOf(from) + 10) % 7) - 3;
  return [found, singleDay(from + off)];
};

const onWeekday = (periods: readonly StatedPeriod[], weekday: number): StatedPeriod[] => {
  const fitting = distinct(periods.flatMap((found) => eachDay(found, (day) => weekdayOf(day) === weekday)));
  return fitting.length > 0 ? fitting : distinct(periods.flatMap((found) => withNearest(found, weekday)));
};

/** In the month of a day or period that stands before it: 3月1日から3日. */
const sameMonth = (left: readonly StatedPeriod[], day: number): StatedPeriod[] =>
  distinct(left.map((found) => singleDay(dayOfCalendar({ ...calendarDayOf(daysOf(found).from), day }))));

const spanning = (left: readonly StatedPeriod[], right: readonly StatedPeriod[]): StatedPeriod[] => {
  const starts = new Set(left.map(({ start }) => start));
  const [first, last] = [left[0], right[0]];
  const isCertain = starts.size === 1 && new Set(right.map(({ start }) => start)).size === 1;
  if (first === undefined || last === undefined || !isCertain) return [];
  return distinct([period(daysOf(first).from, daysOf(last).to, 'span')]);
};

interface Sum {
  periods: readonly StatedPeriod[] | undefined;
  weekday: number | undefined;
  day: Extract<Meaning, { kind: 'day_of_month' }> | undefined;
  isOpen: boolean;
}

/** Undefined where the pieces make no sense together. */
const add = (sum: Sum, meaning: Meaning, periods: readonly StatedPeriod[], join: Join): Sum | undefined => {
  if (join === 'range' && sum.periods !== undefined) {
    const right = meaning.kind === 'day_of_month' ? sameMonth(sum.periods, meaning.day) : periods;
    const span = meaning.kind === 'weekday' ? [] : spanning(sum.periods, right);
    return span.length === 0 ? undefined : { ...sum, periods: span, isOpen: true };
  }
  if (join === 'range') return undefined;
  if (join === 'choice') {
    const left = sum.periods;
    if (left === undefined) return undefined;
    const right = meaning.kind === 'day_of_month' ? sameMonth(left, meaning.day) : periods;
    return { ...sum, periods: distinct([...left, ...right]), isOpen: true };
  }
  if (meaning.kind === 'weekday') return sum.weekday === undefined ? { ...sum, weekday: meaning.weekday } : undefined;
  if (meaning.kind === 'day_of_month') return sum.day === undefined ? { ...sum, day: meaning } : undefined;
  if (sum.periods === undefined) return { ...sum, periods };
  const both = sum.isOpen ? [] : narrowed(sum.periods, periods);
  return both.length > 0
    ? { ...sum, periods: both }
    : { ...sum, periods: distinct([...sum.periods, ...periods]), isOpen: true };
};

const standsAlone = (meaning: Meaning): readonly StatedPeriod[] =>
  meaning.kind === 'periods' ? meaning.periods : meaning.kind === 'unreadable' ? [] : meaning.alone;

const settle = ({ periods, weekday, day, isOpen }: Sum, found: readonly Found[]): readonly StatedPeriod[] => {
  let meant = periods;
  if (day !== undefined) {
    const fitting = meant && distinct(meant.flatMap((one) => eachDay(one, (at) => calendarDayOf(at).day === day.day)));
    meant =
      fitting === undefined || fitting.length > 0 ? (fitting ?? day.alone) : distinct([...(meant ?? []), ...day.alone]);
  }
  if (weekday === undefined) return meant ?? [];
  if (meant === undefined) return standsAlone(found[0]?.meaning ?? { kind: 'unreadable' });
  return isOpen ? [] : onWeekday(meant, weekday);
};

/** Everything the pieces can mean together, from the likeliest on; nothing where they are not understood. */
export const combine = (found: readonly Found[]): readonly StatedPeriod[] => {
  const joins = found.map((piece, index): Join => {
    const left = found[index - 1];
    return left === undefined ? 'none' : joinOf(left, piece);
  });
  let sum: Sum | undefined = { periods: undefined, weekday: undefined, day: undefined, isOpen: false };
  for (const [index, piece] of found.entries()) {
    const join = joins[index] ?? 'none';
    const next = joins[index + 1] ?? 'none';
    const lead = piece.text.slice(found[index - 1]?.to ?? 0, piece.from);
    const where = surroundingsOf(piece, { before: join !== 'none', after: next !== 'none' }, lead);
    if (piece.meaning.kind === 'unreadable' || where === 'elsewhere') return [];
    const periods = where === 'before' ? earlier(piece.meaning) : standsAlone(piece.meaning);
    if (periods.length === 0 && (piece.meaning.kind === 'periods' || where === 'before')) return [];
    // Beside "or" and "to", a weekday stands for its own days.
    const meaning: Meaning =
      piece.meaning.kind === 'weekday' && (next === 'choice' || where === 'before')
        ? { kind: 'periods', periods }
        : piece.meaning;
    sum = add(sum, meaning, periods, join);
    if (sum === undefined) return [];
  }
  const meant = settle(sum, found);
  return meant.length > MOST_READINGS ? [] : meant;
};
