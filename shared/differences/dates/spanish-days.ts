/** Named days and months in Spanish: 1 de marzo, a finales de abril, el primer sábado de mayo, fin de mes. */

import { clauseAround } from '../clause.ts';
import { latin, type Mean, type Rule } from './grammar.ts';
import { monthAhead } from './from-today.ts';
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
import {
  LONG_MONTH,
  OWN_MONTH,
  MONTH,
  monthOf,
  ORDINAL,
  ordinalOf,
  WEEKDAY,
  weekdayOfWord,
  YEAR,
  yearOf,
} from './spanish-words.ts';

const OF_YEAR = `(?:,? (?:del? )?(?:ano )?(?<year>${YEAR}))?`;
const NO_NUMBER_AFTER = '(?! ?\\d+(?!\\d|:\\d))';
const NUMBER = '\\d{1,2}(?:º|°|er|ro)?|primero';
const numberOf = (word: string | undefined): number => (word === 'primero' ? 1 : parseInt(word ?? '', 10));

const partOfMonth: Mean = ({ part = '', month, year }, moment) => {
  const [m, y] = [monthOf(month), yearOf(moment, year)];
  if (/^(?:fin|final)$/.test(part)) return endOfMonth(moment, m, y);
  if (/^(?:inicio|comienzo|principio)$/.test(part)) return atStart(moment, m, y);
  if (/quincena|mitad/.test(part)) return oneOf(inHalfMonth(moment, part.startsWith('primera') ? 1 : 2, m, y));
  return oneOf(
    inThird(moment, /^(?:final|fin)/.test(part) ? 'late' : part.startsWith('mediad') ? 'mid' : 'early', m, y),
  );
};

const CLEARLY_WHOLE = /(?:^| )(?:en|durante|durante el mes de|en el mes de)$/;
const SPEAKS_OF_TIME = /(?:^| )(?:en|para|hasta|desde|durante|a partir de|antes de|mes de|entre)$/;
const JOINED = new RegExp(`(?:${LONG_MONTH}) (?:a|y|o|hasta|-|\\/)$|(?:${LONG_MONTH})[-/]$`, 'u');

const bareMonth: Mean = ({ month, year }, moment, passage) => {
  const { before, after } = clauseAround(passage);
  const isAllThere =
    /^(?:|~|quizas?|sobre|hacia)$/.test(before) && /^(?:$|o\b|y\b|a\b|hasta\b|como\b|-|\/|"|')/.test(after);
  if (!isAllThere && !SPEAKS_OF_TIME.test(before) && !JOINED.test(before)) {
    return /(?:^| )(?:del?|pasado|proximo)$/.test(before) ? UNREADABLE : undefined;
  }
  const whole = inMonth(moment, monthOf(month), yearOf(moment, year));
  return CLEARLY_WHOLE.test(before) ? oneOf(whole) : wholeOrFirst(moment, whole);
};

export const spanishDays: readonly Rule[] = [
  latin(
    `(?:dia )?(?<day>${NUMBER})(?: de (?<month>${MONTH})| ?(?<own>${OWN_MONTH}))${OF_YEAR}${NO_NUMBER_AFTER}`,
    ({ day, month, own, year }, moment) =>
      oneOf(onDay(moment, monthOf(month ?? own), numberOf(day), yearOf(moment, year))),
  ),
  latin(
    `(?:del )?(?<day>${NUMBER}) ?(?<word>-|a|al|hasta el|o|y|u|\\/) ?(?:el )?(?<to>${NUMBER}) de (?<month>${MONTH})${OF_YEAR}`,
    ({ day, to, word, month, year }, moment, passage) => {
      const [a, b] = [day, to].map((found) => onDay(moment, monthOf(month), numberOf(found), yearOf(moment, year)));
      const isBetween = word === 'y' && /(?:^| )entre(?: el)?$/.test(clauseAround(passage).before);
      return /^[oyu/]$/.test(word ?? '') && !isBetween ? bothOf(a, b) : spanOf(a, b);
    },
  ),
  latin(
    `(?<part>finales|fines|final|fin|mediados|principios|primeros|comienzos|inicios|inicio|comienzo|principio|(?:primera|segunda) (?:quincena|mitad)) de(?:l mes de)? (?<month>${MONTH})${OF_YEAR}`,
    partOfMonth,
  ),
  latin(
    `(?<nth>ultimo|${ORDINAL}) (?<weekday>${WEEKDAY}) (?:del?|en) (?:(?<month>${MONTH})${OF_YEAR}|este mes|(?<next>(?:el )?mes que viene|(?:el )?proximo mes))`,
    ({ nth, weekday, month, year, next }, moment) => {
      const which = nth === 'ultimo' ? 'last' : ordinalOf(nth);
      const at = monthAhead(moment, next === undefined ? 0 : 1);
      return month === undefined
        ? oneOf(nthWeekday(moment, which, weekdayOfWord(weekday), at.month, at.year))
        : oneOf(nthWeekday(moment, which, weekdayOfWord(weekday), monthOf(month), yearOf(moment, year)));
    },
  ),
  latin(`(?<nth>primer|ultimo) dia de (?<month>${MONTH})${OF_YEAR}`, ({ nth, month, year }, moment) =>
    nth === 'ultimo'
      ? endOfMonth(moment, monthOf(month), yearOf(moment, year))
      : oneOf(onDay(moment, monthOf(month), 1, yearOf(moment, year))),
  ),
  latin(`(?<month>${LONG_MONTH})${OF_YEAR}`, bareMonth),
  latin('(?:el )?dia (?<day>\\d{1,2})|el (?<of>\\d{1,2})', ({ day, of }, moment, passage) =>
    /^(?:$|o\b|por\b|a las\b|como\b)/.test(clauseAround(passage).after)
      ? dayOfMonth(moment, Number(day ?? of))
      : undefined,
  ),
];
