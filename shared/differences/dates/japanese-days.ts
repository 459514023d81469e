/** Named days and months in Japanese, weekdays and what is counted from today: 3月31日, 3月末, 来週の金曜日, 2週間後. */

import { type Third } from './days.ts';
import {
  endOfMonthAhead,
  inSome,
  nextWeekday,
  someWeekday,
  someWeekend,
  thisWeekday,
  thisWeekend,
  weekAhead,
  weekdayInWeek,
  weekendOfWeek,
  wholeMonthAhead,
  withinSome,
  type Unit,
} from './from-today.ts';
import { anyOf, japanese, type Mean, type Rule } from './grammar.ts';
import {
  AHEAD,
  COUNT,
  MONTH,
  monthIn,
  N,
  numberOf,
  WEEKDAY,
  WEEKDAY_SHORT,
  weekdayOf,
  YEAR,
  yearOf,
} from './japanese-words.ts';
import {
  atStart,
  dayOfMonth,
  endOfMonth,
  inHalfMonth,
  inMonth,
  inThird,
  inWeek,
  nthWeekday,
  onDay,
  oneOf,
  UNREADABLE,
  wholeOrFirst,
  type Meaning,
  type Moment,
} from './meaning.ts';

const PARTS: Readonly<Record<string, (moment: Moment, month: number, year: number | undefined) => Meaning>> = {
  末: endOfMonth,
  月末: endOfMonth,
  の月末: endOfMonth,
  いっぱい: endOfMonth,
  末日: endOfMonth,
  中: (moment, month, year) => oneOf(inMonth(moment, month, year)),
  内: (moment, month, year) => oneOf(inMonth(moment, month, year)),
  初め: atStart,
  はじめ: atStart,
  頭: atStart,
  初頭: atStart,
  前半: (moment, month, year) => oneOf(inHalfMonth(moment, 1, month, year)),
  後半: (moment, month, year) => oneOf(inHalfMonth(moment, 2, month, year)),
};
const THIRDS: Readonly<Record<string, Third>> = {
  上旬: 'early',
  初旬: 'early',
  中旬: 'mid',
  半ば: 'mid',
  中頃: 'mid',
  下旬: 'late',
};

const partOfMonth: Mean = ({ part = '', ...groups }, moment, { text, to }) => {
  const { month, year } = monthIn(groups, moment);
  // 中旬から下旬: up to a part that was not read.
  if (/^(?:から|~|-|か|または|、)(?:上旬|中旬|下旬|末)/u.test(text.slice(to))) return UNREADABLE;
  const third = THIRDS[part];
  if (third !== undefined) return oneOf(inThird(moment, third, month, year));
  return PARTS[part]?.(moment, month, year);
};

/** 契約の2週間後 is counted from the contract, not from today. */
const STARTS_HERE = /(?:^|[、。,;:!?()「」 ]|約|およそ|だいたい|あと|遅くとも|[はもが]|今から|今日から|本日から)$/u;
const counted =
  (unit: Unit, isWithin: boolean): Mean =>
  ({ n }, moment, { text, from }) => {
    if (!STARTS_HERE.test(text.slice(0, from))) return UNREADABLE;
    return isWithin ? withinSome(moment, numberOf(n), unit) : inSome(moment, numberOf(n), unit);
  };
const UNITS: readonly (readonly [string, Unit])[] = [
  ['日', 'day'],
  ['週間?', 'week'],
  ['(?:か|ヶ|カ|ヵ|ケ|箇)月', 'month'],
  ['年', 'year'],
];

const WEEK: Readonly<Record<string, number>> = { 今週: 0, 来週: 1, 再来週: 2, 先週: -1 };
const DAYS: Readonly<Record<string, number>> = {
  今日: 0,
  本日: 0,
  明日: 1,
  あした: 1,
  あす: 1,
  明後日: 2,
  あさって: 2,
  昨日: -1,
  一昨日: -2,
};

const bareMonth: Mean = ({ month, year }, moment) =>
  wholeOrFirst(moment, inMonth(moment, numberOf(month), yearOf(moment, year)));

