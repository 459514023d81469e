/** Named days and months in English: 1 March, March 1st, the first of September, mid-April, the last Friday of May. */

import { clauseAround, type Passage } from '../clause.ts';
import { latin, type Mean, type Rule } from './grammar.ts';
import { MONTH, monthOf, ORDINAL, ordinalOf, WEEKDAY, weekdayOfWord, YEAR, yearOf } from './english-words.ts';
import {
  atStart,
  bothOf,
  dayOfMonth,
  endOfMonth,
  inHalfMonth,
  inMonth,
  inThird,
  nthWeekday,
  onDay,
  oneOf,
  spanOf,
  UNREADABLE,
  wholeOrFirst,
} from './meaning.ts';
import type { Third } from './days.ts';
import { monthAhead } from './from-today.ts';

const OF_YEAR = `(?:,? (?:of )?(?<year>${YEAR}))?`;
/** "1 March 15 people" has one number too many; "1 March 10am" and "1 March 10:30" have not. */
const NO_NUMBER_AFTER = '(?! ?\\d+(?!\\d|:\\d| ?[ap]m\\b))';
/** March 2.5, March 5 %, March 5 pm, in March 5 days. */
const NO_LONGER_NUMBER =
  '(?![.,:/%]?\\d| ?%| ?[ap]m\\b| (?:days?|weeks?|months?|years?|hours?|minutes?|people|persons?|times)\\b)';
const NUMBER = '\\d{1,2}(?:st|nd|rd|th)?';

