/** Numbers of the written workshops, and what holds for any question. */

import { describe, expect, it } from 'vitest';
import type { NumberValue } from '../../../shared/board/reading.ts';
import { parseDimension } from '../../../shared/board/dimension.ts';
import { readNumber } from '../../../shared/differences/numbers/read-number.ts';
import { sameNumber } from '../../../shared/differences/numbers/same-number.ts';
import { answersOfType, CASE_NAMES, type TypedAnswer } from '../../kit/workshop-cases.ts';
import { isNumber } from '../../../shared/differences/value-kinds.ts';

/** What a facilitator would have set: the cases name the units of the answers, not that of the question. */
const unitAsked = ({ dimension, caseName }: TypedAnswer): string | undefined =>
  dimension.config['convert'] === undefined
    ? answersOfType(caseName, 'number')
        .filter((other) => other.dimension.id === dimension.id)
        .map(({ answer }) => answer.value)
        .find(isNumber)?.unit
    : undefined;

const readTyped = (typed: TypedAnswer) => {
  const dimension = parseDimension({ ...typed.dimension, config: { ...typed.dimension.config, tolerance: {} } });
  if (dimension?.type !== 'number') throw new Error('not asked for a number');
  const { convert } = dimension.config;
  const found = readNumber(typed.raw, { unit: unitAsked(typed), convert, locale: typed.locale });
  const isSame = sameNumber(dimension.config);
  const isMeant = (value: NumberValue): boolean => isNumber(typed.answer.value) && isSame(value, typed.answer.value);
  return { found, isMeant };
};

describe('numbers of the written workshops', () => {
  it.each(CASE_NAMES)('M1 in %s no amount is read as another', (name) => {
    for (const typed of answersOfType(name, 'number')) {
      const { found, isMeant } = readTyped(typed);
      if (found.kind === 'amount') expect(isMeant(found.value), typed.raw).toBe(true);
      if (found.kind === 'ambiguous') expect(found.readings.some(isMeant), typed.raw).toBe(true);
    }
  });

  it('M1 nearly all of them are understood, and those that are not can be told', () => {
    const kinds = new Map<string, string[]>();
    for (const typed of CASE_NAMES.flatMap((name) => answersOfType(name, 'number'))) {
      const { kind } = readTyped(typed).found;
      kinds.set(kind, [...(kinds.get(kind) ?? []), typed.raw]);
    }
    expect(kinds.get('ambiguous')).toEqual(['half past eight', '19.30']);
    expect(kinds.get('none')).toEqual(['I do not know', 'depends on the option', 'no additional money']);
    expect(kinds.get('several')).toBeUndefined();
  });
});

describe('units', () => {
  it('M1 the unit of the question is meant where none was typed, and no other ever', () => {
    const unit = 'doses';
    expect(readNumber('200', { unit, locale: 'en' })).toEqual({ kind: 'amount', value: { amount: 200, unit } });
    expect(readNumber('200 m', { unit, locale: 'en' })).not.toEqual({ kind: 'amount', value: { amount: 200, unit } });
  });

  it('M1 a unit keeps the name that the question has for it, or the letters it was typed in', () => {
    const read = (text: string, unit?: string) => {
      const found = readNumber(text, { unit, locale: 'es' });
      return found.kind === 'amount' ? found.value.unit : found.kind;
    };
    expect(read('5 metros', 'm')).toBe('m');
    expect(read('5 m', 'metros')).toBe('metros');
    expect(read('5 niños')).toBe('niños');
    expect(read('5 ＫＧ', 'kg')).toBe('kg');
  });

  it('A1 units with the names of what every object has are units', () => {
    expect(readNumber('5', { convert: { constructor: 1 }, locale: 'en' })).toEqual({
      kind: 'amount',
      value: { amount: 5, unit: 'constructor' },
    });
    expect(readNumber('5 toString', { convert: { m: 1 }, locale: 'en' }).kind).toBe('ambiguous');
  });

  it('A1 what is longer than an answer is not looked at', () => {
    expect(readNumber(`5 ${'x'.repeat(200)}`, { locale: 'en' })).toEqual({ kind: 'none' });
  });
});
