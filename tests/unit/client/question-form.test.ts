/** The form of a question, the list it lies in, and what is pasted to copy from. */

import { beforeEach, describe, expect, it } from 'vitest';
import { parseDimension, type Dimension } from '../../../shared/board/dimension.ts';
import type { HungReading } from '../../../client/session/wall-session.svelte.ts';
import { landing, stepAside } from '../../../client/phases/frame/dragging.svelte.ts';
import { horizonDays } from '../../../client/phases/frame/horizon.ts';
import { boardIdFrom } from '../../../client/phases/frame/pasted-board.ts';
import { QuestionForm } from '../../../client/phases/frame/question-form.svelte.ts';

const question = (fields: object): Dimension => parseDimension({ id: 'q', type: 'text', label: 'Label', ...fields })!;

let now: readonly Dimension[];
let made = 0;
const parts = { questions: () => now, freshId: () => `made-${String(made++)}` };

beforeEach(() => {
  now = [question({})];
});

describe('A form', () => {
  it('U5 sends nothing before it can be sent, and says why not only then', () => {
    const form = new QuestionForm(parts);
    expect(form.commands()).toBeUndefined();
    const other = new QuestionForm(parts);
    other.pick('single');
    expect(other.troubles).toEqual({});
    expect(other.commands()).toBeUndefined();
    expect(other.troubles).toEqual({ label: 'empty', choices: 'tooFew' });
  });

  it('U2 adds its question at the end', () => {
    const form = new QuestionForm(parts);
    form.pick('persons');
    form.change({ label: 'Who' });
    expect(form.commands()).toEqual([
      { type: 'dimension.add', dimension: question({ id: form.id, type: 'persons', label: 'Who' }) },
    ]);
  });

  it('U3 knows whether closing it would lose something', () => {
    const form = new QuestionForm(parts, now[0]);
    expect(form.isTouched).toBe(false);
    form.change({ label: 'Another label' });
    expect(form.isTouched).toBe(true);
    form.change({ label: 'Label' });
    expect(form.isTouched).toBe(false);
    expect(form.commands()).toEqual([]);
    expect(new QuestionForm(parts).isTouched).toBe(false);
  });

  it('U3 tells what became of its question meanwhile, and puts it back where it was removed', () => {
    const form = new QuestionForm(parts, now[0]);
    expect(form.meanwhile).toBeNull();
    now = [question({ prompt: 'Theirs' })];
    expect(form.meanwhile).toBe('changed');
    form.change({ label: 'Mine' });
    expect(form.commands()).toEqual([{ type: 'dimension.change', id: 'q', patch: { label: 'Mine' } }]);
    now = [];
    expect(form.meanwhile).toBe('removed');
    expect(form.commands()).toEqual([{ type: 'dimension.add', dimension: question({ label: 'Mine' }) }]);
  });
});

describe('A row that is carried', () => {
  const rows = [
    { top: 0, height: 40 },
    { top: 44, height: 80 },
    { top: 128, height: 40 },
  ];

  it.each([
    [0, 0, 0],
    [0, 60, 0],
    [0, 70, 1],
    [0, 500, 2],
    [2, -70, 1],
    [2, -500, 0],
  ])('U1 lands where its middle is: row %i by %i px', (from, byPx, to) => {
    expect(landing(rows, from, byPx)).toBe(to);
  });

  it('U1 makes the rows between step aside by its own height', () => {
    expect([0, 1, 2].map((index) => stepAside(rows, index, 0, 1))).toEqual([0, -44, 0]);
    expect([0, 1, 2].map((index) => stepAside(rows, index, 2, 0))).toEqual([44, 44, 0]);
    expect(stepAside([{ top: 0, height: 40 }], 0, 0, 0)).toBe(0);
  });
});

describe('A tolerance of a week', () => {
  const reading = (end?: string): HungReading => ({
    nod: null,
    answers: {
      when:
        end === undefined
          ? { state: 'not_decided', value: null, raw: '' }
          : { state: 'answered', value: { start: end, end, precision: 'day' }, raw: end },
    },
  });

  it('U2 is measured by the last day that was given', () => {
    const nowMs = Date.UTC(2025, 0, 1);
    const given = [reading('2025-03-01'), reading('2025-01-31'), reading(), { withdrawn: true } as const];
    expect(horizonDays(given, 'when', nowMs)).toBe(59);
    expect(horizonDays(given, 'who', nowMs)).toBeUndefined();
    expect(horizonDays([reading()], 'when', nowMs)).toBeUndefined();
  });
});

describe('What is pasted as the link of a board', () => {
  const id = 'abcdefghijklmnopqrstu_';

  it.each([
    id,
    ` https://rb.example/b/${id} `,
    `http://10.0.0.2:3000/b/${id}/round/2#key`,
    `/b/${id}`,
    `rb.example/b/${id}`,
  ])('U2 leads to it: %s', (pasted) => {
    expect(boardIdFrom(pasted)).toBe(id);
  });

  it.each(['', 'b', 'https://rb.example/', `https://rb.example/j/${id}`, 'https://rb.example/b/short'])(
    'U5 is refused here where it leads to none: %j',
    (pasted) => {
      expect(boardIdFrom(pasted)).toBeUndefined();
    },
  );
});
