import { describe, expect, it } from 'vitest';
import type { PersonView } from '../../../shared/board/view.ts';
import { calledThat, offered, outsideName, outsider } from '../../../client/phases/write/chosen-people.ts';
import { howTyped } from '../../../client/phases/write/how-typed.ts';
import { periodTyped, typedDay } from '../../../client/phases/write/typed-day.ts';
import { amountTyped, typedNumber } from '../../../client/phases/write/typed-number.ts';

const DAYS = { today: '2025-01-15', locale: 'en', prefersDayFirst: true } as const;
const HOURS = { locale: 'en', unit: 'hours' } as const;
const MARCH = { start: '2025-03-01', end: '2025-03-31', precision: 'month' };

describe('a day that was typed', () => {
  it('M1 is shown as the day that is kept, and no other', () => {
    const value = periodTyped('in March 2025', DAYS);
    expect(value).toEqual(MARCH);
    expect(typedDay('in March 2025', value, DAYS)).toEqual({ kind: 'value', value: MARCH, isRead: true });
  });

  it('M1 keeps nothing where it can be read in several ways, and offers all of them', () => {
    expect(periodTyped('3/4/2025', DAYS)).toBeNull();
    expect(typedDay('3/4/2025', undefined, DAYS)).toMatchObject({ kind: 'choices', readings: [{}, {}] });
  });

  it('M1 tells what was chosen from what was read', () => {
    const chosen = { start: '2025-04-03', end: '2025-04-03', precision: 'day' };
    expect(typedDay('3/4/2025', chosen, DAYS)).toEqual({ kind: 'value', value: chosen, isRead: false });
    expect(typedDay('in March 2025', chosen, DAYS)).toMatchObject({ isRead: false });
  });

  it('M1 says what it could not read, and leaves it as it is', () => {
    expect(typedDay('as soon as anybody can', undefined, DAYS).kind).not.toBe('value');
    expect(typedDay('when the loan is paid', undefined, DAYS).kind).toBe('condition');
    expect(typedDay('  ', undefined, DAYS).kind).toBe('empty');
  });

  it('M1 offers a day that was typed where none is kept', () => {
    expect(typedDay('in March 2025', undefined, DAYS)).toEqual({ kind: 'choices', readings: [MARCH] });
  });
});

describe('a number that was typed', () => {
  it('M1 is shown as the amount that is kept, and no other', () => {
    const value = amountTyped('about 120 hours', HOURS);
    expect(typedNumber('about 120 hours', value ?? undefined, HOURS)).toEqual({ kind: 'value', value, isRead: true });
    expect(typedNumber('about 120 hours', { amount: 100, unit: 'hours' }, HOURS)).toMatchObject({ isRead: false });
  });

  it('M1 keeps nothing where there are several numbers, and offers all of them', () => {
    expect(amountTyped('between 10 and 20 hours', HOURS)).toBeNull();
    expect(typedNumber('between 10 and 20 hours', undefined, HOURS)).toMatchObject({ kind: 'choices' });
    expect(typedNumber('many', undefined, HOURS).kind).toBe('none');
    expect(typedNumber('', undefined, HOURS).kind).toBe('empty');
  });
});

describe('how somebody types', () => {
  it.each([
    ['en-US', 'en', false],
    ['en-GB', 'en', true],
    ['es-MX', 'es', true],
    ['ja', 'ja', false],
    ['de-DE', 'und', true],
    ['not a language', 'und', true],
  ])('M1 follows the browser, and never decides by it: %s', (language, locale, prefersDayFirst) => {
    expect(howTyped(language)).toEqual({ locale, prefersDayFirst });
  });
});

describe('people as an answer', () => {
  const people = Array.from({ length: 30 }, (_, index) => ({
    id: `p${String(index)}`,
    label: `Person ${String(index)}`,
  }));

  it('U1 are all in sight on a small board, and found by typing on a large one', () => {
    expect(offered(people.slice(0, 12), [], '')).toEqual({ shown: people.slice(0, 12), more: 0 });
    expect(offered(people, [], '')).toMatchObject({ more: 18 });
    expect(offered(people, ['p29'], '').shown[0]?.id).toBe('p29');
    expect(offered(people, [], ' PERSON 2').shown.map(({ id }) => id)).toContain('p25');
  });

  it('U1 are somebody of the board when they are called exactly that', () => {
    const ana = { id: 'p1', name: 'Ana' } as unknown as PersonView;
    expect(calledThat([ana], ' ana ')).toBe(ana);
    expect(calledThat([ana], 'Anabel')).toBeUndefined();
    expect(outsideName(outsider('Dr. Weiss'))).toBe('Dr. Weiss');
    expect(outsideName('p1')).toBeUndefined();
  });
});
