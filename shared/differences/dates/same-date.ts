/**
 * Dates: the same when the ends of the stated periods are no more than the tolerance apart. "Q1" ends on 31 March; that
 * one is a quarter and the other a day is an observation of its own.
 */

import type { DimensionConfig } from '../../board/dimension.ts';
import type { DateValue } from '../../board/reading.ts';
import { dayOfIso } from './days.ts';

export const sameDate =
  ({ toleranceDays = 0 }: DimensionConfig['date']) =>
  (a: DateValue, b: DateValue): boolean => {
    const [endOfA, endOfB] = [dayOfIso(a.end), dayOfIso(b.end)];
    return endOfA === undefined || endOfB === undefined ? a.end === b.end : Math.abs(endOfA - endOfB) <= toleranceDays;
  };

/** By their ends, then by their beginnings. ISO days sort as text. */
export const compareDates = (a: DateValue, b: DateValue): number =>
  a.end < b.end ? -1 : a.end > b.end ? 1 : a.start < b.start ? -1 : a.start > b.start ? 1 : 0;
