/** What does not hang on a language: the written cases, numbers that can be days, which words belong together. */

import { describe, expect, it } from 'vitest';
import type { DateValue } from '../../../shared/board/reading.ts';
import { readDate } from '../../../shared/differences/dates/read-date.ts';
import type { ReadingLocale } from '../../../shared/differences/reading-locale.ts';
import { answersOfType, CASE_NAMES } from '../../kit/workshop-cases.ts';
import { saidDate } from './said.ts';

const read = (text: string, locale: ReadingLocale = 'en', today = '2025-06-11') => {
  const found = readDate(text, { today, locale });
  if (found.kind === 'period') return saidDate(found.value);
  return found.kind === 'ambiguous' ? found.readings.map(saidDate).join(' | ') : found.kind;
};

const typed = CASE_NAMES.flatMap((name) => answersOfType(name, 'date'));

describe('dates of the written workshops', () => {
  it.each(CASE_NAMES)('M1 in %s no day is read as another', (name) => {
    for (const { raw, answer, workshop, locale } of answersOfType(name, 'date')) {
      const found = readDate(raw, { today: workshop.agreed_on, locale });
      if (found.kind === 'period') expect(found.value, raw).toEqual(answer.value);
      if (found.kind === 'ambiguous') expect(found.readings, raw).toContainEqual(answer.value);
    }
  });

  it('M1 most of them are understood, and those that are not can be told', () => {
    const kinds = new Map<string, string[]>();
    for (const { raw, workshop, locale } of typed) {
      const { kind } = readDate(raw, { today: workshop.agreed_on, locale });
      kinds.set(kind, [...(kinds.get(kind) ?? []), raw]);
    }
    expect([...new Set(kinds.get('ambiguous'))].sort()).toEqual([
      '01/09/2025',
      'April',
      'Friday',
      'January',
      'October',
      'October, after the water main works',
    ]);
    expect(kinds.get('condition')?.sort()).toEqual(['after the summer', 'until the money is in']);
    expect(kinds.get('none')).toBeUndefined();
  });
});

describe('dates of digits', () => {
  it.each<[string, ReadingLocale, string]>([
    ['3/4/2025', 'en', '2025-04-03 | 2025-03-04'],
    ['3/4/2025', 'und', '2025-04-03 | 2025-03-04'],
    ['3/4/2025', 'es', '2025-04-03'],
    ['3/4/2025', 'ja', '2025-03-04'],
    ['13/4/2025', 'ja', '2025-04-13'],
    ['4/13/2025', 'es', '2025-04-13'],
    ['3/3/2025', 'en', '2025-03-03'],
    ['2025-03-04', 'es', '2025-03-04'],
    ['31.03.2025', 'ja', '2025-03-31'],
  ])('M1 %s on a board in %s is %s', (text, locale, said) => {
    expect(read(text, locale)).toBe(said);
  });

  it('M1 a habit puts one order first and never decides', () => {
    const first = (prefersDayFirst: boolean): DateValue | undefined => {
      const found = readDate('3/4/2025', { today: '2025-06-11', locale: 'en', prefersDayFirst });
      return found.kind === 'ambiguous' ? found.readings[0] : undefined;
    };
    expect(first(true)?.start).toBe('2025-04-03');
    expect(first(false)?.start).toBe('2025-03-04');
  });
});

describe('the year that is not said', () => {
  it.each([
    ['1 March', '2025-03-01', '2025-03-01'],
    ['1 March', '2025-03-02', '2026-03-01'],
    ['Q1', '2025-03-31', '2025-01-01..2025-03-31 quarter'],
    ['Q1', '2025-04-01', '2026-01-01..2026-03-31 quarter'],
    ['29 February', '2025-03-01', '2028-02-29'],
    ['week 1', '2024-12-30', '2024-12-30..2025-01-05 week'],
    ['mid-April', '2025-04-20', '2025-04-11..2025-04-20 third'],
    ['15 December to 10 January', '2025-11-01', '2025-12-15..2026-01-10 span'],
  ])('M1 %s, said on %s, is the next that ends then or later: %s', (text, today, said) => {
    expect(read(text, 'en', today)).toBe(said);
  });
});

describe('weeks, from a Sunday', () => {
  it.each([
    ['next week', '2025-06-16..2025-06-22 week | 2025-06-23..2025-06-29 week'],
    ['Friday next week', '2025-06-20 | 2025-06-27'],
    ['tomorrow', '2025-06-16'],
  ])('M1 %s is open where the week may begin on Sunday or on Monday: %s', (text, said) => {
    expect(read(text, 'en', '2025-06-15')).toBe(said);
  });
});

describe('a board of several languages', () => {
  it.each<[string, string]>([
    ['3月31日', '2026-03-31'],
    ['el primer sábado de abril', '2026-04-04'],
    ['mid-July', '2025-07-11..2025-07-20 third'],
  ])('M1 %s is read whatever the board is set to', (text, said) => {
    for (const locale of ['en', 'es', 'ja', 'und'] as const) expect(read(text, locale)).toBe(said);
  });
});

describe('what is too long or has no day to count from', () => {
  it('A1 nothing is read from it', () => {
    expect(read(`1 March ${'x'.repeat(200)}`)).toBe('none');
    expect(read('1 March', 'en', 'soon')).toBe('none');
  });
});
