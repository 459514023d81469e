/** Readings in one line each, so that tables of them can be read: `2025-07-01..2025-07-15 span`, `a | b` where open. */

import type { DateValue, NumberValue } from '../../../shared/board/reading.ts';

export const saidDate = ({ start, end, precision }: DateValue): string =>
  `${start === end ? start : `${start}..${end}`}${precision === 'day' ? '' : ` ${precision}`}`;

export const saidNumber = ({ amount, unit }: NumberValue): string => `${amount}${unit === '' ? '' : ` ${unit}`}`;
