/**
 * Whether two answers to one question say the same: the kernel that groups and measures share. An answer that was typed
 * and not understood is the same as another only by its words; "not decided" is the same as another "not decided".
 */

import type { Dimension } from '../board/dimension.ts';
import type { Answer, AnswerValue } from '../board/reading.ts';
import { sameDate } from './dates/same-date.ts';
import { sameMulti } from './multi.ts';
import { sameNumber } from './numbers/same-number.ts';
import { samePersons } from './persons.ts';
import { sameRanking } from './ranking.ts';
import { sameSingle } from './single.ts';
import { sameText } from './text.ts';
import { isDate, isList, isNumber, isText } from './value-kinds.ts';

type SameValue = (a: AnswerValue, b: AnswerValue) => boolean | undefined;

/** Undefined where one of them is no value of the question's type. */
const both =
  <Value extends AnswerValue>(
    isValue: (value: AnswerValue) => value is Value,
    isSame: (a: Value, b: Value) => boolean,
  ): SameValue =>
  (a, b) => {
    if (isValue(a) && isValue(b)) return isSame(a, b);
    return isValue(a) || isValue(b) ? false : undefined;
  };

const sameValueFor = (dimension: Dimension): SameValue => {
  switch (dimension.type) {
    case 'date':
      return both(isDate, sameDate(dimension.config));
    case 'number':
      return both(isNumber, sameNumber(dimension.config));
    case 'single':
      return both(isText, sameSingle);
    case 'multi':
      return both(isList, sameMulti);
    case 'persons':
      return both(isList, samePersons);
    case 'ranking':
      return both(isList, sameRanking);
    case 'text':
      return both(isText, sameText);
  }
};

/** Only readings are compared: `answered` and `not_decided`. @returns false for all others */
export const sameAnswer = (dimension: Dimension): ((a: Answer, b: Answer) => boolean) => {
  const sameValue = sameValueFor(dimension);
  return (a, b) => {
    if (a.state !== b.state) return false;
    if (a.state === 'not_decided') return true;
    return a.state === 'answered' && (sameValue(a.value, b.value) ?? sameText(a.raw, b.raw));
  };
};
