/** What is read from typed numbers, in English, where money is asked for. */

import { describe, expect, it } from 'vitest';
import { readNumber, type NumberContext } from '../../../shared/differences/numbers/read-number.ts';
import { saidNumbers } from './said.ts';

const read = (text: string, context: NumberContext): string => saidNumbers(readNumber(text, context));

describe('numbers typed in English, where EUR or kEUR is asked for', () => {
  it.each([
    ['300k', '300000 EUR'],
    ['300 k€', '300 kEUR'],
    ['12 k€', '12 kEUR'],
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
    ['250k', '250000 EUR'],
    ['250 K', '250000 EUR'],
    ['250,000', '250000 EUR'],
    ['€ 250.000', '250 EUR | 250000 EUR'],
    ['250.000 €', '250 EUR | 250000 EUR'],
    ['€250,000.00', '250000 EUR'],
    ['250000,00', '250000 EUR'],
    ['a quarter million', '250000 EUR'],
    ['quarter of a million', '250000 EUR'],
    ['two and a half thousand', '2500 EUR'],
    ['2.5k', '2500 EUR'],
    ['€2.5 million', '2500000 EUR'],
    ['2.5 M€', '2500000 EUR'],
    ['2.5M EUR', '2500000 EUR'],
    ['250k€', '250 kEUR'],
    ['250k USD', '250000 USD'],
    ['10k - 12k', '10000 EUR, 12000 EUR'],
    ['under 10k', '10000 EUR'],
    ['max. 10k', '10000 EUR'],
    ['10k max', '10000 EUR'],
    ['10k excl. VAT', '10000 EUR'],
    ['10k net', '10000 EUR'],
    ['10k/month', '10000 EUR | 10000 EUR/month'],
    ['1m', '1000000 EUR'],
    ['1 m', '1000000 EUR'],
    ['1.2m€', '1200000 EUR'],
    ['0.5m', '500000 EUR'],
    ['5 Mio.', '5000000 EUR'],
    ['5 Mio. €', '5000000 EUR'],
    ['free', 'none'],
    ['no cost', 'none'],
    ['0 €', '0 EUR'],
    ['-5%', '-5 %'],
    ['20% of 5000', '20 %, 5000 EUR'],
    ['5000 + 20%', 'none'],
    ['5000 x 2', 'none'],
    ['3 x 5000', 'none'],
    ["EUR 5'000", '5000 EUR'],
    ['five thousand euros', '5000 EUR'],
    ['five hundred', '500 EUR'],
    ['fifteen hundred', '1500 EUR'],
    ['1 500', '1500 EUR'],
    ['1 500 000 EUR', '1500000 EUR'],
    ['12 345', '12345 EUR'],
    ['12 34', '12 EUR, 34 EUR'],
    ['€1.5bn', '1500000000 EUR'],
    ['£1.5bn', '1500000000 GBP'],
    ['1e5', 'none'],
    ['10^5', 'none'],
    ['5 euros per person', '5 EUR | 5 EUR/person'],
    ['5 € each', 'none'],
  ])('M1 %s is %s', (text, said) => {
    expect(read(text, { locale: 'en', unit: 'EUR', convert: { EUR: 1, kEUR: 1000 } })).toBe(said);
  });
});

describe('numbers typed in English, where kEUR is asked for', () => {
  it.each([
    ['300k', '300 kEUR | 300000 kEUR'],
    ['300', '300 kEUR'],
    ['300,000', '300 kEUR | 300000 kEUR'],
    ['300 k€', '300 kEUR'],
    ['€300k', '300 kEUR'],
    ['€300,000', '300 kEUR'],
  ])('M1 %s is %s', (text, said) => {
    expect(read(text, { locale: 'en', unit: 'kEUR' })).toBe(said);
  });
});
