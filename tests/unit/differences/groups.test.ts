/** Answers put together where they are equal: one table a type, and what is the same for all. */

import { describe, expect, it } from 'vitest';
import { parseDimension, type Dimension } from '../../../shared/board/dimension.ts';
import type { ReadingId } from '../../../shared/board/ids.ts';
import type { Answer, AnswerState, AnswerValue } from '../../../shared/board/reading.ts';
import { groupAnswers } from '../../../shared/differences/groups.ts';

const asked = (type: Dimension['type'], config: object = {}): Dimension =>
  parseDimension({ id: 'q', type, label: 'Q', config })!;

type Said = AnswerValue | { readonly state: AnswerState } | { readonly typed: string };

const answerOf = (said: Said): Answer => {
  if (typeof said === 'object' && said !== null && 'state' in said) return { state: said.state, value: null, raw: '' };
  if (typeof said === 'object' && said !== null && 'typed' in said) {
    return { state: 'answered', value: null, raw: said.typed };
  }
  return { state: 'answered', value: said, raw: 'as typed' };
};

/** Readings are called a, b, c … in the order given. */
const answersOf = (...all: readonly Said[]): ReadonlyMap<ReadingId, Answer> =>
  new Map(all.map((said, index) => [String.fromCharCode(97 + index) as ReadingId, answerOf(said)]));

const group = (dimension: Dimension, ...all: readonly Said[]) => groupAnswers(dimension, answersOf(...all));
const groupsOf = (dimension: Dimension, ...all: readonly Said[]): string[] =>
  group(dimension, ...all).groups.map(({ readings }) => readings.join(''));

const day = (iso: string): AnswerValue => ({ start: iso, end: iso, precision: 'day' });
const amount = (number: number, unit = ''): AnswerValue => ({ amount: number, unit });

describe('groups of dates', () => {
  it('M3 lie within the tolerance of their neighbours, the earliest first', () => {
    const found = group(
      asked('date', { toleranceDays: 3 }),
      day('2025-03-31'),
      day('2025-03-03'),
      { start: '2025-01-01', end: '2025-03-31', precision: 'quarter' },
      day('2025-03-01'),
      day('2025-03-06'),
    );
    expect(found.groups.map(({ key, readings }) => [key, readings.join('')])).toEqual([
      ['date 2025-03-01', 'bde'],
      ['date 2025-03-31', 'ac'],
    ]);
    expect(found.groups[0]!.values).toEqual([day('2025-03-01'), day('2025-03-03'), day('2025-03-06')]);
    expect(found.groups[1]!.value).toMatchObject({ precision: 'quarter' });
  });

  it('M3 without a tolerance one day is another day', () => {
    expect(groupsOf(asked('date'), day('2025-03-02'), day('2025-03-01'), day('2025-03-02'))).toEqual(['b', 'ac']);
  });
});

describe('groups of numbers', () => {
  it.each<[string, object, AnswerValue[], string[]]>([
    ['as they are', {}, [amount(51, '%'), amount(50, '%'), amount(50, '%')], ['bc', 'a']],
    ['within an amount', { tolerance: { abs: 5 } }, [amount(30), amount(45), amount(35), amount(60)], ['ac', 'b', 'd']],
    ['within a share', { tolerance: { rel: 0.1 } }, [amount(100), amount(90), amount(80)], ['c', 'ab']],
    ['zero only with zero', { tolerance: { rel: 1 } }, [amount(0), amount(1), amount(0), amount(-1)], ['d', 'ac', 'b']],
    ['never across zero', { tolerance: { rel: 1 } }, [amount(-1), amount(5e-324)], ['a', 'b']],
    ['without the noise of fractions', { tolerance: { abs: 0.1 } }, [amount(0.4), amount(0.3)], ['ab']],
    ['in base units', { unit: 'm', convert: { km: 1000 } }, [amount(1100, 'm'), amount(1.1, 'km')], ['ab']],
    ['in one spelling of a unit', {}, [amount(5, 'people'), amount(5, 'persons'), amount(5, '人')], ['abc']],
    [
      'apart where a unit cannot be converted',
      { unit: 'EUR', convert: { kEUR: 1000 }, tolerance: { abs: 1000 } },
      [amount(300, 'USD'), amount(300, 'EUR'), amount(900, 'EUR'), amount(300, 'USD'), amount(301, 'USD')],
      ['bc', 'ad', 'e'],
    ],
    ['apart where only one has a unit', {}, [amount(200, 'boxes'), amount(200)], ['b', 'a']],
    ['without a unit as the question has it', { unit: 'doses' }, [amount(200, 'doses'), amount(200)], ['ab']],
    ['at the end of what can be counted', { convert: { a: 1e300 } }, [amount(1e300, 'a'), amount(1e300, 'a')], ['ab']],
  ])('M3 numbers are grouped %s', (_, config, values, groups) => {
    expect(groupsOf(asked('number', config), ...values)).toEqual(groups);
  });
});

