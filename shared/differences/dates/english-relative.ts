/** Weekdays, and days counted from today, in English: next Friday, in two weeks, tomorrow, end of the month. */

import { thirdOfMonth, type Third } from './days.ts';
import { COUNT, countOf, WEEKDAY, weekdayOfWord } from './english-words.ts';
import {
  endOfMonthAhead,
  endOfWeekAhead,
  inSome,
  lastWeekday,
  monthAhead,
  nextWeekday,
  nextWeekend,
  someWeekday,
  someWeekend,
  thisWeekday,
  thisWeekend,
  weekAhead,
  weekdayAndDay,
  weekdayInWeek,
  wholeMonthAhead,
  withinSome,
  type Unit,
} from './from-today.ts';
import { clauseAround } from '../clause.ts';
import { latin, type Mean, type Rule } from './grammar.ts';
import { atStart, oneOf, UNREADABLE } from './meaning.ts';

const ahead = (word: string | undefined): number => (word === 'next' ? 1 : word === 'last' ? -1 : 0);
const unitOf = (word: string | undefined): Unit => (word ?? '').replace(/s$/, '') as Unit;
const UNITS = '(?<unit>days?|weeks?|months?|years?)';
/** In two weeks of …, within a month after …: not counted from today. */
const COUNTED_FROM_ELSEWHERE = /^(?:of|after|before|from|or|to|and|later|between|into)\b|^-/;

/** An abbreviation is a weekday only beside a number or by itself: "Sun is out", "we sat down". */
const isWeekday = (word: string, before: string, after: string): boolean =>
  word.endsWith('day') ||
  (/^(?:|on|by|until)$/.test(before) && after === '') ||
  /^[^\p{L}]*\d/u.test(after) ||
  /\d(?:st|nd|rd|th)?[^\p{L}]*$/u.test(before);

const weekday: Mean = ({ weekday: word = '' }, moment, passage) => {
  const { before, after } = clauseAround(passage);
  if (/^(?:after|before|following|week|fortnight|of|in|s)\b/.test(after)) return UNREADABLE;
  if (after.startsWith("'s")) return undefined;
  if (/(?:^| )(?:first|second|third|fourth|last|every|each|any|weeks? on|\d(?:st|nd|rd|th))$/.test(before))
    return UNREADABLE;
  return isWeekday(word, before, after) ? someWeekday(moment, weekdayOfWord(word)) : undefined;
};

const relativeWeekday: Mean = ({ which, weekday: word }, moment, { text, to }) => {
  if (/^ (?:after|before|following|of|in)\b/.test(text.slice(to))) return UNREADABLE;
  const day = weekdayOfWord(word);
  if (which === 'next') return nextWeekday(moment, day);
  return which === 'last' ? lastWeekday(moment, day) : thisWeekday(moment, day);
};

const thirdOfSomeMonth =
  (third: Third): Mean =>
  ({ which }, moment) => {
    const at = monthAhead(moment, ahead(which));
    return oneOf(thirdOfMonth(at.year, at.month, third));
  };

const inCount: Mean = ({ how, n, unit }, moment, passage) => {
  if (COUNTED_FROM_ELSEWHERE.test(clauseAround(passage).after)) return UNREADABLE;
  return how === 'in' ? inSome(moment, countOf(n), unitOf(unit)) : withinSome(moment, countOf(n), unitOf(unit));
};

const isAllOfClause = (before: string, after: string): boolean => after === '' && /^(?:|by|until|on)$/.test(before);

export const englishRelative: readonly Rule[] = [
  latin('today|tonight', (_, moment, { text, to }) =>
    text.startsWith("'s", to) ? undefined : inSome(moment, 0, 'day'),
  ),
  latin('eod|end of (?:the )?day', (_, moment, passage) => {
    const { before, after } = clauseAround(passage);
    return isAllOfClause(before, after) ? inSome(moment, 0, 'day') : undefined;
  }),
  latin('(?<after>(?:the )?day after )?tomorrow', ({ after }, moment) =>
    inSome(moment, after === undefined ? 1 : 2, 'day'),
  ),
  latin('(?<before>(?:the )?day before )?yesterday', ({ before }, moment) =>
    inSome(moment, before === undefined ? -1 : -2, 'day'),
  ),
  latin(
    `(?<how>in|within|in under|within the next|in the next) (?<n>${COUNT}) ${UNITS}(?:' time| from now| from today)?`,
    inCount,
  ),
  latin("in (?:a fortnight|a fortnight's time)", (_, moment) => inSome(moment, 14, 'day')),
  latin(`(?<n>${COUNT}) ${UNITS} from (?:now|today)`, ({ n, unit }, moment) =>
    inSome(moment, countOf(n), unitOf(unit)),
  ),
  latin(`(?<n>${COUNT}) ${UNITS} ago`, ({ n, unit }, moment) => inSome(moment, -countOf(n), unitOf(unit))),
  latin(`(?:every|each) (?:other |second )?(?:${WEEKDAY}|day|week|month|quarter|year)`, () => UNREADABLE),

  latin('(?<which>this|next|last) week', ({ which }, moment, passage) =>
    /^(?:of|after|before)\b/.test(clauseAround(passage).after) ? UNREADABLE : weekAhead(moment, ahead(which)),
  ),
  latin('(?:the )?week after next', (_, moment) => weekAhead(moment, 2)),
  latin('(?:the )?end of (?:the )?(?:(?<which>this|next) )?week(?! ?\\d)|eow', ({ which }, moment) =>
    endOfWeekAhead(moment, ahead(which)),
  ),
  latin('(?:(?<which>this|next|coming)|the) weekend', ({ which }, moment, passage) => {
    if (/^(?:of|after|before)\b/.test(clauseAround(passage).after)) return UNREADABLE;
    if (which === undefined) return someWeekend(moment);
    return which === 'next' ? nextWeekend(moment) : thisWeekend(moment);
  }),
  latin('(?<which>this|next|last) month', ({ which }, moment) => wholeMonthAhead(moment, ahead(which))),
  latin('(?:the )?end of (?:the )?(?:(?<which>this|next) )?month|month[- ]?end|eom', ({ which }, moment) =>
    endOfMonthAhead(moment, ahead(which)),
  ),
  latin('(?:the )?(?:beginning|start) of (?:the |this |(?<which>next) )month', ({ which }, moment) => {
    const at = monthAhead(moment, ahead(which));
    return atStart(moment, at.month, at.year);
  }),
  latin('early (?<which>this|next) month', thirdOfSomeMonth('early')),
  latin('(?:mid[- ]|(?:the )?middle of )(?:this|the|(?<which>next)) month', thirdOfSomeMonth('mid')),
  latin('late (?<which>this|next) month', thirdOfSomeMonth('late')),

  latin(`(?<weekday>${WEEKDAY}),? (?:of |in )?(?<which>this|next|last) week`, ({ weekday: word, which }, moment) =>
    weekdayInWeek(moment, ahead(which), weekdayOfWord(word)),
  ),
  latin(`(?<which>this|next|last|this coming|coming|the coming) (?<weekday>${WEEKDAY})`, relativeWeekday),
  latin(
    `(?<weekday>${WEEKDAY}),? (?:the )?(?<day>\\d{1,2})(?:st|nd|rd|th)?`,
    ({ weekday: word, day }, moment, passage) =>
      clauseAround(passage).after === '' ? weekdayAndDay(moment, weekdayOfWord(word), Number(day)) : undefined,
  ),
  latin(`(?<weekday>${WEEKDAY})`, weekday),
];
