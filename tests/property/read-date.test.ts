/** Laws of reading dates, over any text and over text made of the grammars' own words. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DATE_PRECISIONS, dayOfIso } from '../../shared/differences/dates/days.ts';
import { readDate, type DateContext, type ReadDate } from '../../shared/differences/dates/read-date.ts';
import { LONGEST_READ, READING_LOCALES } from '../../shared/differences/reading-locale.ts';

const days = fc
  .date({ min: new Date('1000-01-01T00:00:00Z'), max: new Date('9999-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

const contexts: fc.Arbitrary<DateContext> = fc.record(
  { today: days, locale: fc.constantFrom(...READING_LOCALES), prefersDayFirst: fc.boolean() },
  { requiredKeys: ['today', 'locale'] },
);

const WORDS =
  `1 2 3 12 15 29 30 31 32 99 1st 2nd the of by on in end mid- early late first last second next this before after until
  from to or and not no between march may june january feb sept. sun monday fri weekend week weeks month months quarter
  year today tomorrow q1 q5 h2 kw 2025 2026 9999 '25 3/4 31.03.2025 28.4. 2025-02-30 2025-06 , - . ( ) % 999 1 de del el
  marzo mayo abril finales fin mediados primer sábado viernes semana que viene dentro dos quince días mañana pasado hoy
  trimestre semestre proximo ultimo 年 月 日 末 来週 金曜日 の 3月 31日 十 二十 年度末 上期 下旬 週間後 か月 以内 まで から 〜 第1
  四半期 令和 元 今 再来月 明日 いっぱい`.split(/\s+/u);

const sentences = fc
  .array(fc.tuple(fc.constantFrom(...WORDS), fc.constantFrom(' ', ' ', '', ', ')), { maxLength: 12 })
  .map((pieces) => pieces.map(([word, gap]) => `${word}${gap}`).join(''));

const texts = fc.oneof(
  sentences,
  sentences,
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary', maxLength: 300 }),
);

const readingsOf = (found: ReadDate) =>
  found.kind === 'period' ? [found.value] : found.kind === 'ambiguous' ? found.readings : [];

const toFullWidth = (text: string): string =>
  text
    .replace(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0))
    .replaceAll(' ', '\u3000');

describe('reading dates', () => {
  it('A1 whatever is typed, the answer is a period of the calendar or none', () => {
    fc.assert(
      fc.property(texts, contexts, (text, context) => {
        const found = readDate(text, context);
        const readings = readingsOf(found);
        const isPeriod = readings.every(
          ({ start, end, precision }) =>
            dayOfIso(start) !== undefined &&
            dayOfIso(end) !== undefined &&
            start <= end &&
            DATE_PRECISIONS.includes(precision),
        );
        expect(isPeriod).toBe(true);
        if (found.kind === 'ambiguous') {
          expect(readings.length).toBeGreaterThan(1);
          expect(new Set(readings.map(({ start, end }) => `${start} ${end}`)).size).toBe(readings.length);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('A1 what is longer than an answer is not looked at', () => {
    fc.assert(
      fc.property(fc.string({ minLength: LONGEST_READ + 1, maxLength: 1000 }), contexts, (text, context) => {
        expect(readDate(`${text} 1 March`, context)).toEqual({ kind: 'none' });
      }),
    );
  });

  it('M1 full-width characters say the same as half-width ones', () => {
    const typed = fc.oneof(sentences, fc.stringMatching(/^[ -~]{0,40}$/));
    fc.assert(
      fc.property(typed, contexts, (text, context) => {
        expect(readDate(toFullWidth(text), context)).toEqual(readDate(text, context));
      }),
      { numRuns: 500 },
    );
  });

  it('M1 a day written as ISO 8601 is that day, on any day and any board', () => {
    fc.assert(
      fc.property(days, contexts, (day, context) => {
        expect(readDate(day, context)).toEqual({ kind: 'period', value: { start: day, end: day, precision: 'day' } });
      }),
    );
  });

  it('M1 a day of a month without a year lies ahead, and less than a year, or eight for a leap day', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 28 }), fc.integer({ min: 0, max: 11 }), (today, day, month) => {
        const name = new Date(Date.UTC(2025, month, 1)).toLocaleDateString('en-GB', { month: 'long', timeZone: 'UTC' });
        const [found] = readingsOf(readDate(`${day} ${name}`, { today, locale: 'en' }));
        if (today < '9999-01-01') expect(dayOfIso(found!.end)! - dayOfIso(today)!).toBeLessThan(366);
        if (found !== undefined) expect(found.end >= today).toBe(true);
      }),
    );
  });

  it('M1 a day with its year is that day, in whatever words and on whatever day it is typed', () => {
    const wordings: readonly ((date: Date) => string)[] = [
      (date) => date.toLocaleDateString('en-GB', { dateStyle: 'long', timeZone: 'UTC' }),
      (date) => date.toLocaleDateString('en-US', { dateStyle: 'full', timeZone: 'UTC' }),
      (date) => date.toLocaleDateString('es', { dateStyle: 'full', timeZone: 'UTC' }),
      (date) => date.toLocaleDateString('ja', { dateStyle: 'full', timeZone: 'UTC' }),
      (date) =>
        `by the ${date.getUTCDate()}th of ${date.toLocaleDateString('en', { month: 'short', timeZone: 'UTC' })} ${date.getUTCFullYear()}, latest`,
      (date) => `${date.toLocaleDateString('es', { dateStyle: 'long', timeZone: 'UTC' })}, sin falta`,
      (date) => `${date.getUTCFullYear()}年${date.getUTCMonth() + 1}月${date.getUTCDate()}日まで`,
    ];
    const dates = fc.date({
      min: new Date('1950-01-01T00:00:00Z'),
      max: new Date('2150-12-31T00:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(dates, fc.constantFrom(...wordings), contexts, (date, said, context) => {
        const day = date.toISOString().slice(0, 10);
        const value = { start: day, end: day, precision: 'day' };
        expect(readDate(said(date), context)).toEqual({ kind: 'period', value });
      }),
      { numRuns: 1000 },
    );
  });
});
