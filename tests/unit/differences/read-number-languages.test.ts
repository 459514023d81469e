/** What is read from typed numbers, in Spanish and Japanese. */

import { describe, expect, it } from 'vitest';
import { readNumber, type NumberContext } from '../../../shared/differences/numbers/read-number.ts';
import { saidNumber } from './said.ts';

/** A number; `a | b` where it can be either; `a, b` where there are several; `none`. */
const read = (text: string, context: NumberContext): string => {
  const found = readNumber(text, context);
  if (found.kind === 'amount') return saidNumber(found.value);
  if (found.kind === 'none') return 'none';
  return found.readings.map(saidNumber).join(found.kind === 'several' ? ', ' : ' | ');
};

describe('numbers typed in Spanish, where the question has no unit', () => {
  it.each([
    ['ocho horas', '8 horas'],
    ['7,5 horas', '7.5 horas'],
    ['1.200', '1200 | 1.2'],
    ['1,200', '1.2 | 1200'],
    ['once', '11'],
    ['doscientos cincuenta mil', '250000'],
    ['mil', '1000'],
    ['dos mil', '2000'],
    ['mil doscientos', '1200'],
    ['treinta y cinco', '35'],
    ['treinta y cinco mil euros', '35000 EUR'],
    ['3 millones de euros', '3000000 EUR'],
    ['300 mil euros', '300 euros'],
    ['medio millón', '500000'],
    ['un millón', '1000000'],
    ['un millón y medio', '1500000'],
    ['media hora', '0.5 hora'],
    ['un cuarto de hora', '0.25 hora'],
    ['una docena', '12'],
    ['uno', '1'],
    ['una hora', '1 hora'],
    ['entre 10 y 12', '10, 12'],
    ['de 10 a 12', '10, 12'],
    ['5 horas, solo el sábado', '5 horas'],
    ['16 horas, sábado y domingo', '16 horas'],
    ['no más de 5', '5'],
    ['no 5', 'none'],
    ['20 por ciento', '20 %'],
    ['5 veces', '5 veces'],
    ['5 al día', '5 /dia'],
    ['12,5 €', '12.5 EUR'],
  ])('M1 %s is %s', (text, said) => {
    expect(read(text, { locale: 'es' })).toBe(said);
  });
});

describe('numbers typed in Spanish, where h is asked for', () => {
  it.each([
    ['las ocho y media', '8.5 h | 20.5 h'],
    ['20:30', '20.5 h'],
    ['hora y media', '1.5 h'],
  ])('M1 %s is %s', (text, said) => {
    expect(read(text, { locale: 'es', unit: 'h' })).toBe(said);
  });
});

describe('numbers typed in Japanese, where the question has no unit', () => {
  it.each([
    ['三十', '30'],
    ['十二人', '12 人'],
    ['３０人', '30 人'],
    ['30万円', '30 JPY'],
    ['1億2000万円', '12000 JPY'],
    ['1.5億', '150000000'],
    ['3千', '3000'],
    ['5000円', '5000 JPY'],
    ['約30人', '30 人'],
    ['30人以上', '30 人'],
    ['2割', '20 %'],
    ['20％', '20 %'],
    ['十分', 'none'],
    ['一部', 'none'],
    ['一番', 'none'],
    ['3回目', 'none'],
    ['第3', 'none'],
    ['3月', 'none'],
    ['10日', '10 日'],
    ['2週間', '2 週間'],
    ['3か月', '3 か月'],
    ['2時間30分', '2.5 h'],
    ['1時間半', '1.5 h'],
    ['10〜12人', '10 人, 12 人'],
    ['10から12', '10, 12'],
    ['三人', '3 人'],
    ['二百五十', '250'],
    ['1日30分', '1 日, 30 分'],
    ['10人か12人', '10 人, 12 人'],
    ['300人程度', '300 人'],
    ['三千円', '3000 JPY'],
    ['50件', '50 件'],
  ])('M1 %s is %s', (text, said) => {
    expect(read(text, { locale: 'ja' })).toBe(said);
  });
});

describe('numbers typed in Japanese, where h is asked for', () => {
  it.each([
    ['20時30分', '20.5 h'],
    ['8時半', '8.5 h | 20.5 h'],
    ['午後8時半', '20.5 h'],
    ['20時', '20 h'],
  ])('M1 %s is %s', (text, said) => {
    expect(read(text, { locale: 'ja', unit: 'h' })).toBe(said);
  });
});

describe('numbers typed in Japanese, where 分 is asked for', () => {
  it.each([
    ['30分', '30 分'],
    ['30', '30 分'],
    ['1時間半', '90 分'],
  ])('M1 %s is %s', (text, said) => {
    expect(read(text, { locale: 'ja', unit: '分' })).toBe(said);
  });
});

describe('numbers typed in no particular language', () => {
  it.each([
    ['1,200', '1200 | 1.2'],
    ['1.200', '1.2 | 1200'],
    ['7,5', '7.5'],
  ])('M1 %s is %s', (text, said) => {
    expect(read(text, { locale: 'und' })).toBe(said);
  });
});
