/** What fits each type of question, and what becomes of an answer at the seal. */

import { describe, expect, it } from 'vitest';
import type { DimensionType } from '../../shared/board/dimension.ts';
import type { DimensionId } from '../../shared/board/ids.ts';
import { fittingValue, settleReading, type Answer, type RawAnswer } from '../../shared/board/reading.ts';
import { dimensionOf } from '../kit/board-dimensions.ts';

const day = (start: string, end = start, precision = 'day') => ({ start, end, precision });

const fitting: readonly [DimensionType, string, unknown][] = [
  ['text', 'words', 'As agreed.'],
  ['date', 'a day', day('2026-02-28')],
  ['date', 'a leap day', day('2028-02-29')],
  ['date', 'a quarter', day('2026-01-01', '2026-03-31', 'quarter')],
  ['number', 'an amount in a unit', { amount: 1.5, unit: 'kEUR' }],
  ['number', 'nothing, in no unit', { amount: 0, unit: '' }],
  ['number', 'less than nothing', { amount: -3, unit: 'days' }],
  ['single', 'one of the options', 'contract'],
  ['multi', 'several of them', ['ios', 'web']],
  ['multi', 'none of them', []],
  ['persons', 'people of the board and others', ['AAAAAAAAAAAAAAAAAAAAAA', 'ext:Mobility office']],
  ['ranking', 'all items in order', ['third', 'first', 'second']],
  ['ranking', 'some items in order', ['second']],
];

const notFitting: readonly [DimensionType, string, unknown][] = [
  ['text', 'a number', 5],
  ['date', 'text', '2026-03-01'],
  ['date', 'a day no calendar has', day('2026-02-30')],
  ['date', 'a leap day in a common year', day('2026-02-29')],
  ['date', 'an end before the start', day('2026-03-02', '2026-03-01')],
  ['date', 'a time of day', day('2026-03-01T10:00')],
  ['date', 'a precision that is no word', day('2026-03-01', '2026-03-01', 'Day 1')],
  ['number', 'a number alone', 5],
  ['number', 'no number', { amount: Number.NaN, unit: 'EUR' }],
  ['number', 'more than any number', { amount: Infinity, unit: 'EUR' }],
  ['number', 'a number in words', { amount: '5', unit: 'EUR' }],
  ['number', 'a story for a unit', { amount: 5, unit: 'x'.repeat(81) }],
  ['single', 'something else', 'perhaps'],
  ['single', 'what every object has', 'constructor'],
  ['single', 'a list', ['contract']],
  ['multi', 'something else among them', ['web', 'fax']],
  ['multi', 'one of them twice', ['web', 'web']],
  ['persons', 'nobody', ['']],
  ['persons', 'one person twice', ['ext:Ana', 'ext:Ana']],
  ['persons', 'one person twice, typed in two ways', ['ext:Zoe\u0308', 'ext:Zo\u00eb']],
  ['ranking', 'an item twice', ['first', 'first', 'second']],
  ['ranking', 'another item', ['fourth']],
];

describe('a value', () => {
  it.each(fitting)('S6 of a %s question may be %s', (type, _, value) => {
    expect(fittingValue(dimensionOf(type), value)).toEqual(value);
  });

  it.each(notFitting)('S6 of a %s question is never %s', (type, _, value) => {
    expect(fittingValue(dimensionOf(type), value)).toBeNull();
  });

  it('S6 carries only what its type has', () => {
    const smuggled = { ...day('2026-03-01'), note: 'for Ana only' };
    expect(fittingValue(dimensionOf('date'), smuggled)).toEqual(day('2026-03-01'));
  });

  it('S6 has zero in one form and units in one spelling, so that its digest is the same everywhere', () => {
    const value = fittingValue(dimensionOf('number'), { amount: -0, unit: 'Cafe\u0301' });
    expect(value).toEqual({ amount: 0, unit: 'Café' });
  });
});

const settle = (type: DimensionType, answer: Partial<RawAnswer>): Answer | undefined => {
  const dimension = dimensionOf(type);
  const answers = new Map<DimensionId, RawAnswer>([[dimension.id, { isTouched: true, ...answer }]]);
  return settleReading([dimension], { answers })?.answers[dimension.id];
};

const settled: readonly [string, DimensionType, Partial<RawAnswer>, Answer | undefined][] = [
  [
    'text as it was typed',
    'text',
    { text: 'One.\nTwo. ' },
    { state: 'answered', value: 'One.\nTwo. ', raw: 'One.\nTwo. ' },
  ],
  ['text that looks like nothing', 'text', { text: ' \u2800\n' }, undefined],
  [
    'text called open',
    'text',
    { state: 'not_decided', text: 'ask Leo' },
    { state: 'not_decided', value: null, raw: 'ask Leo' },
  ],
  [
    'a value, whatever was typed for it',
    'single',
    { value: 'target', raw: 'a target, no more' },
    { state: 'answered', value: 'target', raw: 'a target, no more' },
  ],
  ['words that make no value', 'date', { raw: 'in spring' }, { state: 'answered', value: null, raw: 'in spring' }],
  [
    'a value that does not fit, but words',
    'number',
    { value: 5, raw: 'five' },
    { state: 'answered', value: null, raw: 'five' },
  ],
  ['nothing at all, called an answer', 'date', { state: 'answered' }, undefined],
  [
    'not known, in words',
    'number',
    { state: 'dont_know', raw: 'no idea' },
    { state: 'dont_know', value: null, raw: 'no idea' },
  ],
  [
    'a value left behind by somebody who says it is open',
    'multi',
    { state: 'not_decided', value: ['web'] },
    { state: 'not_decided', value: null, raw: '' },
  ],
  ['skipped on purpose', 'persons', { state: 'skipped' }, { state: 'skipped', value: null, raw: '' }],
  [
    'a state nobody knows, with a value',
    'single',
    { state: 'maybe', value: 'target' },
    { state: 'answered', value: 'target', raw: '' },
  ],
  ['carried over and not touched', 'text', { text: 'As last time.', isTouched: false }, undefined],
];

describe('settling an answer', () => {
  it.each(settled)('S6 %s', (_, type, answer, expected) => {
    expect(settle(type, answer)).toEqual(expected);
  });

  it('S6 a reading of which nothing was written is no reading', () => {
    expect(settleReading([dimensionOf('text')], { answers: new Map() })).toBeUndefined();
    expect(settleReading([], { answers: new Map(), nod: { reason: ' ' } })).toBeUndefined();
  });

  it('S6 a nod alone is a reading; questions without an answer are skipped', () => {
    const dimension = dimensionOf('text');
    expect(settleReading([dimension], { answers: new Map(), nod: { fist: 0, sure: 85, reason: ' so so ' } })).toEqual({
      answers: { [dimension.id]: { state: 'skipped', value: null, raw: '' } },
      nod: { fist: 0, sure: 85, reason: 'so so' },
    });
  });

  it.each([
    [{ fist: 6 }, null],
    [{ fist: 2.5, sure: 101 }, null],
    [{ fist: -0 }, { fist: 0, sure: null }],
    [
      { fist: '5', sure: 100 },
      { fist: null, sure: 100 },
    ],
    [
      { reason: 5, sure: 0 },
      { fist: null, sure: 0 },
    ],
  ])('S6 of a nod %j only what is in range counts', (nod, expected) => {
    expect(settleReading([], { answers: new Map(), nod })?.nod ?? null).toEqual(expected);
  });
});