describe('groups of choices', () => {
  const options = ['web', 'ios', 'android'];

  it('M3 one choice: in the order of the options', () => {
    expect(groupsOf(asked('single', { options }), 'android', 'web', 'android', 'ios')).toEqual(['b', 'd', 'ac']);
  });

  it('M3 several: the same set in any order, nothing ticked included', () => {
    const found = group(asked('multi', { options }), ['ios', 'web'], ['web'], ['web', 'ios'], [], ['web', 'android']);
    expect(found.groups.map(({ value, readings }) => [value, readings.join('')])).toEqual([
      [[], 'd'],
      [['web'], 'b'],
      [['web', 'ios'], 'ac'],
      [['web', 'android'], 'e'],
    ]);
    expect(found.groups[2]!.values).toHaveLength(1);
  });

  it('M3 persons: by id, typed names in any case and width, a group of people as itself', () => {
    expect(
      groupsOf(
        asked('persons'),
        ['p2', 'p1'],
        ['ext:Every Teacher'],
        ['p1', 'p2'],
        ['ext:every  teacher'],
        ['p1'],
        ['ext:ｅｖｅｒｙ ｔｅａｃｈｅｒ'],
      ).sort(),
    ).toEqual(['ac', 'bdf', 'e']);
  });

  it('M3 rankings: the same order, by the places of the items', () => {
    const ranking = asked('ranking', { items: options });
    expect(
      groupsOf(ranking, ['ios', 'web', 'android'], ['web', 'ios', 'android'], ['ios', 'web', 'android'], ['web']),
    ).toEqual(['d', 'b', 'ac']);
  });
});

describe('groups of texts', () => {
  it.each([
    ['No data is lost.', 'no data  is lost', true],
    ['「完了」とは、検収後。', '完了とは検収後', true],
    ['ＯＫ！', 'ok', true],
    ['e-mail', 'e mail', true],
    ['cafe\u0301', 'CAFÉ', true],
    ['It is switched off', 'It is not switched off', false],
    ["we're done", 'were done', false],
    ['1.5 days', '15 days', false],
    ['-5', '5', false],
    ['10²', '102', false],
    ['5 %', '5', false],
    ['C++', 'C', false],
    ['p95 < 300 ms', 'p95 > 300 ms', false],
    ['re-sign', 'resign', false],
    ['???', '!!!', false],
    ['CC BY 4.0', 'Anyone may use it as long as they cite us', false],
  ])('M5 %s and %s are the same letters: %s', (a, b, isSame) => {
    expect(groupsOf(asked('text'), a, b)).toHaveLength(isSame ? 1 : 2);
  });

  it('M3 one of several spellings stands for all, whoever wrote it', () => {
    const spelled = ['Done.', 'done', 'DONE'];
    for (const order of [spelled, [...spelled].reverse()]) {
      expect(group(asked('text'), ...order).groups[0]).toMatchObject({
        value: 'DONE',
        values: ['DONE', 'Done.', 'done'],
      });
    }
  });
});

describe('answers without a value', () => {
  const date = asked('date');
  const open = { state: 'not_decided' } as const;

  it('M3 "not decided" is an answer and the last group; "don\'t know" and "skipped" are none', () => {
    const found = group(date, open, { state: 'skipped' }, day('2025-03-01'), { state: 'dont_know' }, open);
    expect(found.groups.map(({ state, readings }) => [state, readings.join('')])).toEqual([
      ['answered', 'c'],
      ['not_decided', 'ae'],
    ]);
    expect(found.notGiven).toEqual([
      { state: 'dont_know', readings: ['d'] },
      { state: 'skipped', readings: ['b'] },
    ]);
  });

  it('M5 what was typed and not understood is grouped by its words alone', () => {
    const found = group(
      date,
      { typed: 'After the summer' },
      day('2025-09-01'),
      { typed: 'after the summer.' },
      { typed: 'soon' },
    );
    expect(found.groups.map(({ value, readings }) => [value, readings.join('')])).toEqual([
      [day('2025-09-01'), 'b'],
      [null, 'ac'],
      [null, 'd'],
    ]);
  });

  it('M3 a value of another type is none', () => {
    expect(group(date, '2025-03-01', amount(1)).groups).toMatchObject([{ value: null, readings: ['a', 'b'] }]);
  });

  it('M3 nobody gives no group', () => {
    expect(groupAnswers(date, new Map())).toEqual({ groups: [], notGiven: [] });
  });
});
