/** Periods, weekdays and days counted from today in Spanish: primer semestre, la semana que viene, dentro de dos semanas. */

import { lastOfMonth, months, singleDay } from './days.ts';
import {
  endOfMonthAhead,
  endOfWeekAhead,
  halfAhead,
  inSome,
  lastWeekday,
  nextWeekday,
  nextWeekend,
  quarterAhead,
  someWeekday,
  someWeekend,
  thisWeekday,
  thisWeekend,
  weekAhead,
  weekdayAndDay,
  weekdayInWeek,
  wholeMonthAhead,
  withinSome,
  yearAhead,
  type Unit,
} from './from-today.ts';
import { clauseAround } from '../clause.ts';
import { latin, type Mean, type Rule } from './grammar.ts';
import { endOf, inHalf, inQuarter, inWeek, oneOf, UNREADABLE, type Meaning } from './meaning.ts';
import {
  COUNT,
  countOf,
  ORDINAL,
  ordinalOf,
  SHORT_WEEKDAY,
  WEEKDAY,
  weekdayOfWord,
  YEAR,
  yearOf,
} from './spanish-words.ts';

const OF_YEAR = `(?: ?[-/,]? ?(?:del? )?(?:ano )?(?<year>${YEAR}))?`;
const END = '(?<end>(?:fin|final|finales|fines) del? (?:el )?)?';
const UNITS = '(?<unit>dias?|semanas?|mes(?:es)?|anos?)';
const unitOf = (word = ''): Unit =>
  word.startsWith('d') ? 'day' : word.startsWith('s') ? 'week' : word.startsWith('m') ? 'month' : 'year';

const byEnd = (end: string | undefined, meaning: Meaning): Meaning =>
  end !== undefined && meaning.kind === 'periods' ? endOf(...meaning.periods) : meaning;

/** Quince días are two weeks and ocho días are one, for most who say so and not for all. */
const inCount: Mean = ({ how, n, unit }, moment, passage) => {
  if (/^(?:del?|desde|tras|despues|antes|o|y|a|mas)\b|^-/.test(clauseAround(passage).after)) return UNREADABLE;
  const [count, of] = [countOf(n), unitOf(unit)];
  if (/^(?:en menos de|en un plazo de|en el plazo de)$/.test(how ?? '')) return withinSome(moment, count, of);
  const literal = inSome(moment, count, of);
  if (of !== 'day' || !/^(?:quince|ocho)$/.test(n ?? '')) return literal;
  const weeks = inSome(moment, count - 1, 'day');
  return literal.kind === 'periods' && weeks.kind === 'periods' ? oneOf(...weeks.periods, ...literal.periods) : literal;
};

const weekday: Mean = ({ weekday: word }, moment, passage) => {
  const { before, after } = clauseAround(passage);
  if (/^(?:siguiente|despues|antes|tras|anterior|de|del|en)\b/.test(after)) return UNREADABLE;
  if (/(?:^| )(?:primer|segundo|tercer|cuarto|ultimo|cada|los|todos los)$/.test(before)) return UNREADABLE;
  return someWeekday(moment, weekdayOfWord(word));
};

const endOfYear = (year: number): Meaning => endOf(singleDay(lastOfMonth(year, 12)));

