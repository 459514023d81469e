/** A question in its form: what people type becomes the question, and nothing of it, or of what others do, gets lost. */

import { describe, expect, it } from 'vitest';
import { parseDimension, type Dimension } from '../../../shared/board/dimension.ts';
import { TEMPLATE_NAMES, templateDimensions } from '../../../shared/board/templates.ts';
import {
  dimensionOf,
  draftOf,
  emptyDraft,
  patchFor,
  troublesOf,
  type QuestionDraft,
} from '../../../client/phases/frame/question-draft.ts';
import { readNumber } from '../../../client/phases/frame/typed-number.ts';
import { mapDimensions } from '../../../shared/scenario/case-dimensions.ts';
import { CASE_NAMES, readCase } from '../../kit/workshop-cases.ts';

let made = 0;
const freshId = () => `made-${String(made++)}`;

const question = (fields: Record<string, unknown>): Dimension =>
  parseDimension({ id: 'q', label: 'Label', prompt: '', ...fields })!;

const throughForm = (dimension: Dimension): Dimension | undefined =>
  dimensionOf(draftOf(dimension, freshId), dimension.id);

describe('Numbers in the form', () => {
  it.each([
    ['3', 3],
    [' 0.5 ', 0.5],
    ['0,5', 0.5],
    ['1,5', 1.5],
    ['1,000', 1000],
    ['12,500,000', 12_500_000],
    ['1.234,5', 1234.5],
    ['1,234.5', 1234.5],
    ['1 000', 1000],
    ['0,125', 0.125],
    ['.5', 0.5],
  ])('U2 are read as people write them: %s', (typed, amount) => {
    expect(readNumber(typed)).toBe(amount);
  });

  it.each(['', 'three', '-1', '1.2.3', '1e5', 'NaN', '1 2'])('U5 are not guessed at: %j', (typed) => {
    expect(readNumber(typed)).toBeUndefined();
  });
});

describe('A question that goes through the form untouched', () => {
  it('U3 is the same one afterwards, for every template', () => {
    for (const name of TEMPLATE_NAMES)
      for (const dimension of templateDimensions(name) ?? []) expect(throughForm(dimension)).toEqual(dimension);
  });

  it('U3 asks the board to change nothing, for every question of every workshop', () => {
    for (const name of CASE_NAMES) {
      const mapping = mapDimensions(readCase(name).dimensions);
      if ('problem' in mapping) throw new Error(mapping.problem);
      for (const { dimension } of mapping.mapped) {
        const began = throughForm(dimension)!;
        expect(patchFor(began, throughForm(dimension)!, dimension)).toEqual({});
      }
    }
  });

  it('U3 keeps amounts when the board reckons in another unit than the one the question names', () => {
    const metres = question({
      type: 'number',
      config: { unit: 'km', convert: { m: 1, km: 1000 }, tolerance: { abs: 500 } },
    });
    expect(throughForm(metres)?.config).toEqual({
      unit: 'km',
      convert: { km: 1, m: 0.001 },
      tolerance: { abs: 0.5 },
    });
  });
});

describe('A draft', () => {
  it('U3 loses nothing when its type is changed there and back', () => {
    const single = question({ type: 'single', config: { options: ['Red', 'Blue'], ordered: true } });
    const draft = draftOf(single, freshId);
    const retyped: QuestionDraft = { ...draft, type: 'date' };
    expect(dimensionOf(retyped, 'q')).toMatchObject({ type: 'date', config: { toleranceDays: 0 } });
    expect(dimensionOf({ ...retyped, type: 'single' }, 'q')).toEqual(single);
    expect(dimensionOf({ ...draft, type: 'ranking' }, 'q')?.config).toEqual({
      items: [
        { id: 'Red', label: 'Red' },
        { id: 'Blue', label: 'Blue' },
      ],
    });
  });

  it('U5 says what is the matter, field by field', () => {
    const draft: QuestionDraft = {
      ...emptyDraft('number'),
      label: ' ',
      prompt: 'p'.repeat(501),
      absolute: 'some',
      percent: '150',
      conversions: [{ id: 'c', unit: 't', factor: '0' }],
    };
    expect(troublesOf(draft)).toEqual({
      label: 'empty',
      prompt: 'tooLong',
      absolute: 'notANumber',
      percent: 'notAShare',
      conversions: 'notAFactor',
    });
    expect(troublesOf({ ...draft, type: 'date', toleranceDays: '2.5' })).toMatchObject({ toleranceDays: 'notDays' });
  });

  it('U5 asks for two options that are not called the same, and passes over empty lines', () => {
    const choices = (...labels: string[]) => labels.map((label, index) => ({ id: String(index), label }));
    const base = { ...emptyDraft('multi'), label: 'Which' };
    expect(troublesOf({ ...base, choices: choices('Red', ' ', '') })).toEqual({ choices: 'tooFew' });
    expect(troublesOf({ ...base, choices: choices('Red', 'Red ') })).toEqual({ choices: 'twice' });
    const usable = { ...base, choices: choices('Red', '', 'Blue') };
    expect(troublesOf(usable)).toEqual({});
    expect(dimensionOf(usable, 'q')?.config).toEqual({
      options: [
        { id: '0', label: 'Red' },
        { id: '2', label: 'Blue' },
      ],
    });
  });
});

describe('Options that a program gave as plain lines', () => {
  it('U3 can be called otherwise, and leave the others what they were', () => {
    const draft = draftOf(question({ type: 'multi', config: { options: ['Red', 'Blue', 'green'] } }), freshId);
    const renamed = draft.choices.map((choice) => (choice.id === 'Red' ? { ...choice, label: 'Crimson' } : choice));
    expect(dimensionOf({ ...draft, choices: renamed }, 'q')?.config).toEqual({
      options: [
        { id: 'option-1', label: 'Crimson' },
        { id: 'Blue', label: 'Blue' },
        { id: 'green', label: 'green' },
      ],
    });
  });
});

describe('Two people who have the same question open', () => {
  const before = question({ type: 'date', config: { toleranceDays: 0, direction: 'by' } });
  const changed = (draft: Partial<QuestionDraft>) => dimensionOf({ ...draftOf(before, freshId), ...draft }, 'q')!;

  it('U3 keep what each of them changed', () => {
    const theirs = changed({ label: 'Latest day', direction: 'on' });
    const patch = patchFor(before, changed({ toleranceDays: '3' }), theirs);
    expect(patch).toEqual({ config: { toleranceDays: 3, direction: 'on' } });
  });

  it('U3 leave a setting away that one of them took away', () => {
    expect(patchFor(before, changed({ direction: null }), changed({ toleranceDays: '7' }))).toEqual({
      config: { toleranceDays: 7 },
    });
  });

  it('U3 send kind and settings together when the other one changed the kind', () => {
    const theirs = question({ type: 'text' });
    expect(patchFor(before, changed({ toleranceDays: '3' }), theirs)).toEqual({
      type: 'date',
      config: { toleranceDays: 3, direction: 'by' },
    });
    expect(patchFor(before, changed({ label: 'Day' }), theirs)).toEqual({ label: 'Day' });
  });
});
