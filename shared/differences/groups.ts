/**
 * Answers to one question, put together where they are equal. Who wrote which plays no part in it: the same answers in any
 * order of people give the same groups in the same order. What was understood comes first, in its own order; then what
 * was typed and not understood; then "not decided", which is an answer. "Don't know" and "skipped" are none.
 */

import type { Dimension } from '../board/dimension.ts';
import type { ReadingId } from '../board/ids.ts';
import type { Answer, AnswerValue, NumberValue } from '../board/reading.ts';
import { compareDates, sameDate } from './dates/same-date.ts';
import { byKey, bySteps, byText, idsOf, type AnswerGroup, type Given } from './grouping.ts';
import { keyOfSet } from './multi.ts';
import { compareNumbers, measured, sameNumber } from './numbers/same-number.ts';
import { keyOfPersons } from './persons.ts';
import { keyOfRanking } from './ranking.ts';
import { placeOf } from './single.ts';
import { normalisedText } from './text.ts';
import { isDate, isList, isNumber, isText } from './value-kinds.ts';

export type { AnswerGroup } from './grouping.ts';

export interface NotGiven {
  readonly state: 'dont_know' | 'skipped';
  readonly readings: readonly ReadingId[];
}

export interface GroupedAnswers {
  readonly groups: readonly AnswerGroup[];
  readonly notGiven: readonly NotGiven[];
}

type Sorter = readonly [
  isUnderstood: (value: AnswerValue) => boolean,
  group: (given: readonly Given<AnswerValue>[]) => AnswerGroup[],
];

/** Keeps what is a value of the question's type apart from what is none. */
const sorter = <Value extends AnswerValue>(
  isValue: (value: AnswerValue) => value is Value,
  group: (given: readonly Given<Value>[]) => AnswerGroup[],
): Sorter => [
  isValue,
  (given) => group(given.flatMap(({ reading, value }) => (isValue(value) ? [{ reading, value }] : []))),
];

/** Of a set, the order in which it was ticked says nothing. */
const inOneOrder = (given: readonly Given<readonly string[]>[], compare: (a: string, b: string) => number) =>
  given.map(({ reading, value }) => ({ reading, value: [...value].sort(compare) }));

const inPlaces = (dimension: Dimension) => {
  const place = placeOf(dimension);
  return (a: string, b: string): number => place(a) - place(b) || byText(a, b);
};

/** By the places of their options in the question: what stands first there comes first. */
const byPlaces = (dimension: Dimension) => {
  const isSet = dimension.type === 'multi';
  const compare = inPlaces(dimension);
  const listed = (key: string): string[] => {
    const ids = key === '' ? [] : key.split('\n');
    return isSet ? ids.sort(compare) : ids;
  };
  return (a: string, b: string): number => {
    const [left, right] = [listed(a), listed(b)];
    for (const [index, id] of left.entries()) {
      const other = right[index];
      if (other === undefined) return 1;
      if (id !== other) return compare(id, other);
    }
    return left.length - right.length;
  };
};

const sorterFor = (dimension: Dimension): Sorter => {
  switch (dimension.type) {
    case 'date':
      return sorter(isDate, (given) => bySteps(given, compareDates, sameDate(dimension.config), ({ end }) => end));
    case 'number': {
      const measure = measured(dimension.config);
      const keyOf = (value: NumberValue): string => {
        const { amount, scale } = measure(value);
        return scale === '' ? `${amount}` : `${amount} ${scale}`;
      };
      return sorter(isNumber, (given) =>
        bySteps(given, compareNumbers(dimension.config), sameNumber(dimension.config), keyOf),
      );
    }
    case 'single': {
      const place = placeOf(dimension);
      return sorter(isText, (given) =>
        byKey(
          given,
          (id) => id,
          (a, b) => place(a) - place(b),
        ),
      );
    }
    case 'multi':
      return sorter(isList, (given) => byKey(inOneOrder(given, inPlaces(dimension)), keyOfSet, byPlaces(dimension)));
    case 'persons':
      return sorter(isList, (given) => byKey(inOneOrder(given, byText), keyOfPersons));
    case 'ranking':
      return sorter(isList, (given) => byKey(given, keyOfRanking, byPlaces(dimension)));
    case 'text':
      return sorter(isText, (given) => byKey(given, normalisedText));
  }
};

export const groupAnswers = (dimension: Dimension, answers: ReadonlyMap<ReadingId, Answer>): GroupedAnswers => {
  const [isUnderstood, group] = sorterFor(dimension);
  const all = [...answers].map(([reading, answer]) => ({ reading, ...answer }));
  const inState = (state: Answer['state']) => all.filter((answer) => answer.state === state);
  const answered = inState('answered');
  const understood = group(answered.filter(({ value }) => isUnderstood(value)));
  const unread = byKey(
    answered.filter(({ value }) => !isUnderstood(value)).map(({ reading, raw }) => ({ reading, value: raw })),
    (raw) => `unread ${normalisedText(raw)}`,
  ).map((found) => ({ ...found, value: null, values: [] }));
  const open = inState('not_decided');
  const notDecided: AnswerGroup = {
    key: 'not_decided',
    state: 'not_decided',
    value: null,
    values: [],
    readings: idsOf(open),
  };
  const notGiven = (['dont_know', 'skipped'] as const).map((state) => ({ state, readings: idsOf(inState(state)) }));
  return {
    groups: [
      ...understood.map((found) => ({ ...found, key: `${dimension.type} ${found.key}` })),
      ...unread,
      ...(open.length === 0 ? [] : [notDecided]),
    ],
    notGiven: notGiven.filter(({ readings }) => readings.length > 0),
  };
};
