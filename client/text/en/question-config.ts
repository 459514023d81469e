/** What is fixed with a question before anyone answers, in one plain sentence. */

import type { Dimension, DimensionConfig } from '../../../shared/board/dimension.ts';
import { LOCALE, plural, sayList } from './language.ts';

const numbers = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 12 });
const shares = new Intl.NumberFormat(LOCALE, { style: 'percent', maximumFractionDigits: 10 });
const eitherOf = new Intl.ListFormat(LOCALE, { style: 'long', type: 'disjunction' });

const days = (count: number) => plural(count, { one: '# day', other: '# days' });

const withUnit = (amount: number, unit: string | undefined) =>
  unit === undefined ? numbers.format(amount) : `${numbers.format(amount)} ${unit}`;

const directions: Readonly<Record<NonNullable<DimensionConfig['date']['direction']>, string>> = {
  by: 'meant as “by that day”',
  on: 'meant as “on that day”',
  at_least: 'meant as “at least that much”',
  at_most: 'meant as “at most that much”',
  about: 'meant as “about that”',
};

/** A piece of a sentence; `isWords` for what people wrote, which keeps its own voice. */
export interface Piece {
  readonly text: string;
  readonly isWords: boolean;
}

const said = (text: string): Piece => ({ text, isWords: false });

const listed = (before: string, choices: readonly { readonly label: string }[], after = ''): Piece[] => {
  const words = { text: choices.map(({ label }) => label).join(', '), isWords: true };
  return choices.length === 0 ? [said('nothing to choose from yet')] : [said(before), words, said(after)];
};

const sayDate = ({ toleranceDays = 0, direction }: DimensionConfig['date']): string[] => [
  toleranceDays === 0
    ? 'a day; the same when it ends on the same day'
    : `a day; the same within ${days(toleranceDays)}`,
  ...(direction === undefined ? [] : [directions[direction]]),
];

const sayNumber = ({ unit, tolerance, convert = {}, direction }: DimensionConfig['number']): string[] => {
  const within = [
    ...(tolerance?.abs ? [withUnit(tolerance.abs, unit)] : []),
    ...(tolerance?.rel ? [shares.format(tolerance.rel)] : []),
  ];
  const others = Object.entries(convert).filter(([name]) => name !== unit);
  const conversions = others.map(([name, factor]) => `1 ${name} is ${withUnit(factor, unit)}`);
  return [
    unit === undefined ? 'a number' : `a number in ${unit}`,
    within.length === 0 ? 'the same when it is equal' : `the same within ${eitherOf.format(within)}`,
    ...(conversions.length === 0 ? [] : [sayList(conversions)]),
    ...(direction === undefined ? [] : [directions[direction]]),
  ];
};

const pieces = (dimension: Dimension): Piece[] => {
  switch (dimension.type) {
    case 'text':
      return [said('in own words')];
    case 'date':
      return [said(sayDate(dimension.config).join('; '))];
    case 'number':
      return [said(sayNumber(dimension.config).join('; '))];
    case 'single': {
      const { options, ordered } = dimension.config;
      return listed('one of: ', options, ordered === true ? '; these are steps in this order' : '');
    }
    case 'multi':
      return listed('any of: ', dimension.config.options);
    case 'persons':
      return [said('people on the board, or others')];
    case 'ranking':
      return listed('in order: ', dimension.config.items);
  }
};

const capital = (text: string): string => `${text.slice(0, 1).toLocaleUpperCase(LOCALE)}${text.slice(1)}`;

export const configPieces = (dimension: Dimension): Piece[] =>
  [...pieces(dimension), said('.')].map((piece, index) => (index === 0 ? said(capital(piece.text)) : piece));

/** "A number in kg; the same within 5 %; 1 t is 1,000 kg." */
export const sayConfig = (dimension: Dimension): string =>
  configPieces(dimension)
    .map(({ text }) => text)
    .join('');

/** What a conversion was understood as. */
export const sayConversion = (name: string, factor: number, unit: string): string =>
  `1 ${name} is ${withUnit(factor, unit)}.`;
