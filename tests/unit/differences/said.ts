/** Readings in one line each, so that tables of them can be read: `2025-07-01..2025-07-15 span`, `a | b` where open. */

import type { DateValue, NumberValue } from '../../../shared/board/reading.ts';
import type { ReadNumber } from '../../../shared/differences/numbers/read-number.ts';

export const saidDate = ({ start, end, precision }: DateValue): string =>
  `${start === end ? start : `${start}..${end}`}${precision === 'day' ? '' : ` ${precision}`}`;

export const saidNumber = ({ amount, unit }: NumberValue): string => `${amount}${unit === '' ? '' : ` ${unit}`}`;

/** A number; `a | b` where it can be either; `a, b` where there are several; `none`. */
export const saidNumbers = (found: ReadNumber): string => {
  if (found.kind === 'amount') return saidNumber(found.value);
  if (found.kind === 'none') return 'none';
  return found.readings.map(saidNumber).join(found.kind === 'several' ? ', ' : ' | ');
};
