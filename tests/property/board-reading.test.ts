/** Whatever lies in a reading document: what is published of it is plain, fits its question and was really said. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ANSWER_STATES, fittingValue, settleReading, type RawAnswer } from '../../shared/board/reading.ts';
import { SAMPLE_DIMENSIONS } from '../kit/board-dimensions.ts';
import { hostileText, hostileValue } from '../kit/hostile-text.ts';

const lettersOf = (size: number) =>
  fc.array(fc.constantFrom('web', 'ios', 'target', 'first', 'second', 'ext:Ana', 'x'), { maxLength: size });

/** Values that almost fit some question. */
const likelyValue = fc.oneof(
  lettersOf(4),
  fc.constantFrom('target', 'web', 'first'),
  fc.record({ amount: fc.double(), unit: hostileText() }),
  fc.record({
    start: fc.constantFrom('2026-01-31', '2026-02-30', '2026-03-01', 'soon'),
    end: fc.constantFrom('2026-01-31', '2026-02-30', '2026-03-01'),
    precision: fc.constantFrom('day', 'month', 'Day!'),
  }),
  hostileValue(),
);

const rawAnswer: fc.Arbitrary<RawAnswer> = fc.record(
  {
    state: fc.oneof(fc.constantFrom(...ANSWER_STATES), hostileValue()),
    value: likelyValue,
    raw: fc.oneof(hostileText(), hostileValue()),
    text: hostileText(),
    isTouched: fc.boolean(),
  },
  { requiredKeys: ['isTouched'] },
);

const rawNod = fc.record({
  fist: hostileValue(),
  sure: fc.oneof(fc.integer(), hostileValue()),
  reason: hostileValue(),
});

const rawReading = fc
  .tuple(fc.array(fc.option(rawAnswer), { minLength: 7, maxLength: 7 }), fc.option(rawNod, { nil: undefined }))
  .map(([answers, nod]) => ({
    answers: new Map(
      SAMPLE_DIMENSIONS.flatMap(({ id }, index) => {
        const answer = answers[index];
        return answer ? [[id, answer] as const] : [];
      }),
    ),
    ...(nod === undefined ? {} : { nod }),
  }));

const textsIn = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(textsIn)
      : [];

describe('a settled reading', () => {
  it('A1 is plain values whatever the document held: JSON keeps all of it', () => {
    fc.assert(
      fc.property(rawReading, (raw) => {
        const settled = settleReading(SAMPLE_DIMENSIONS, raw);
        if (settled !== undefined) expect(JSON.parse(JSON.stringify(settled))).toEqual(settled);
      }),
      { numRuns: 300 },
    );
  });

  it('S6 has one answer a question, and none to a question that was not asked', () => {
    fc.assert(
      fc.property(rawReading, (raw) => {
        const settled = settleReading(SAMPLE_DIMENSIONS, raw);
        if (settled !== undefined)
          expect(Object.keys(settled.answers)).toEqual(SAMPLE_DIMENSIONS.map((dimension) => dimension.id));
      }),
    );
  });

  it('S6 has only values that fit their question, and a value only where one was given', () => {
    fc.assert(
      fc.property(rawReading, (raw) => {
        const settled = settleReading(SAMPLE_DIMENSIONS, raw);
        for (const dimension of settled === undefined ? [] : SAMPLE_DIMENSIONS) {
          const answer = settled?.answers[dimension.id];
          if (answer?.state !== 'answered') expect(answer?.value).toBeNull();
          else if (answer.value !== null) expect(fittingValue(dimension, answer.value)).toEqual(answer.value);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('S5 has well-formed, normalised text everywhere', () => {
    fc.assert(
      fc.property(rawReading, (raw) => {
        for (const text of textsIn(settleReading(SAMPLE_DIMENSIONS, raw))) {
          expect(text.isWellFormed()).toBe(true);
          expect(text.normalize('NFC')).toBe(text);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('S6 does not count what was carried over and not touched', () => {
    fc.assert(
      fc.property(rawReading, ({ answers }) => {
        const carried = new Map([...answers].map(([id, answer]) => [id, { ...answer, isTouched: false }]));
        expect(settleReading(SAMPLE_DIMENSIONS, { answers: carried })).toBeUndefined();
      }),
    );
  });

  it('A1 finds for any value whether it fits', () => {
    fc.assert(
      fc.property(fc.constantFrom(...SAMPLE_DIMENSIONS), likelyValue, (dimension, value) => {
        const fitting = fittingValue(dimension, value);
        expect(fittingValue(dimension, fitting)).toEqual(fitting);
      }),
      { numRuns: 500 },
    );
  });
});