export const spanishPeriods: readonly Rule[] = [
  latin(`${END}(?<nth>${ORDINAL}) trimestre${OF_YEAR}`, ({ end, nth, year }, moment) =>
    byEnd(end, oneOf(inQuarter(moment, ordinalOf(nth), yearOf(moment, year)))),
  ),
  latin(`${END}(?:t(?<t>[1-4])|(?<t2>[1-4])t)${OF_YEAR}`, ({ end, t, t2, year }, moment) =>
    t === undefined && year === undefined
      ? undefined
      : byEnd(end, oneOf(inQuarter(moment, Number(t ?? t2), yearOf(moment, year)))),
  ),
  latin(`${END}(?<nth>primer|segundo|1er|2º|1º) semestre${OF_YEAR}`, ({ end, nth, year }, moment) =>
    byEnd(end, oneOf(inHalf(moment, ordinalOf(nth), yearOf(moment, year)))),
  ),
  latin(`${END}(?<nth>primera|segunda) mitad de(?:l ano|l? ?(?<year>${YEAR}))`, ({ end, nth, year }, moment) =>
    byEnd(end, oneOf(inHalf(moment, ordinalOf(nth), yearOf(moment, year)))),
  ),
  latin(`${END}(?:este |(?<next>proximo ))trimestre`, ({ end, next }, moment) =>
    byEnd(end, oneOf(quarterAhead(moment, next === undefined ? 0 : 1))),
  ),
  latin('trimestre que viene', (_, moment) => oneOf(quarterAhead(moment, 1))),
  latin('(?:fin|final|finales|fines) del? (?:este )?trimestre', (_, moment) => endOf(quarterAhead(moment, 0))),
  latin(`${END}(?:este |(?<next>proximo ))semestre`, ({ end, next }, moment) =>
    byEnd(end, oneOf(halfAhead(moment, next === undefined ? 0 : 1))),
  ),
  latin(
    `(?:fin|final|finales) de(?:l)? (?:ano(?: ${YEAR})?|(?<year>${YEAR}))`,
    ({ year }, moment, { text, from, to }) => {
      const inside = /\d{4}/.exec(text.slice(from, to))?.[0];
      return endOfYear(inside === undefined ? (yearOf(moment, year) ?? yearAhead(moment, 0)) : Number(inside));
    },
  ),
  latin('este ano', (_, moment) => oneOf(months(yearAhead(moment, 0), 1, 12, 'year'))),
  latin('(?:el )?proximo ano|(?:el )?ano que viene', (_, moment) => oneOf(months(yearAhead(moment, 1), 1, 12, 'year'))),
  latin(`semana (?<w>\\d{1,2})${OF_YEAR}`, ({ w, year }, moment, passage) =>
    /^(?:de|del|tras|despues|y|o|a)\b/.test(clauseAround(passage).after)
      ? UNREADABLE
      : oneOf(inWeek(moment, Number(w), yearOf(moment, year))),
  ),
  latin('hoy', (_, moment) => inSome(moment, 0, 'day')),
  // "Por la mañana" is the morning; "pasado mañana" the day after tomorrow.
  latin('(?<after>pasado )?manana', ({ after }, moment, { text, from }) =>
    after === undefined && /\b(?:la|esta|una|cada)\s$/.test(text.slice(0, from))
      ? undefined
      : inSome(moment, after === undefined ? 1 : 2, 'day'),
  ),
  latin('(?<before>antes de )?(?:ayer|anteayer)', ({ before }, moment, { text, from, to }) =>
    inSome(moment, before !== undefined || text.slice(from, to).includes('ante') ? -2 : -1, 'day'),
  ),
  latin(`(?<how>dentro de|en|de aqui a|en menos de|en un plazo de|en el plazo de) (?<n>${COUNT}) ${UNITS}`, inCount),
  latin(`hace (?<n>${COUNT}) ${UNITS}`, ({ n, unit }, moment) => inSome(moment, -countOf(n), unitOf(unit))),
  latin(`(?:cada|tod[oa]s l[oa]s) (?:${WEEKDAY}|dias?|semanas?|mes(?:es)?|anos?|sabados|domingos)`, () => UNREADABLE),

  latin(
    '(?:esta semana|(?<next>(?:la )?semana que viene|(?:la )?proxima semana|(?:la )?semana proxima)|(?<last>(?:la )?semana pasada))',
    ({ next, last }, moment) => weekAhead(moment, next !== undefined ? 1 : last !== undefined ? -1 : 0),
  ),
  latin(
    '(?:fin|final|finales) de (?:la |esta |(?<next>la proxima ))?semana(?<after> que viene)?',
    ({ next, after }, moment, { text, from, to }) => {
      const isNext = next !== undefined || after !== undefined;
      // "Fin de semana" is the weekend; "final de la semana" its end.
      if (/^fin de semana/.test(text.slice(from, to))) {
        if (isNext) return nextWeekend(moment);
        return /(?:^| )este $/.test(text.slice(0, from)) ? thisWeekend(moment) : someWeekend(moment);
      }
      return endOfWeekAhead(moment, isNext ? 1 : 0);
    },
  ),
  latin('proximo fin de semana', (_, moment) => nextWeekend(moment)),
  latin(
    '(?:este mes|(?<next>(?:el )?mes que viene|(?:el )?proximo mes|(?:el )?mes proximo)|(?<last>(?:el )?mes pasado))',
    ({ next, last }, moment) => wholeMonthAhead(moment, next !== undefined ? 1 : last !== undefined ? -1 : 0),
  ),
  latin(
    '(?:fin|final|finales|fines) de(?:l| este| (?<next>proximo))? mes(?<after> que viene| proximo)?',
    ({ next, after }, moment) => endOfMonthAhead(moment, next === undefined && after === undefined ? 0 : 1),
  ),
  latin(
    `(?<weekday>${WEEKDAY}) de (?:esta semana|(?<next>la (?:proxima semana|semana que viene|semana proxima)))`,
    ({ weekday: word, next }, moment) => weekdayInWeek(moment, next === undefined ? 0 : 1, weekdayOfWord(word)),
  ),
  latin(
    `(?:proximo (?<weekday>${WEEKDAY})|(?<before>${WEEKDAY}) (?:que viene|proximo))`,
    ({ weekday: word, before }, moment) => nextWeekday(moment, weekdayOfWord(word ?? before)),
  ),
  latin(`este (?<weekday>${WEEKDAY})`, ({ weekday: word }, moment) => thisWeekday(moment, weekdayOfWord(word))),
  latin(`(?<weekday>${WEEKDAY}) pasado`, ({ weekday: word }, moment) => lastWeekday(moment, weekdayOfWord(word))),
  latin(`(?<weekday>${WEEKDAY}),? (?:dia )?(?<day>\\d{1,2})`, ({ weekday: word, day }, moment, passage) =>
    clauseAround(passage).after === '' ? weekdayAndDay(moment, weekdayOfWord(word), Number(day)) : undefined,
  ),
  latin(`(?<weekday>${WEEKDAY})`, weekday),
  latin(`(?<weekday>${SHORT_WEEKDAY})`, ({ weekday: word }, moment, passage) =>
    moment.locale !== 'en' && /^[^\p{L}]*\d/u.test(clauseAround(passage).after)
      ? someWeekday(moment, weekdayOfWord(word))
      : undefined,
  ),
];
