/** What is read from typed numbers, in English, where the question counts in something. */

import { describe, expect, it } from 'vitest';
import { readNumber, type NumberContext } from '../../../shared/differences/numbers/read-number.ts';
import { saidNumbers } from './said.ts';

const read = (text: string, context: NumberContext): string => saidNumbers(readNumber(text, context));

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

describe('numbers typed in English, where min or h is asked for', () => {
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

describe('numbers typed in English, where people is asked for', () => {
  it.each([
    ['12', '12 people'],
    ['12 people', '12 people'],
    ['twelve of us', '12 people'],
    ['a dozen people', '12 people'],
    ['12 persons', '12 people'],
    ['12 (maybe 13)', '12 people, 13 people'],
    ['everyone', 'none'],
    ['10 per team', '10 people | 10 people/team'],
    ['two per team', '2 people | 2 people/team'],
    ['12, i.e. the whole team', '12 people'],
    ['12 FTE', '12 people | 12 FTE'],
    ['1 person', '1 people'],
    ['a person', '1 people'],
    ['one person', '1 people'],
    ['the 12 of us', '12 people'],
    ['5-ish', 'none'],
    ['approx. 5', '5 people'],
    ['ca. 5', '5 people'],
    ['5 or so', '5 people'],
    ['5 or more', '5 people'],
    ['less than 5', '5 people'],
    ['fewer than 5', '5 people'],
    ['more than 5', '5 people'],
    ['between five and ten', '5 people, 10 people'],
    ['five to ten', '5 people, 10 people'],
    ['half the team', 'none'],
    ['50% of the team', '50 %'],
    ['100', '100 people'],
    ['1k', '1000 people'],
    ['1,5', '1.5 people'],
    ['one hundred', '100 people'],
    ['hundreds', 'none'],
    ['5.', '5 people'],
    ['5!', '5 people'],
    ['No. 5', 'none'],
    ['number 5', 'none'],
    ['5th', 'none'],
    ['5 out of 10', '5 people, 10 people'],
    ['5/10', 'none'],
    ['5 (five)', '5 people'],
    ['zero', '0 people'],
    ['nobody', 'none'],
    ['12 engineers', '12 people | 12 engineers'],
    ['3 days/week', '3 days | 3 days/week'],
    ['2 a week', '2 people | 2 people/week'],
  ])('M1 %s is %s', (text, said) => {
    expect(read(text, { locale: 'en', unit: 'people' })).toBe(said);
  });
});

describe('numbers typed in English, where ms is asked for', () => {
  it.each([
    ['300', '300 ms'],
    ['300 ms', '300 ms'],
    ['0.3 s', '0.3 s'],
    ['300 milliseconds', '300 ms'],
    ['p95 < 300 ms', '300 ms'],
    ['300ms p95', '300 ms'],
    ['under 300', '300 ms'],
    ['300 ms at p95', '300 ms'],
    ['1 second', '1 second'],
    ['half a second', '0.5 second'],
  ])('M1 %s is %s', (text, said) => {
    expect(read(text, { locale: 'en', unit: 'ms' })).toBe(said);
  });
});

describe('numbers typed in English, where % is asked for', () => {
  it.each([
    ['20', '20 %'],
    ['20%', '20 %'],
    ['20 %', '20 %'],
    ['a fifth', 'none'],
    ['half', 'none'],
    ['20 percentage points', 'none'],
    ['20 pp', '20 % | 20 pp'],
    ['99.9', '99.9 %'],
    ['99,9', '99.9 %'],
    ['0.5', '0.5 %'],
    ['twenty percent', '20 %'],
    ['from 10 to 20%', '10 %, 20 %'],
    ['80/20', 'none'],
    ['up by 5%', '5 %'],
    ['5% more', 'none'],
  ])('M1 %s is %s', (text, said) => {
    expect(read(text, { locale: 'en', unit: '%' })).toBe(said);
  });
});

describe('numbers typed in English, where months is asked for', () => {
  it.each([
    ['7', '7 months'],
    ['seven months', '7 months'],
    ['7 months', '7 months'],
    ['7-8 months', '7 months, 8 months'],
    ['half a year', '0.5 year'],
    ['a year', '1 year'],
    ['18 mo', '18 months | 18 mo'],
    ['1.5 years', '1.5 years'],
    ['3 months and a half', '3.5 months'],
    ['three and a half months', '3.5 months'],
    ['7 months of runway', '7 months'],
    ['until March', 'none'],
    ['6 or 7', '6 months, 7 months'],
  ])('M1 %s is %s', (text, said) => {
    expect(read(text, { locale: 'en', unit: 'months' })).toBe(said);
  });
});
