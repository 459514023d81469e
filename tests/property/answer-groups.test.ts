/** Laws of grouping: every reading once, the same whatever the order of people, and a group is what is the same. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDimension, type Dimension } from '../../shared/board/dimension.ts';
import type { ReadingId } from '../../shared/board/ids.ts';
import { ANSWER_STATES, type Answer, type AnswerValue } from '../../shared/board/reading.ts';
import { groupAnswers, type GroupedAnswers } from '../../shared/differences/groups.ts';
import { sameAnswer } from '../../shared/differences/same-answer.ts';
import { normalisedText } from '../../shared/differences/text.ts';

const OPTIONS = ['web', 'ios', 'android', 'api'];

const days = fc
  .date({ min: new Date('2025-01-01T00:00:00Z'), max: new Date('2025-03-01T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const periods = fc
  .tuple(days, days, fc.constantFrom('day', 'span'))
  .map(([a, b, precision]) => ({ start: a < b ? a : b, end: a < b ? b : a, precision }));

const amounts = fc.record({
  amount: fc.oneof(
    fc.integer({ min: -20, max: 20 }),
    fc.double({ min: -5, max: 5, noNaN: true }).map((one) => one + 0),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((one) => one + 0),
  ),
  unit: fc.constantFrom('', 'm', 'km', 'people', 'persons'),
});

const numberConfigs = fc.record(
  {
    unit: fc.constant('m'),
    convert: fc.constant({ m: 1, km: 1000 }),
    tolerance: fc.record({ abs: fc.constantFrom(0, 0.1, 5), rel: fc.constantFrom(0, 0.1, 1) }, { requiredKeys: [] }),
  },
  { requiredKeys: [] },
);

const questions: readonly (readonly [Dimension['type'], fc.Arbitrary<object>, fc.Arbitrary<AnswerValue>])[] = [
  ['date', fc.record({ toleranceDays: fc.integer({ min: 0, max: 5 }) }), periods],
  ['number', numberConfigs, amounts],
  ['single', fc.constant({ options: OPTIONS }), fc.constantFrom(...OPTIONS)],
  ['multi', fc.constant({ options: OPTIONS }), fc.shuffledSubarray(OPTIONS)],
  ['ranking', fc.constant({ items: OPTIONS }), fc.shuffledSubarray(OPTIONS)],
  ['persons', fc.constant({}), fc.shuffledSubarray(['p1', 'p2', 'ext:Mobility office', 'ext:mobility  office'])],
  [
    'text',
    fc.constant({}),
    fc.oneof(fc.constantFrom('Done.', 'done', 'not done', 'ＤＯＮＥ'), fc.string({ unit: 'grapheme' })),
  ],
];

const asked = (type: Dimension['type'], config: object): Dimension =>
  parseDimension({ id: 'q', type, label: 'Q', config })!;

const boards = fc.constantFrom(...questions).chain(([type, configs, values]) => {
  const answers: fc.Arbitrary<Answer> = fc.record({
    state: fc.constantFrom(...ANSWER_STATES, 'answered', 'answered', 'answered', 'answered'),
    value: fc.option(values, { freq: 8 }),
    raw: fc.constantFrom('soon', 'Soon', 'later', ''),
  });
  return fc.record({
    dimension: configs.map((config) => asked(type, config)),
    answers: fc.array(answers, { maxLength: 14 }),
  });
});

const named = (answers: readonly Answer[]): [ReadingId, Answer][] =>
  answers.map((answer, index) => [`r${String(index).padStart(2, '0')}` as ReadingId, answer]);

const isReading = ({ state }: Answer): boolean => state === 'answered' || state === 'not_decided';
const everyone = ({ groups, notGiven }: GroupedAnswers): ReadingId[] =>
  [...groups, ...notGiven].flatMap(({ readings }) => readings);

/** What the groups say without saying who. */
const withoutPeople = ({ groups, notGiven }: GroupedAnswers) => ({
  groups: groups.map(({ readings, ...said }) => ({ ...said, count: readings.length })),
  notGiven: notGiven.map(({ state, readings }) => ({ state, count: readings.length })),
});

describe('groups of answers', () => {
  it('M3 every answer is in exactly one place, by its id', () => {
    fc.assert(
      fc.property(boards, ({ dimension, answers }) => {
        const all = named(answers);
        const found = groupAnswers(dimension, new Map(all));
        expect(everyone(found).sort()).toEqual(all.map(([id]) => id));
        const listed = [...found.groups, ...found.notGiven].map(({ readings }) => readings);
        expect(listed).toEqual(listed.map((readings) => [...readings].sort()));
        expect(listed).not.toContainEqual([]);
        expect(new Set(found.groups.map(({ key }) => key)).size).toBe(found.groups.length);
      }),
      { numRuns: 500 },
    );
  });

  it('M3 the same answers in any order of people give the same', () => {
    const shuffled = boards.chain((board) =>
      fc.record({
        dimension: fc.constant(board.dimension),
        all: fc.constant(named(board.answers)),
        order: fc.shuffledSubarray(named(board.answers), { minLength: board.answers.length }),
      }),
    );
    fc.assert(
      fc.property(shuffled, ({ dimension, all, order }) => {
        expect(groupAnswers(dimension, new Map(order))).toEqual(groupAnswers(dimension, new Map(all)));
        // And whoever gave which: only who is listed where may change.
        const others = new Map(order.map(([, answer], index) => [all[index]![0], answer]));
        expect(withoutPeople(groupAnswers(dimension, others))).toEqual(
          withoutPeople(groupAnswers(dimension, new Map(all))),
        );
      }),
      { numRuns: 500 },
    );
  });

  it('M3 what says the same is in one group, and a group hangs together by what says the same', () => {
    fc.assert(
      fc.property(boards, ({ dimension, answers }) => {
        const all = new Map(named(answers));
        const isSame = sameAnswer(dimension);
        const { groups } = groupAnswers(dimension, all);
        const given = [...all].filter(([, answer]) => isReading(answer));
        const groupOf = new Map(groups.flatMap((group) => group.readings.map((id) => [id, group] as const)));
        const broken = given.flatMap(([a, first]) => {
          const apart = given.filter(
            ([b, second]) =>
              isSame(first, second) !== isSame(second, first) ||
              (isSame(first, second) && groupOf.get(a) !== groupOf.get(b)),
          );
          // In steps: somebody else in the group says the same, unless nobody else is in it.
          const others = groupOf.get(a)!.readings.filter((id) => id !== a);
          const isTied = others.length === 0 || others.some((id) => isSame(first, all.get(id)!));
          return isTied ? apart : [...apart, [a, first]];
        });
        expect(broken).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('M3 one more of an answer that is there makes no new group and changes no other', () => {
    fc.assert(
      fc.property(boards, fc.nat(), ({ dimension, answers }, pick) => {
        const given = answers.filter(isReading);
        fc.pre(given.length > 0);
        const before = groupAnswers(dimension, new Map(named(answers)));
        const after = groupAnswers(dimension, new Map(named([...answers, given[pick % given.length]!])));
        const said = ({ groups }: GroupedAnswers) => groups.map(({ key, value, values }) => ({ key, value, values }));
        expect(said(after)).toEqual(said(before));
      }),
      { numRuns: 300 },
    );
  });

  it('M5 a normalised text stays as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
        expect(normalisedText(normalisedText(text))).toBe(normalisedText(text));
      }),
      { numRuns: 2000 },
    );
  });
});
