/**
 * Amounts of digits, with whatever marks thousands and decimals. "1.200" is twelve hundred in one country and a little
 * more than one in the next: both are given, except for the comma in English and Japanese, which parts thousands there.
 */

import type { ReadingLocale } from '../reading-locale.ts';

/** Digits with their marks; spaces only between groups of three. */
export const DIGITS = "(?:\\d{1,3}(?: \\d{3})+(?!\\d)|\\d+)(?:[.,']\\d+)*";

const groupsOf = (text: string, mark: string): number | undefined => {
  const [first = '', ...rest] = text.split(mark);
  const isGrouped = first.length >= 1 && first.length <= 3 && rest.every((group) => group.length === 3);
  return isGrouped ? Number([first, ...rest].join('')) : undefined;
};

const oneMark = (text: string, mark: '.' | ',', locale: ReadingLocale): number[] => {
  const parts = text.split(mark);
  const grouped = groupsOf(text, mark);
  if (parts.length > 2) return grouped === undefined ? [] : [grouped];
  const decimal = Number(parts.join('.'));
  if (grouped === undefined || text.startsWith('0')) return [decimal];
  if (mark === ',') {
    if (locale === 'en' || locale === 'ja') return [grouped];
    return locale === 'es' ? [decimal, grouped] : [grouped, decimal];
  }
  return locale === 'es' ? [grouped, decimal] : [decimal, grouped];
};

/** @returns what the digits can mean, the likeliest first; nothing where they are no number */
export const amountsOf = (digits: string, locale: ReadingLocale): number[] => {
  const text = digits.replace(/[ ']/g, '');
  const hasDot = text.includes('.');
  const hasComma = text.includes(',');
  if (!hasDot && !hasComma) return [Number(text)];
  if (hasDot !== hasComma) return oneMark(text, hasDot ? '.' : ',', locale);
  const decimalMark = text.lastIndexOf('.') > text.lastIndexOf(',') ? '.' : ',';
  const [whole = '', decimals = '', ...more] = text.split(decimalMark);
  const grouped = groupsOf(whole, decimalMark === '.' ? ',' : '.');
  return grouped === undefined || more.length > 0 ? [] : [Number(`${grouped}.${decimals}`)];
};

/** Times a power of ten, without the noise of binary fractions: 1.1 thousand is 1100. */
export const timesTen = (amount: number, power: number): number => {
  const shifted = Number(`${amount}e${power}`);
  return Number.isNaN(shifted) ? amount * 10 ** power : shifted;
};