export const japaneseDays: readonly Rule[] = [
  japanese(`${MONTH}の? ?(?<day>${N}) ?日(?!間|以内|後|前)`, ({ day, ...groups }, moment) => {
    const { month, year } = monthIn(groups, moment);
    return oneOf(onDay(moment, month, numberOf(day), year));
  }),
  japanese(`${MONTH}の?(?<part>${anyOf([...Object.keys(PARTS), ...Object.keys(THIRDS)])})`, partOfMonth),
  japanese(
    `${MONTH}の?(?:第(?<nth>[1-5一二三四五])|(?<last>最後の|最終)|最初の)(?:の)?${WEEKDAY}`,
    ({ nth, last, weekday, ...groups }, moment) => {
      const { month, year } = monthIn(groups, moment);
      const which = last !== undefined ? 'last' : nth === undefined ? 1 : numberOf(nth);
      return oneOf(nthWeekday(moment, which, weekdayOf(weekday), month, year));
    },
  ),
  japanese(`${YEAR}(?<month>\\d{1,2}) ?月(?!末|間|曜|額|次|刊|謝|ほど|の? ?[\\d一二三四五六七八九十])`, bareMonth),
  japanese(
    `${YEAR}(?<month>[一二三四五六七八九十]{1,2})月(?=$|[、。,()~/ -]|まで|に|から|ごろ|頃|以降|以前|より)`,
    bareMonth,
  ),
  japanese('(?<ahead>今|来|再来|先)月(?!末)', ({ ahead }, moment) => wholeMonthAhead(moment, AHEAD[ahead ?? ''] ?? 0)),
  japanese('月末', (_, moment, { text, from }) =>
    /[前翌各毎隔当同]$/u.test(text.slice(0, from)) ? UNREADABLE : endOfMonthAhead(moment, 0),
  ),
  japanese(`(?<day>\\d{1,2}) ?日(?!間|以内|後|前|本|々|目|程|数|常|時)`, ({ day }, moment) =>
    dayOfMonth(moment, numberOf(day)),
  ),

  ...UNITS.flatMap(([name, unit]) => [
    japanese(`(?<n>${COUNT}) ?${name}後`, counted(unit, false)),
    japanese(`(?<n>${COUNT}) ?${name}(?:以内|のうちに)`, counted(unit, true)),
  ]),
  japanese('第 ?(?<w>\\d{1,2}) ?週', ({ w }, moment, { text, from }) =>
    /月の?$/.test(text.slice(0, from)) ? UNREADABLE : oneOf(inWeek(moment, numberOf(w))),
  ),
  japanese(
    `(?<week>${anyOf(Object.keys(WEEK))})の?(?:${WEEKDAY}|(?<end>末)|中)?`,
    ({ week, weekday, end }, moment, { text, to }) => {
      const ahead = WEEK[week ?? ''] ?? 0;
      if (weekday !== undefined) return weekdayInWeek(moment, ahead, weekdayOf(weekday));
      if (/^(?:半ば|初め|はじめ|頭|前半|後半)/.test(text.slice(to))) return UNREADABLE;
      return end === undefined ? weekAhead(moment, ahead) : weekendOfWeek(moment, ahead);
    },
  ),
  japanese('(?<this>今)?週末', ({ this: isThis }, moment) =>
    isThis === undefined ? someWeekend(moment) : thisWeekend(moment),
  ),
  japanese('週明け', () => UNREADABLE),
  japanese(`(?:(?<next>次の|今度の)|(?<this>この))${WEEKDAY}`, ({ next, weekday }, moment) =>
    next === undefined ? thisWeekday(moment, weekdayOf(weekday)) : nextWeekday(moment, weekdayOf(weekday)),
  ),
  japanese(`(?:毎週|毎月|毎日|毎年|隔週)の?(?:${WEEKDAY})?`, () => UNREADABLE),
  japanese(`(?:第[1-5一二三四五]|最終|最後の|毎|隔)の?${WEEKDAY}`, () => UNREADABLE),
  japanese(`${WEEKDAY}|${WEEKDAY_SHORT}`, ({ weekday, short }, moment) =>
    someWeekday(moment, weekdayOf(weekday ?? short)),
  ),
  japanese(anyOf(Object.keys(DAYS)), (_, moment, { text, from, to }) =>
    inSome(moment, DAYS[text.slice(from, to)] ?? NaN, 'day'),
  ),
];
