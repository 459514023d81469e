/** Weeks, quarters, halves and years in English: week 12, end of Q1, the second half of the year, by the end of 2025. */

import { dayOfIso, lastOfMonth, months, singleDay, type StatedPeriod } from './days.ts';
import { ordinalOf, YEAR, yearOf } from './english-words.ts';
import { quarterAhead, halfAhead, yearAhead } from './from-today.ts';
import { clauseAround } from '../clause.ts';
import { latin, type Mean, type Rule } from './grammar.ts';
import {
  endOf,
  inHalf,
  inNextYear,
  inQuarter,
  inWeek,
  oneOf,
  UNREADABLE,
  wholeOrFirst,
  type Meaning,
  type Moment,
} from './meaning.ts';

const OF_YEAR = `(?: ?[-/,]? ?(?:of )?(?<year>${YEAR}))?`;
const THIS_YEAR = '(?: of (?:the|this) year)?';
const END = '(?<end>(?:the )?end(?:[- ]of)?(?: the)?[- ])?';

/** In Japan, Q1 is as often the first quarter of the fiscal year, which begins in April. */
const quarter = (moment: Moment, which: number, year: number | undefined): Meaning =>
  moment.locale === 'ja'
    ? oneOf(
        inQuarter(moment, which, year),
        inNextYear(moment, year, (candidate) => months(candidate, which * 3 + 1, 3, 'quarter')),
      )
    : oneOf(inQuarter(moment, which, year));

const half = (moment: Moment, which: number, year: number | undefined): Meaning => oneOf(inHalf(moment, which, year));

/** "End of Q1" is Q1, by its end. */
const byEnd = (end: string | undefined, meaning: Meaning): Meaning =>
  end !== undefined && meaning.kind === 'periods' ? endOf(...meaning.periods) : meaning;

/** Its Friday or its Sunday. */
const byEndOfWeek = (end: string | undefined, week: StatedPeriod | undefined): Meaning => {
  const monday = dayOfIso(week?.start ?? '');
  return end === undefined || monday === undefined ? oneOf(week) : endOf(singleDay(monday + 4), singleDay(monday + 6));
};

const endOfYear = (year: number): Meaning => endOf(singleDay(lastOfMonth(year, 12)));

/** A number of four digits is a year where nothing else is said. */
const bareYear: Mean = ({ year }, moment, passage) => {
  const { before, after } = clauseAround(passage);
  if (after !== '' || !/^(?:|in|by|during|until|within|before|sometime in|from)$/.test(before)) return undefined;
  const found = months(Number(year), 1, 12, 'year');
  return /^(?:in|during|sometime in)$/.test(before) ? oneOf(found) : wholeOrFirst(moment, found);
};

/** Week 3 of the project is no week of the calendar. */
const isOfSomething = (after: string): boolean =>
  /^of (?!the year\b|this year\b|next year\b|\d)|^(?:after|before|from|to|and|or)\b|^[-&]/.test(after);

const ahead = (word: string | undefined): number => (word === 'next' ? 1 : word === 'last' ? -1 : 0);

export const englishPeriods: readonly Rule[] = [
  latin(`${END}q(?<q>[1-4])${OF_YEAR}`, ({ end, q, year }, moment) =>
    byEnd(end, quarter(moment, Number(q), yearOf(moment, year))),
  ),
  latin(`${END}(?<year>(?:19|20|21)\\d\\d)[- ]?q(?<q>[1-4])`, ({ end, q, year }, moment) =>
    byEnd(end, quarter(moment, Number(q), yearOf(moment, year))),
  ),
  latin(
    `${END}(?<nth>first|second|third|fourth|1st|2nd|3rd|4th) quarter${THIS_YEAR}${OF_YEAR}`,
    ({ end, nth, year }, moment) => byEnd(end, quarter(moment, ordinalOf(nth), yearOf(moment, year))),
  ),
  latin(`(?:the )?last quarter of (?:(?:the|this) year|(?<year>${YEAR}))`, ({ year }, moment) =>
    quarter(moment, 4, yearOf(moment, year)),
  ),
  latin(`${END}(?<which>this|next|last|the) quarter|eoq`, ({ end, which }, moment, { text, to }) => {
    if (which === 'the' && end === undefined) return undefined;
    return / of\b/y.test(text.slice(to)) ? UNREADABLE : byEnd(end, oneOf(quarterAhead(moment, ahead(which))));
  }),
  latin('end of quarter', (_, moment) => endOf(quarterAhead(moment, 0))),
  latin(`${END}h(?<h>[12])${OF_YEAR}`, ({ end, h, year }, moment) =>
    byEnd(end, half(moment, Number(h), yearOf(moment, year))),
  ),
  latin(`${END}(?<h>[12])h ?(?<year>${YEAR})`, ({ end, h, year }, moment) =>
    byEnd(end, half(moment, Number(h), yearOf(moment, year))),
  ),
  latin(
    `${END}(?<nth>first|second|1st|2nd) half (?:of )?(?:(?:the|this) year|(?<year>${YEAR}))`,
    ({ end, nth, year }, moment) => byEnd(end, half(moment, ordinalOf(nth), yearOf(moment, year))),
  ),
  latin(`${END}(?<which>this|next) half(?:[- ]year)?`, ({ end, which }, moment) =>
    byEnd(end, oneOf(halfAhead(moment, ahead(which)))),
  ),
  latin(`${END}(?<year>(?:19|20|21)\\d\\d)`, (groups, moment, passage) =>
    groups['end'] === undefined ? bareYear(groups, moment, passage) : endOfYear(Number(groups['year'])),
  ),
  latin(
    '(?:the )?end of(?: the| this)? year|(?:the )?end of (?<next>next year)|(?:this )?year[- ]?end|eoy',
    ({ next }, moment) => endOfYear(yearAhead(moment, next === undefined ? 0 : 1)),
  ),
  latin('(?<which>this|next|last) year', ({ which }, moment) =>
    oneOf(months(yearAhead(moment, ahead(which)), 1, 12, 'year')),
  ),
  latin(
    `${END}(?:calendar )?(?:week|wk|kw|cw) ?(?:no\\.? ?|#)?(?<w>\\d{1,2})${OF_YEAR}`,
    ({ end, w, year }, moment, passage) =>
      isOfSomething(clauseAround(passage).after)
        ? UNREADABLE
        : byEndOfWeek(end, inWeek(moment, Number(w), yearOf(moment, year))),
  ),
  // Parts of longer things than months, fiscal years: nobody agrees on their days.
  latin(
    '(?:early|mid|late|beginning of|start of|middle of)[- ](?:in )?(?:the )?(?:this |next )?(?:q[1-4]|h[12]|(?:19|20|21)\\d\\d|year|quarter|week|half|spring|summer|autumn|fall|winter)',
    () => UNREADABLE,
  ),
  latin(
    `(?:fiscal|financial|fy ?'?\\d*)[- ](?:year )?(?:\\d+ )?(?:q[1-4]|h[12]|(?:19|20|21)\\d\\d|quarter)`,
    () => UNREADABLE,
  ),
  latin(`(?:q[1-4]|h[12])[- ](?:fiscal|financial|fy ?'?\\d*)`, () => UNREADABLE),
  latin(
    '(?:first|second|third|fourth|last|\\d(?:st|nd|rd|th)) (?:full )?(?:week|weekend|working day|business day) (?:of|in)',
    () => UNREADABLE,
  ),
];
