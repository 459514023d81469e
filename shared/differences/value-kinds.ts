/** Which kind of value an answer holds; what does not fit its question was set to null before it was published. */

import type { AnswerValue, DateValue, NumberValue } from '../board/reading.ts';

export const isList = (value: AnswerValue): value is readonly string[] => Array.isArray(value);
export const isText = (value: AnswerValue): value is string => typeof value === 'string';
export const isDate = (value: AnswerValue): value is DateValue =>
  typeof value === 'object' && value !== null && 'end' in value;
export const isNumber = (value: AnswerValue): value is NumberValue =>
  typeof value === 'object' && value !== null && 'amount' in value;
