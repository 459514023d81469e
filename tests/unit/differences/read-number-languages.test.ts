/** What is read from typed numbers, in Spanish and Japanese. */

import { describe, expect, it } from 'vitest';
import { readNumber, type NumberContext } from '../../../shared/differences/numbers/read-number.ts';
import { saidNumbers } from './said.ts';

const read = (text: string, context: NumberContext): string => saidNumbers(readNumber(text, context));

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
    ['300 mil euros', '300000 EUR'],
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
    ['30万円', '300000 JPY'],
    ['1億2000万円', '120000000 JPY'],
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

describe('numbers typed in Japanese, where 円 is asked for', () => {
  it.each([
    ['30万', '300000 円'],
    ['30万円', '300000 円'],
    ['３０万円', '300000 円'],
    ['300,000円', '300000 円'],
    ['1億', '100000000 円'],
    ['三十万円', '300000 円'],
    ['500円/人', '500 円 | 500 円/人'],
    ['一人500円', '1 円, 1 人, 500 円'],
    ['約30万円', '300000 円'],
    ['30〜40万円', '300000 円, 400000 円'],
    ['30万円以内', '300000 円'],
    ['30万円まで', '300000 円'],
    ['百万円', '1000000 円'],
    ['1.5万円', '15000 円'],
    ['ゼロ', 'none'],
    ['無料', 'none'],
    ['5千円', '5000 円'],
    ['二千五百円', '2500 円'],
  ])('M1 %s is %s', (text, said) => {
    expect(read(text, { locale: 'ja', unit: '円' })).toBe(said);
  });
});

describe('numbers typed in Japanese, where 人 is asked for', () => {
  it.each([
    ['三人', '3 人'],
    ['3名', '3 人'],
    ['3人', '3 人'],
    ['十数人', 'none'],
    ['数人', 'none'],
    ['3人ずつ', '3 人'],
    ['全員', 'none'],
    ['3〜5人', '3 人, 5 人'],
    ['3、4人', '3 人, 4 人'],
    ['3人以上', '3 人'],
  ])('M1 %s is %s', (text, said) => {
    expect(read(text, { locale: 'ja', unit: '人' })).toBe(said);
  });
});

describe('numbers typed in Spanish, where EUR is asked for', () => {
  it.each([
    ['250.000', '250000 EUR | 250 EUR'],
    ['250.000 €', '250000 EUR | 250 EUR'],
    ['250 mil', '250000 EUR'],
    ['250.000,50', '250000.5 EUR'],
    ['1,5 millones', '1500000 EUR'],
    ['un millón y medio', '1500000 EUR'],
    ['medio millón de euros', '500000 EUR'],
    ['cien mil', '100000 EUR'],
    ['mil euros', '1000 EUR'],
    ['5 mil', '5000 EUR'],
    ['10 o 12 mil', '10000 EUR, 12000 EUR'],
    ['entre 10 y 12 mil', '10000 EUR, 12000 EUR'],
    ['5000 € al mes', '5000 EUR | 5000 EUR/mes'],
    ['5.000 más IVA', 'none'],
    ['unos 5000', '5000 EUR'],
    ['cinco mil quinientos', '5500 EUR'],
    ['dos millones trescientos mil', '2300000 EUR'],
  ])('M1 %s is %s', (text, said) => {
    expect(read(text, { locale: 'es', unit: 'EUR' })).toBe(said);
  });
});
