/** The counts that are shown while a sealed round is written. */

import { describe, expect, it } from 'vitest';
import { parseDimension, type Dimension } from '../../shared/board/dimension.ts';
import { pulseOf } from '../../shared/board/pulse.ts';
import type { Answer } from '../../shared/board/reading.ts';

const dimension = (fields: Record<string, unknown>): Dimension => {
  const parsed = parseDimension({ label: 'Question', ...fields });
  if (parsed === undefined) throw new Error('Not a dimension');
  return parsed;
};
const answered = (value: NonNullable<Answer['value']>): Answer => ({
  state: 'answered',
  value,
  raw: typeof value === 'string' ? value : JSON.stringify(value),
});
const NOT_DECIDED: Answer = { state: 'not_decided', value: null, raw: '' };
const SKIPPED: Answer = { state: 'skipped', value: null, raw: '' };

const pulse = (asked: Dimension, answers: readonly Answer[]) =>
  pulseOf(
    [asked],
    answers.map((answer) => ({ [asked.id]: answer })),
  );

describe('the pulse', () => {
  const part = dimension({ id: 'part', type: 'single', config: { options: ['web', 'ios'] } });
  const people = dimension({ id: 'people', type: 'persons' });
  const order = dimension({ id: 'order', type: 'ranking', config: { items: ['a', 'b', 'c'] } });
  const text = dimension({ id: 'text', type: 'text' });

  it('S4 shows nothing below three answers, and not_decided is one', () => {
    expect(pulse(part, [answered('web'), answered('ios'), SKIPPED])).toEqual([]);
    expect(pulse(part, [answered('web'), answered('ios'), NOT_DECIDED])).toEqual([
      { id: 'part', answered: 3, different: 3 },
    ]);
  });

  it.each([
    ['people named in any order as the same', people, [['x', 'y'], ['y', 'x'], ['x']], 2],
    [
      'rankings in another order as different',
      order,
      [
        ['a', 'b'],
        ['b', 'a'],
        ['a', 'b'],
      ],
      2,
    ],
    ['texts that differ in case and space only as the same', text, ['A page', 'a  page', 'Pages'], 2],
  ] as const)('S4 counts %s', (_what, asked, values, different) => {
    const given = values.map((value) => answered(typeof value === 'string' ? value : [...value]));
    expect(pulse(asked, given)).toEqual([{ id: asked.id, answered: 3, different }]);
  });

  it('S4 holds counts and question ids, nothing that was written', () => {
    const found = JSON.stringify(pulse(text, [answered('CANARY'), answered('CANARY'), answered('CANARY')]));
    expect(found).not.toMatch(/canary/i);
  });
});
