/** Numbers in words, English and Spanish: seven, two hundred, half a million, ocho, doscientos cincuenta mil. */

import type { ReadingLocale } from '../reading-locale.ts';

const listed = (words: string, from: number, step: number): [string, number][] =>
  words.split(' ').map((word, index) => [word, from + index * step]);

interface Vocabulary {
  readonly home: ReadingLocale;
  /** What adds up. */
  readonly values: ReadonlyMap<string, number>;
  /** What the number before is multiplied by. */
  readonly scales: ReadonlyMap<string, number>;
  readonly joiner: string;
}

const ENGLISH: Vocabulary = {
  home: 'en',
  values: new Map([
    ...listed('zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen', 0, 1),
    ...listed('sixteen seventeen eighteen nineteen', 16, 1),
    ...listed('twenty thirty forty fifty sixty seventy eighty ninety', 20, 10),
  ]),
  scales: new Map([
    ['hundred', 100],
    ['thousand', 1e3],
    ['million', 1e6],
    ['billion', 1e9],
    ['dozen', 12],
  ]),
  joiner: 'and',
};

const HUNDREDS = 'doscient trescient cuatrocient quinient seiscient setecient ochocient novecient';

const SPANISH: Vocabulary = {
  home: 'es',
  values: new Map([
    ...listed('cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince', 0, 1),
    ...listed('dieciseis diecisiete dieciocho diecinueve veinte veintiuno veintidos veintitres veinticuatro', 16, 1),
    ...listed('veinticinco veintiseis veintisiete veintiocho veintinueve', 25, 1),
    ...listed('treinta cuarenta cincuenta sesenta setenta ochenta noventa', 30, 10),
    ...listed('cien ciento', 100, 0),
    ...listed(HUNDREDS, 200, 100).flatMap(([word, value]): [string, number][] => [
      [`${word}os`, value],
      [`${word}as`, value],
    ]),
    ...listed('un una', 1, 0),
    ['veintiun', 21],
  ]),
  scales: new Map([
    ['mil', 1e3],
    ['millon', 1e6],
    ['millones', 1e6],
    ['docena', 12],
    ['docenas', 12],
  ]),
  joiner: 'y',
};

const VOCABULARIES = [ENGLISH, SPANISH];

/** Words of the other language too: "once" and "ten" are numbers in one of them only. */
const ONLY_AT_HOME = new Set(['once', 'un', 'una', 'uno', 'mil', 'ten']);

export interface WordNumber {
  /** Undefined where words of number stand together in no way that is a number: "one two". */
  readonly amount: number | undefined;
  /** Characters of the words. */
  readonly length: number;
}

interface Sum {
  readonly total: number;
  readonly section: number;
  readonly lastScale: number;
}

/** Where a value may follow: twenty-five, a hundred and five; not "one two". */
const fits = (section: number, value: number): boolean => {
  if (section === 0) return value > 0;
  if (value >= 100) return false;
  const tens = section % 100;
  return tens === 0 || (tens >= 20 && tens % 10 === 0 && value > 0 && value < 10);
};

const withWord = (
  { total, section, lastScale }: Sum,
  word: string,
  { values, scales }: Vocabulary,
  isFirst: boolean,
): Sum | undefined => {
  const [value, scale] = [values.get(word), scales.get(word)];
  if (value !== undefined) {
    return isFirst || fits(section, value) ? { total, section: section + value, lastScale } : undefined;
  }
  if (scale === undefined || scale >= lastScale || (section === 0 && word !== 'mil')) return undefined;
  if (scale === 100) return section < 100 ? { total, section: section * 100, lastScale } : undefined;
  return { total: total + (section === 0 ? 1 : section) * scale, section: 0, lastScale: scale };
};

const parse = (text: string, vocabulary: Vocabulary, locale: ReadingLocale): WordNumber | undefined => {
  let sum: Sum = { total: 0, section: 0, lastScale: Infinity };
  let length = 0;
  for (;;) {
    const rest = text.slice(length);
    const gap = length === 0 ? '' : (new RegExp(`^(?: ${vocabulary.joiner} | |-)(?=[a-z])`).exec(rest)?.[0] ?? '');
    if (length > 0 && gap === '') break;
    const word = /^[a-z]+/.exec(rest.slice(gap.length))?.[0] ?? '';
    if (length === 0 && locale !== vocabulary.home && ONLY_AT_HOME.has(word)) return undefined;
    const next = withWord(sum, word, vocabulary, length === 0);
    if (next === undefined) {
      const isNumberToo = length > 0 && (vocabulary.values.has(word) || vocabulary.scales.has(word));
      if (isNumberToo && gap.length === 1) return { amount: undefined, length: length + gap.length + word.length };
      break;
    }
    sum = next;
    length += gap.length + word.length;
  }
  return length === 0 ? undefined : { amount: sum.total + sum.section, length };
};

/** @param text folded, from the first letter on */
export const wordNumber = (text: string, locale: ReadingLocale): WordNumber | undefined => {
  const found = VOCABULARIES.flatMap((vocabulary) => parse(text, vocabulary, locale) ?? []);
  return found.sort((a, b) => b.length - a.length)[0];
};

const FRACTIONS: readonly (readonly [RegExp, number])[] = [
  [/^(?:a )?half(?: of)?(?: an?)? /, 0.5],
  [/^(?:a )?quarter(?: of)?(?: an?)? /, 0.25],
  [/^three[- ]quarters(?: of)?(?: an?)? /, 0.75],
  [/^medi[oa] /, 0.5],
  [/^un cuarto de /, 0.25],
  [/^tres cuartos de /, 0.75],
];

/** "Half a", "three quarters of a"; of what, has to follow. */
export const fractionWord = (text: string): { readonly amount: number; readonly length: number } | undefined => {
  for (const [pattern, amount] of FRACTIONS) {
    const match = pattern.exec(text);
    if (match !== null) return { amount, length: match[0].length };
  }
  return undefined;
};
