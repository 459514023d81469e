import { expect, it } from 'vitest';
import { monthsAfter, returnDay } from '../../../client/session/return-days.ts';
import { daySchema } from '../../../shared/board/calendar.ts';
import * as v from 'valibot';
import fc from 'fast-check';

it('M1 counts the day of return from the day of closing', () => {
  expect(returnDay('two_weeks', '2026-12-24')).toBe('2027-01-07');
  expect(returnDay('one_month', '2026-11-25')).toBe('2026-12-25');
  expect(returnDay('three_months', '2026-11-25')).toBe('2027-02-25');
});

it('M1 takes the last day of a month that is too short', () => {
  expect(monthsAfter('2026-01-31', 1)).toBe('2026-02-28');
  expect(monthsAfter('2028-01-31', 1)).toBe('2028-02-29');
  expect(monthsAfter('2026-11-30', 3)).toBe('2027-02-28');
});

it('M1 finds a day that the calendar has, whenever a board is closed', () => {
  const days = fc.integer({ min: 0, max: 40_000 }).map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10));
  fc.assert(
    fc.property(days, fc.constantFrom('two_weeks', 'one_month', 'three_months'), (today, preset) => {
      const day = returnDay(preset, today);
      expect(v.safeParse(daySchema, day).success).toBe(true);
      expect(day > today).toBe(true);
    }),
  );
});