/** Two days, and what the word between them makes of them. */
/** What may follow "1 may" or "march 5" so that the words are still a day: nothing, or a word that goes on about it. */
const GOES_ON =
  /^(?:$|or\b|and\b|to\b|until\b|till\b|through\b|at\b|for\b|if\b|then\b|latest\b|morning\b|noon\b|onwards?\b|-|\/|"|')/;
const isVerbHere = (month: string | undefined, passage: Passage): boolean =>
  /^(?:may|march)$/.test(month ?? '') && !GOES_ON.test(clauseAround(passage).after);

const named: Mean = ({ day, month, year, of }, moment, passage) => {
  if (of === undefined && year === undefined && isVerbHere(month, passage)) return undefined;
  // "1 March 15 people": whose the month is cannot be told.
  if (/\d(?:st|nd|rd|th)? ?$/.test(passage.text.slice(0, passage.from))) return UNREADABLE;
  return oneOf(onDay(moment, monthOf(month), ordinalOf(day), yearOf(moment, year)));
};

const twoDays: Mean = ({ day, to, word, month, year }, moment, passage) => {
  if (year === undefined && isVerbHere(month, passage)) return undefined;
  const [a, b] = [ordinalOf(day), ordinalOf(to)].map((found) =>
    onDay(moment, monthOf(month), found, yearOf(moment, year)),
  );
  const isBetween = word === 'and' && clauseAround(passage).before.endsWith('between');
  return /^(?:or|and|&|\/)$/.test(word ?? '') && !isBetween ? bothOf(a, b) : spanOf(a, b);
};

const PART = 'early|beginning of|start of|mid|middle of|late|end[- ]of|first half of|second half of';
const partOf = (part: string): Third => (part.startsWith('mid') ? 'mid' : part === 'late' ? 'late' : 'early');

const partOfMonth: Mean = ({ part = '', month, year }, moment) => {
  const [m, y] = [monthOf(month), yearOf(moment, year)];
  if (part.startsWith('end')) return endOfMonth(moment, m, y);
  if (part.endsWith('half of')) return oneOf(inHalfMonth(moment, part.startsWith('first') ? 1 : 2, m, y));
  if (/^(?:beginning|start) of$/.test(part)) return atStart(moment, m, y);
  return oneOf(inThird(moment, partOf(part), m, y));
};

const CLEARLY_WHOLE = /(?:^| )(?:in|during|sometime in|some time in)$/;
const SPEAKS_OF_TIME =
  /(?:^| )(?:by|in|until|till|during|before|after|from|since|starting|this|through|around|between)$/;
const JOINED = new RegExp(`(?:${MONTH}(?: \\d{4})? (?:to|or|and|until|through|-|\\/)|${MONTH}[-/])$`, 'u');

/** A month by itself, where nothing around it makes it a name, a verb or a part of something else. */
const bareMonth: Mean = ({ month, year }, moment, passage) => {
  const { before, after } = clauseAround(passage);
  const isVerbToo = year === undefined && /^(?:may|march)$/.test(month ?? '');
  const isAllThere =
    /^(?:|~|sometime|maybe|probably|around|about)$/.test(before) &&
    (isVerbToo ? /^(?:$|or\b|and\b|to\b|-|\/|"|')/ : GOES_ON).test(after);
  if (!isAllThere && !SPEAKS_OF_TIME.test(before) && !JOINED.test(before)) {
    return !isVerbToo && /(?:^| )(?:last|next|of|mid|early|late)$/.test(before) ? UNREADABLE : undefined;
  }
  const whole = inMonth(moment, monthOf(month), yearOf(moment, year));
  return CLEARLY_WHOLE.test(before) ? oneOf(whole) : wholeOrFirst(moment, whole);
};

const ofMonth = `(?:(?<month>${MONTH})${OF_YEAR}|(?<ahead>this|next|the) month)`;

const someWeekdayOfMonth: Mean = ({ nth, weekday, month, year, ahead }, moment) => {
  const which = nth === 'last' ? 'last' : ordinalOf(nth);
  const at = monthAhead(moment, ahead === 'next' ? 1 : 0);
  return month === undefined
    ? oneOf(nthWeekday(moment, which, weekdayOfWord(weekday), at.month, at.year))
    : oneOf(nthWeekday(moment, which, weekdayOfWord(weekday), monthOf(month), yearOf(moment, year)));
};

export const englishDays: readonly Rule[] = [
  latin(`(?:the )?(?<day>${NUMBER})(?<of> of)? ?(?<month>${MONTH})${OF_YEAR}${NO_NUMBER_AFTER}`, named),
  latin(`(?:the )?(?<day>${ORDINAL})(?<of> of) (?<month>${MONTH})${OF_YEAR}`, named),
  latin(`(?<month>${MONTH}) ?(?<of>the )?(?<day>${NUMBER}|${ORDINAL})${OF_YEAR}${NO_LONGER_NUMBER}`, named),
  // 1 March 25: the year of two digits, as on forms.
  latin(`(?<day>${NUMBER}) ?(?<month>${MONTH}),? (?<short>[2-4]\\d)`, ({ day, month, short }, moment, passage) =>
    /^$|^at\b/.test(clauseAround(passage).after)
      ? oneOf(onDay(moment, monthOf(month), ordinalOf(day), 2000 + Number(short)))
      : undefined,
  ),
  latin(
    `(?:the )?(?<day>${NUMBER}) ?(?<word>-|to|until|through|or|and|&|\\/) ?(?:the )?(?<to>${NUMBER})(?: of)? ?(?<month>${MONTH})${OF_YEAR}`,
    twoDays,
  ),
  latin(
    `(?<month>${MONTH}) (?:the )?(?<day>${NUMBER}) ?(?<word>-|to|until|through|or|and|&|\\/) ?(?:the )?(?<to>${NUMBER})${OF_YEAR}${NO_LONGER_NUMBER}`,
    twoDays,
  ),
  latin(`(?<part>${PART})[- ](?:the )?(?<month>${MONTH})${OF_YEAR}`, partOfMonth),
  latin(`(?<month>${MONTH}) end|end[- ](?<m2>${MONTH})`, ({ month, m2 }, moment) =>
    endOfMonth(moment, monthOf(month ?? m2)),
  ),
  latin(
    `(?<part>early|mid)(?: to |-to-| or |-|\\/)(?<then>mid|late)[- ](?<month>${MONTH})${OF_YEAR}`,
    ({ part = '', then = '', month, year }, moment) => {
      const [m, y] = [monthOf(month), yearOf(moment, year)];
      return spanOf(inThird(moment, partOf(part), m, y), inThird(moment, partOf(then), m, y));
    },
  ),
  latin(`(?<nth>last|${NUMBER}|${ORDINAL}) (?<weekday>${WEEKDAY}) (?:of|in) ${ofMonth}`, someWeekdayOfMonth),
  latin(`(?<nth>first|last) day of ${ofMonth}`, ({ nth, month, year, ahead }, moment) => {
    const at = monthAhead(moment, ahead === 'next' ? 1 : 0);
    const [m, y] = month === undefined ? [at.month, at.year] : [monthOf(month), yearOf(moment, year)];
    return nth === 'last' ? endOfMonth(moment, m, y) : oneOf(onDay(moment, m, 1, y));
  }),
  latin(`(?<month>${MONTH})${OF_YEAR}`, bareMonth),
  latin('the (?<day>\\d{1,2})(?:st|nd|rd|th)', ({ day }, moment, passage) =>
    GOES_ON.test(clauseAround(passage).after) ? dayOfMonth(moment, Number(day)) : undefined,
  ),
  latin('the (?<day>\\d{1,2})(?:st|nd|rd|th) of (?:(?<next>next)|this|the) month', ({ day, next }, moment) => {
    const { year, month } = monthAhead(moment, next === undefined ? 0 : 1);
    return oneOf(onDay(moment, month, Number(day), year));
  }),
  latin('(?<day>\\d{1,2})(?:st|nd|rd|th)', ({ day }, moment, passage) =>
    passage.from === 0 && passage.to === passage.text.length ? dayOfMonth(moment, Number(day)) : undefined,
  ),
];
