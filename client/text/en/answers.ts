/** How an answer is said in plain words, and what a group of equal answers has in common. Never a verdict. */

import { choicesOf, type Dimension } from '../../../shared/board/dimension.ts';
import type { Answer, AnswerValue, DateValue, NumberValue } from '../../../shared/board/reading.ts';
import { LOCALE, sayDay, sayList } from './language.ts';

export interface Naming {
  /** Undefined for nobody of this board, null once the name was taken back. */
  readonly nameOf: (id: string) => string | null | undefined;
}

const words = {
  notDecided: 'Not decided',
  dontKnow: 'Does not know',
  skipped: 'Skipped',
  none: 'none of them',
  nobody: 'nobody',
  someone: 'somebody who took their name back',
  then: ', then ',
  to: (first: string, last: string) => `${first} to ${last}`,
} as const;

const rangeFormat = new Intl.DateTimeFormat(LOCALE, {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});
const amountFormat = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 12 });

/** "1 – 3 March 2025". @param first and `last` ISO 8601 days */
export const sayPeriod = (first: string, last: string): string => {
  const [from, to] = [Date.parse(`${first}T00:00:00Z`), Date.parse(`${last}T00:00:00Z`)];
  if (Number.isNaN(from) || Number.isNaN(to) || from > to) return words.to(first, last);
  return first === last ? sayDay(first) : rangeFormat.formatRange(from, to);
};

export const sayAmount = ({ amount, unit }: NumberValue): string =>
  unit === '' ? amountFormat.format(amount) : `${amountFormat.format(amount)} ${unit}`;

const OUTSIDE = 'ext:';

const sayPerson = (id: string, { nameOf }: Naming): string => {
  if (id.startsWith(OUTSIDE)) return id.slice(OUTSIDE.length);
  const name = nameOf(id);
  return name === null ? words.someone : (name ?? id);
};

const labelsIn = (dimension: Dimension, ids: readonly string[]): string[] => {
  const labels = new Map(choicesOf(dimension).map(({ id, label }) => [id, label]));
  return ids.map((id) => labels.get(id) ?? id);
};

const isList = (value: AnswerValue): value is readonly string[] => Array.isArray(value);
const isDate = (value: AnswerValue): value is DateValue =>
  value !== null && typeof value === 'object' && 'precision' in value;
const isNumber = (value: AnswerValue): value is NumberValue =>
  value !== null && typeof value === 'object' && 'amount' in value;

const sayIds = (dimension: Dimension, ids: readonly string[], naming: Naming): string => {
  if (dimension.type === 'persons')
    return ids.length === 0 ? words.nobody : sayList(ids.map((id) => sayPerson(id, naming)));
  if (dimension.type === 'ranking') return labelsIn(dimension, ids).join(words.then);
  const inOrder = choicesOf(dimension).filter(({ id }) => ids.includes(id));
  return ids.length === 0
    ? words.none
    : sayList(
        labelsIn(
          dimension,
          inOrder.map(({ id }) => id),
        ),
      );
};

/** Undefined where what was typed does not fit its question: then only the quote is there. */
export const sayValue = (dimension: Dimension, value: AnswerValue, naming: Naming): string | undefined => {
  if (value === null) return undefined;
  if (isList(value)) return sayIds(dimension, value, naming);
  if (isDate(value)) return sayPeriod(value.start, value.end);
  if (isNumber(value)) return sayAmount(value);
  return dimension.type === 'single' ? (labelsIn(dimension, [value])[0] ?? value) : value;
};

const sayDates = (dates: readonly DateValue[]): string | undefined => {
  const ends = dates.map(({ end }) => end).sort();
  const [first, last] = [ends[0], ends.at(-1)];
  return first === undefined || last === undefined ? undefined : sayPeriod(first, last);
};

const sayNumbers = (numbers: readonly NumberValue[]): string | undefined => {
  const said = [...new Map(numbers.map((one) => [sayAmount(one), one]))];
  const [[first, lowest] = [], [last] = []] = [said[0], said.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  if (said.every(([, { unit }]) => unit === lowest?.unit)) return first === last ? first : words.to(first, last);
  return sayList(said.map(([text]) => text));
};

/**
 * What all answers of a group give. Days are compared by the last one of a stated period, so that one is said; amounts
 * within a tolerance are said from the first to the last, in the order the group has them. Undefined where only the quotes can say it.
 */
export const sayGroup = (
  dimension: Dimension,
  group: {
    readonly state: 'answered' | 'not_decided';
    readonly value: AnswerValue;
    readonly values: readonly AnswerValue[];
  },
  naming: Naming,
): string | undefined => {
  if (group.state === 'not_decided') return words.notDecided;
  if (dimension.type === 'date') return sayDates(group.values.filter(isDate));
  if (dimension.type === 'number') return sayNumbers(group.values.filter(isNumber));
  return sayValue(dimension, group.value, naming);
};

/** What somebody chose without typing would only repeat the words of its group. */
export const isQuoteOfItsOwn = (dimension: Dimension, { raw, value }: Answer, said: string | undefined): boolean => {
  const text = raw.trim();
  if (text === '' || text === said) return false;
  if (!isList(value)) return text !== value && text !== sayValue(dimension, value, { nameOf: () => undefined });
  return text !== value.join(', ') && text !== labelsIn(dimension, value).join(', ');
};

/** A single answer that stands outside the groups. */
export const sayAnswer = (dimension: Dimension, answer: Answer, naming: Naming): string | undefined => {
  if (answer.state === 'answered') return sayValue(dimension, answer.value, naming);
  return answer.state === 'not_decided'
    ? words.notDecided
    : answer.state === 'dont_know'
      ? words.dontKnow
      : words.skipped;
};
