/** What a number answer shows below its field: pure, so that no amount is ever shown that is not the one kept. */

import type { AnswerValue, NumberValue } from '../../../shared/board/reading.ts';
import { readNumber, type NumberContext } from '../../../shared/differences/numbers/read-number.ts';

export type TypedNumber =
  /** `isRead`: as the words say; otherwise its author gave it. */
  | { readonly kind: 'value'; readonly value: NumberValue; readonly isRead: boolean }
  | { readonly kind: 'choices'; readonly readings: readonly NumberValue[]; readonly areSeveral: boolean }
  | { readonly kind: 'none' | 'empty' };

export const isNumberValue = (value: AnswerValue | undefined): value is NumberValue =>
  value !== null && typeof value === 'object' && 'amount' in value;

const isSame = (a: NumberValue, b: NumberValue): boolean => a.amount === b.amount && a.unit === b.unit;

/** What is kept for what was typed: an amount where there is only one. */
export const amountTyped = (raw: string, context: NumberContext): NumberValue | null => {
  const found = readNumber(raw, context);
  return found.kind === 'amount' ? found.value : null;
};

export const typedNumber = (raw: string, value: AnswerValue | undefined, context: NumberContext): TypedNumber => {
  const found = readNumber(raw, context);
  if (isNumberValue(value))
    return { kind: 'value', value, isRead: found.kind === 'amount' && isSame(found.value, value) };
  if (raw.trim() === '') return { kind: 'empty' };
  if (found.kind === 'none') return { kind: 'none' };
  if (found.kind === 'amount') return { kind: 'choices', readings: [found.value], areSeveral: false };
  return { kind: 'choices', readings: found.readings, areSeveral: found.kind === 'several' };
};
