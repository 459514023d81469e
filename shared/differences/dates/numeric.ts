/**
 * Dates of digits: 2025-03-31, 31.03.2025, 3/4. Which of two numbers is the month is certain only where one order makes
 * no sense, or where the language knows one order only (Spanish: day first; Japanese: month first).
 */

import { dayOfCalendar, months, singleDay, type StatedPeriod } from './days.ts';
import { clauseAround } from '../clause.ts';
import { latin, type Rule } from './grammar.ts';
import { inWeek, onDay, oneOf, UNREADABLE, wholeOrFirst, type Meaning, type Moment } from './meaning.ts';

/** Whether the first of two numbers is the day; undefined where it can be either. */
const dayComesFirst = ({ locale }: Moment): boolean | undefined =>
  locale === 'es' ? true : locale === 'ja' ? false : undefined;

const inEitherOrder = (
  moment: Moment,
  first: number,
  second: number,
  make: (month: number, day: number) => StatedPeriod | undefined,
  more: readonly (StatedPeriod | undefined)[] = [],
): Meaning => {
  const dayFirst = make(second, first);
  const monthFirst = make(first, second);
  // Where one order makes no sense the other was meant, in any language.
  const isOpen = dayFirst !== undefined && monthFirst !== undefined;
  const certain = isOpen ? dayComesFirst(moment) : undefined;
  if (certain !== undefined) return oneOf(certain ? dayFirst : monthFirst);
  return moment.prefersDayFirst === false ? oneOf(monthFirst, dayFirst, ...more) : oneOf(dayFirst, monthFirst, ...more);
};

const fullDay = (year: number, month: number, day: number): StatedPeriod | undefined =>
  singleDay(dayOfCalendar({ year, month, day }));

/** 25 is 2025; what lies further off than agreements do was not meant as a year. */
const shortYear = (moment: Moment, digits: number): number | undefined => {
  const thisYear = Number((onDay(moment, 12, 31)?.end ?? '').slice(0, 4));
  const year = 2000 + digits;
  return year >= thisYear - 2 && year <= thisYear + 10 ? year : undefined;
};

const withShortYear = (moment: Moment, first: number, second: number, third: number): Meaning => {
  const last = shortYear(moment, third);
  const yearFirst = shortYear(moment, first);
  const yearFirstDay = yearFirst === undefined ? undefined : fullDay(yearFirst, second, third);
  if (moment.locale === 'ja') return oneOf(yearFirstDay);
  if (last === undefined) return moment.locale === 'es' ? UNREADABLE : oneOf(yearFirstDay);
  const more = moment.locale === 'es' ? [] : [yearFirstDay];
  return inEitherOrder(moment, first, second, (month, day) => fullDay(last, month, day), more);
};

const number = (digits: string | undefined): number => Number(digits ?? NaN);

/** Words before which a number with two dots is a day, and not a version or an hour. */
const DAY_WORD_BEFORE =
  /(?:^|[^\p{L}])(?:on|by|until|till|from|before|bis|zum|am|ab|vor|el|hasta|para|desde|\p{L}*day|mon|tue|wed|thu|fri|sat|sun|mo|di|mi|do|fr|sa|so)$/u;

/** After a fraction comes what it is a part of: 3/4 of the users. */
const PART_OF = /^(?:of|de|del|the|a|an|days?|weeks?|dias?|の)(?!\p{L})|^[\p{N}%]/u;

/** Room 12/7. */
const LABEL_BEFORE = /(?:^|[^\p{L}])(?:room|item|section|page|step|version|part|sala|paso|pagina|seccion|parte)$/u;

const isDayHere = (before: string): boolean => before === '' || DAY_WORD_BEFORE.test(before);

export const numericRules: readonly Rule[] = [
  latin('(?<y>\\d{4})(?<s>[-/.])(?<m>\\d{1,2})\\k<s>(?<d>\\d{1,2})(?:t[\\d:.]+z?)?', ({ y, m, d }) =>
    oneOf(fullDay(number(y), number(m), number(d))),
  ),
  latin('(?<a>\\d{1,2})(?<s>[-/.])(?<b>\\d{1,2})\\k<s>(?<y>\\d{4})', ({ a, b, y }, moment) =>
    inEitherOrder(moment, number(a), number(b), (month, day) => fullDay(number(y), month, day)),
  ),
  latin('(?<a>\\d{1,2})(?<s>[-/.])(?<b>\\d{1,2})\\k<s>(?<c>\\d{2})', ({ a, b, c }, moment, passage) =>
    isDayHere(clauseAround(passage).before) ? withShortYear(moment, number(a), number(b), number(c)) : undefined,
  ),
  latin('(?<a>\\d{1,2})/(?<b>\\d{1,2})', ({ a, b }, moment, passage) => {
    if (a === '24' && b === '7') return undefined;
    const { before, after } = clauseAround(passage);
    if (PART_OF.test(after) || LABEL_BEFORE.test(before)) return undefined;
    const meaning = inEitherOrder(moment, number(a), number(b), (month, day) => onDay(moment, month, day));
    return meaning.kind === 'unreadable' ? undefined : meaning;
  }),
  // The dot after the month is how a day is written in much of Europe; the day comes first there.
  latin('(?<d>\\d{1,2})\\. ?(?<m>\\d{1,2})\\.', ({ d, m }, moment, passage) => {
    const day = isDayHere(clauseAround(passage).before) ? onDay(moment, number(m), number(d)) : undefined;
    return day === undefined ? undefined : oneOf(day);
  }),
  latin('(?<y>(?:19|20|21)\\d\\d)[-/](?<m>\\d{1,2})', ({ y, m }, moment) =>
    number(m) >= 1 && number(m) <= 12 ? wholeOrFirst(moment, months(number(y), number(m), 1, 'month')) : undefined,
  ),
  latin('(?<m>\\d{1,2})[/.](?<y>(?:19|20|21)\\d\\d)', ({ m, y }, moment) =>
    number(m) >= 1 && number(m) <= 12 ? wholeOrFirst(moment, months(number(y), number(m), 1, 'month')) : undefined,
  ),
  latin('(?<y>\\d{4})-?w(?<w>\\d{1,2})', ({ y, w }, moment) => oneOf(inWeek(moment, number(w), number(y)))),
];
