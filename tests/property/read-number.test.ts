/** Laws of reading numbers, over any text and over text made of the words of numbers and units. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readNumber, type NumberContext, type ReadNumber } from '../../shared/differences/numbers/read-number.ts';
import { LONGEST_READ, READING_LOCALES } from '../../shared/differences/reading-locale.ts';

const UNITS = ['EUR', 'kEUR', 'm', 'h', 'min', '%', 'doses', '人', '円', 'k€'];
const contexts: fc.Arbitrary<NumberContext> = fc.record(
  {
    locale: fc.constantFrom(...READING_LOCALES),
    unit: fc.oneof(fc.constantFrom(...UNITS), fc.string()),
    convert: fc.dictionary(fc.constantFrom(...UNITS), fc.double({ min: 1e-9, max: 1e12, noNaN: true })),
  },
  { requiredKeys: ['locale'] },
);

const WORDS =
  `1 2 3 12 20 30 200 1,200 1.200 1.2 300,000 7,5 0 -5 20:30 19.30 ½ 99999999999999999999 € $ EUR k M m million half a
  quarter of an hour hours h min minutes % percent per day doses people boxes one two ten twenty hundred thousand and dozen
  to - – or not more than less at least ~ + x / ( ) . , mil millones medio media ocho doscientos y cien por ciento 十 二
  三百 万 億 円 人 分 時間 半 件 割 から 〜 約 第 目 月 日 か月 pm o'clock past noon version #`.split(/\s+/u);

const phrases = fc
  .array(fc.tuple(fc.constantFrom(...WORDS), fc.constantFrom(' ', ' ', '')), { maxLength: 10 })
  .map((pieces) => pieces.map(([word, gap]) => `${word}${gap}`).join(''));

const texts = fc.oneof(
  phrases,
  phrases,
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary', maxLength: 300 }),
);

const readingsOf = (found: ReadNumber) =>
  found.kind === 'amount' ? [found.value] : found.kind === 'none' ? [] : found.readings;

const toFullWidth = (text: string): string =>
  text
    .replace(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0))
    .replaceAll(' ', '\u3000');

describe('reading numbers', () => {
  it('A1 whatever is typed, the answer is a finite amount or none', () => {
    fc.assert(
      fc.property(texts, contexts, (text, context) => {
        const found = readNumber(text, context);
        const readings = readingsOf(found);
        const areAmounts = readings.every(
          ({ amount, unit }) => Number.isFinite(amount) && !Object.is(amount, -0) && typeof unit === 'string',
        );
        expect(areAmounts).toBe(true);
        if (found.kind !== 'none') expect(readings.length > 1).toBe(found.kind !== 'amount');
      }),
      { numRuns: 3000 },
    );
  });

  it('A1 what is longer than an answer is not looked at', () => {
    fc.assert(
      fc.property(fc.string({ minLength: LONGEST_READ + 1, maxLength: 1000 }), contexts, (text, context) => {
        expect(readNumber(`5 ${text}`, context)).toEqual({ kind: 'none' });
      }),
    );
  });

  it('M1 full-width characters say the same as half-width ones', () => {
    const withoutUnits = fc.record({ locale: fc.constantFrom(...READING_LOCALES) });
    fc.assert(
      fc.property(fc.oneof(phrases, fc.stringMatching(/^[ -~]{0,40}$/)), withoutUnits, (text, context) => {
        expect(readNumber(toFullWidth(text), context)).toEqual(readNumber(text, context));
      }),
      { numRuns: 1000 },
    );
  });

  it('M1 a number as it is printed is read as that number, whatever marks its thousands', () => {
    const whole = fc.integer({ min: -999_999_999, max: 999_999_999 });
    fc.assert(
      fc.property(whole, fc.constantFrom(...READING_LOCALES), (amount, locale) => {
        const value = { amount, unit: 'doses' };
        const read = (text: string) => readNumber(text, { unit: 'doses', locale });
        expect(read(`${amount}`)).toEqual({ kind: 'amount', value });
        expect(read(`${amount.toLocaleString('fr')} doses`)).toEqual({ kind: 'amount', value });
        for (const grouped of [amount.toLocaleString('en'), amount.toLocaleString('de')]) {
          const found = read(grouped);
          expect(readingsOf(found)).toContainEqual(value);
        }
      }),
    );
  });

  it('M1 what multiplies a number, and the unit behind it, are never lost', () => {
    const scales = [
      ['', 1],
      ['k', 1e3],
      [' thousand', 1e3],
      [' million', 1e6],
      ['M', 1e6],
      ['千', 1e3],
      ['万', 1e4],
      ['億', 1e8],
    ] as const;
    const money = ['€', ' €', ' EUR', ' euros', 'ユーロ'];
    const asked: readonly NumberContext[] = [
      { locale: 'en' },
      { locale: 'en', unit: 'EUR' },
      { locale: 'es', unit: '€' },
      { locale: 'en', unit: 'kEUR' },
      { locale: 'ja', unit: 'EUR', convert: { kEUR: 1000 } },
    ];
    const isKilo = (unit: string) => unit === 'kEUR';
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 999 }),
        fc.constantFrom(...scales),
        fc.constantFrom(...money),
        fc.constantFrom(...asked),
        (number, [scale, factor], unit, context) => {
          const found = readNumber(`${number}${scale}${unit}`, context);
          if (found.kind !== 'amount') throw new Error(`${number}${scale}${unit} is ${found.kind}`);
          const { value } = found;
          expect(['EUR', '€', 'kEUR']).toContain(value.unit);
          expect(value.amount * (isKilo(value.unit) ? 1000 : 1)).toBeCloseTo(number * factor, 6);
        },
      ),
      { numRuns: 500 },
    );
  });
});
