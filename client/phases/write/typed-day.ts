/** What a date answer shows below its field: pure, so that no day is ever shown that is not the one kept. */

import type { AnswerValue, DateValue } from '../../../shared/board/reading.ts';
import { readDate, type DateContext } from '../../../shared/differences/dates/read-date.ts';

export type TypedDay =
  /** `isRead`: as the words say; otherwise its author chose it. */
  | { readonly kind: 'value'; readonly value: DateValue; readonly isRead: boolean }
  | { readonly kind: 'choices'; readonly readings: readonly DateValue[] }
  | { readonly kind: 'condition' | 'none' | 'empty' };

export const isDateValue = (value: AnswerValue | undefined): value is DateValue =>
  value !== null && typeof value === 'object' && 'precision' in value;

const isSame = (a: DateValue, b: DateValue): boolean => a.start === b.start && a.end === b.end;

/** What is kept for what was typed: a period where there is only one. */
export const periodTyped = (raw: string, context: DateContext): DateValue | null => {
  const found = readDate(raw, context);
  return found.kind === 'period' ? found.value : null;
};

export const typedDay = (raw: string, value: AnswerValue | undefined, context: DateContext): TypedDay => {
  const found = readDate(raw, context);
  if (isDateValue(value))
    return { kind: 'value', value, isRead: found.kind === 'period' && isSame(found.value, value) };
  if (raw.trim() === '') return { kind: 'empty' };
  if (found.kind === 'ambiguous') return { kind: 'choices', readings: found.readings };
  // Typed on another day, or by a program: it is kept once its author says so.
  if (found.kind === 'period') return { kind: 'choices', readings: [found.value] };
  return { kind: found.kind };
};
