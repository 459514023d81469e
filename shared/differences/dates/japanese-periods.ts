/**
 * Quarters, halves and years in Japanese: 上期, 第1四半期, 年度末. The fiscal year begins in April, as nearly everywhere in
 * Japan; what may be counted from January as well is given both ways.
 */

import { dayOfCalendar, months, singleDay } from './days.ts';
import { yearAhead } from './from-today.ts';
import { japanese, type Rule } from './grammar.ts';
import { FISCAL_YEAR, fiscalYear, fiscalYearOf, isCounted, numberOf, YEAR, yearOf } from './japanese-words.ts';
import {
  endOf,
  inHalf,
  inMonth,
  inNextYear,
  inQuarter,
  oneOf,
  UNREADABLE,
  wholeOrFirst,
  type Meaning,
  type Moment,
} from './meaning.ts';

/** 上期 is the first half of the fiscal year. */
const fiscalHalf = (moment: Moment, half: number, year: number | undefined) =>
  inNextYear(moment, year, (candidate) => months(candidate, half * 6 - 2, 6, 'half'));
const fiscalQuarter = (moment: Moment, quarter: number, year: number | undefined) =>
  inNextYear(moment, year, (candidate) => months(candidate, quarter * 3 + 1, 3, 'quarter'));
const endOfFiscalYear = (year: number): Meaning =>
  endOf(singleDay(dayOfCalendar({ year: year + 1, month: 3, day: 31 })));

export const japanesePeriods: readonly Rule[] = [
  japanese(`(?:${FISCAL_YEAR}度の?)?第?(?<q>[1-4一二三四])四半期(?<end>末)?`, ({ q, end, ...groups }, moment) => {
    const year = fiscalYearOf(groups, moment);
    const which = numberOf(q);
    const found =
      year === undefined
        ? [inQuarter(moment, which), fiscalQuarter(moment, which, undefined)]
        : [fiscalQuarter(moment, which, year)];
    return end === undefined ? oneOf(...found) : endOf(...found);
  }),
  japanese(`(?:${FISCAL_YEAR}度の?)?(?<half>上|下)期(?<end>末)?`, ({ half, end, ...groups }, moment) => {
    const found = fiscalHalf(moment, half === '上' ? 1 : 2, fiscalYearOf(groups, moment));
    return end === undefined ? oneOf(found) : endOf(found);
  }),
  japanese(
    `${YEAR}(?<half>上|下)(?:半期|半年)|(?<of>(?:19|20|21)\\d\\d)年の?(?<then>上|下)期`,
    ({ half, year, of, then }, moment) => {
      const [which, at] = [(half ?? then) === '上' ? 1 : 2, yearOf(moment, year ?? of)];
      return oneOf(inHalf(moment, which, at), fiscalHalf(moment, which, at));
    },
  ),
  japanese(`(?:${FISCAL_YEAR}|年)度末`, (groups, moment, { text, from }) =>
    isCounted(text, from) ? UNREADABLE : endOfFiscalYear(fiscalYearOf(groups, moment) ?? fiscalYear(moment)),
  ),
  japanese(`(?:${FISCAL_YEAR}|年)度(?:内|中)`, (groups, moment, { text, from }) =>
    isCounted(text, from)
      ? UNREADABLE
      : oneOf(months(fiscalYearOf(groups, moment) ?? fiscalYear(moment), 4, 12, 'year')),
  ),
  japanese(`${YEAR}年?末(?!年始)`, ({ year }, moment, { text, from, to }) =>
    isCounted(text, from)
      ? UNREADABLE
      : /年/.test(text.slice(from, to))
        ? oneOf(inMonth(moment, 12, yearOf(moment, year) ?? yearAhead(moment, 0)))
        : undefined,
  ),
  japanese('年内|今年中', (_, moment, { text, from }) =>
    isCounted(text, from) ? UNREADABLE : oneOf(months(yearAhead(moment, 0), 1, 12, 'year')),
  ),
  japanese(
    '(?<year>(?:19|20|21)\\d\\d|今|来|再来) ?年(?<whole>中|内)?(?!度|末|\\d|[一二三四五六七八九十上下]|の|間|後)',
    ({ year, whole }, moment) => {
      const found = months(yearOf(moment, year) ?? NaN, 1, 12, 'year');
      return whole === undefined ? wholeOrFirst(moment, found) : oneOf(found);
    },
  ),
];
