/** What is read from typed numbers, in English, where the question has a unit. */

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

describe('numbers typed in English, where EUR (or kEUR) is asked for', () => {
  it.each([
    ['300k', '300000 EUR'],
    ['300 k€', '300000 EUR'],
    ['12 k€', '12000 EUR'],
    ['€12k', '12000 EUR'],
    ['12 kEUR', '12 kEUR'],
    ['1.5m', '1500000 EUR'],
    ['300,000', '300000 EUR'],
    ['300.000', '300 EUR | 300000 EUR'],
    ['$5', '5 USD'],
    ['5 pounds', '5 GBP'],
    ['half a million', '500000 EUR'],
    ['300000 euros', '300000 EUR'],
    ['5 m', '5000000 EUR'],
    ['10k-12k', '10000 EUR, 12000 EUR'],
    ['10-12k', '10000 EUR, 12000 EUR'],
    ['1.5-2 million', '1500000 EUR, 2000000 EUR'],
    ['20 %', '20 %'],
    ['200 boxes', '200 EUR | 200 boxes'],
    ['50,000 for the rooms', '50000 EUR'],
    ['5k per month', '5000 EUR | 5000 EUR/month'],
    ['€5 per month', '5 EUR | 5 EUR/month'],
  ])('M1 %s is %s', (text, said) => {
    expect(read(text, { locale: 'en', unit: 'EUR', convert: { EUR: 1, kEUR: 1000 } })).toBe(said);
  });
});

describe('numbers typed in English, where kEUR is asked for', () => {
  it.each([
    ['300k', '300 kEUR | 300000 kEUR'],
    ['300', '300 kEUR'],
    ['300,000', '300000 EUR | 300000 kEUR'],
    ['300 k€', '300000 EUR'],
    ['€300k', '300000 EUR'],
    ['€300,000', '300000 EUR'],
  ])('M1 %s is %s', (text, said) => {
    expect(read(text, { locale: 'en', unit: 'kEUR' })).toBe(said);
  });
});

describe('numbers typed in English, where h is asked for', () => {
  it.each([
    ['20:30', '20.5 h'],
    ['7:30', '7.5 h | 19.5 h'],
    ['7:30 pm', '19.5 h'],
    ['7.30', '7.5 h | 19.5 h | 7.3 h'],
    ['19.30', '19.5 h | 19.3 h'],
    ['7.5', '7.5 h'],
    ['7.25', '7.416666666666667 h | 19.416666666666668 h | 7.25 h'],
    ['08:30', '8.5 h'],
    ['8 pm', '20 h'],
    ['12 am', '0 h'],
    ['12 pm', '12 h'],
    ['noon', '12 h'],
    ['half past eight', '8.5 h | 20.5 h'],
    ['quarter to nine', '8.75 h | 20.75 h'],
    ["eight o'clock", '8 h | 20 h'],
    ['25:00', 'none'],
    ['20:75', 'none'],
    ['1 h 30 min', '1.5 h'],
    ['1h30', '1.5 h'],
    ['an hour and a half', '1.5 h'],
    ['1.5 h', '1.5 h'],
    ['half an hour', '0.5 h'],
    ['8', '8 h'],
    ['20:30-22:00', '20.5 h, 22 h'],
    ['half past', 'none'],
  ])('M1 %s is %s', (text, said) => {
    expect(read(text, { locale: 'en', unit: 'h' })).toBe(said);
  });
});

describe('numbers typed in English, where min (or h) is asked for', () => {
  it.each([
    ['30', '30 min'],
    ['half an hour', '0.5 h'],
    ['an hour', '1 h'],
    ['1 hour', '1 h'],
    ['1 hour 30 minutes', '1.5 h'],
    ['1h30', '1.5 h'],
    ['90', '90 min'],
    ['a minute', '1 min'],
    ['20:30', 'none'],
    ['45 minutes with maths', '45 min'],
    ['4 hours a day', '4 h | 4 h/day'],
    ['30 min per week', '30 min | 30 min/week'],
  ])('M1 %s is %s', (text, said) => {
    expect(read(text, { locale: 'en', unit: 'min', convert: { min: 1, h: 60 } })).toBe(said);
  });
});

describe('numbers typed in English, where min is asked for', () => {
  it.each([
    ['1 h 30 min', '90 min'],
    ['1 hour', '1 hour'],
  ])('M1 %s is %s', (text, said) => {
    expect(read(text, { locale: 'en', unit: 'min' })).toBe(said);
  });
});

describe('numbers typed in English, where doses is asked for', () => {
  it.each([
    ['200', '200 doses'],
    ['200 doses', '200 doses'],
    ['200 Doses', '200 doses'],
    ['200 dose', '200 doses'],
    ['200 boxes', '200 doses | 200 boxes'],
    ['two hundred', '200 doses'],
    ['200 flu doses', '200 doses | 200 flu doses'],
    ['200 to start with', '200 doses'],
    ['200 ok', '200 doses'],
    ['200 people', '200 doses | 200 people'],
  ])('M1 %s is %s', (text, said) => {
    expect(read(text, { locale: 'en', unit: 'doses' })).toBe(said);
  });
});

describe('numbers typed in English, where weeks is asked for', () => {
  it.each([
    ['6', '6 weeks'],
    ['6 weeks', '6 weeks'],
    ['six weeks', '6 weeks'],
    ['a week', '1 weeks'],
    ['in 2 weeks', '2 weeks'],
    ['10 to 12 weeks', '10 weeks, 12 weeks'],
    ['10-12 weeks', '10 weeks, 12 weeks'],
    ['3 months', '3 months'],
  ])('M1 %s is %s', (text, said) => {
    expect(read(text, { locale: 'en', unit: 'weeks' })).toBe(said);
  });
});
