/** What is fixed with a question, as one sentence. */

import { describe, expect, it } from 'vitest';
import { parseDimension } from '../../../shared/board/dimension.ts';
import { configPieces, sayConfig } from '../../../client/text/en/question-config.ts';

const said = (type: string, config: object): string =>
  sayConfig(parseDimension({ id: 'q', type, label: 'Label', config })!);

describe('What is fixed with a question', () => {
  it.each([
    ['text', {}, 'In own words.'],
    ['date', { toleranceDays: 0 }, 'A day; the same when it ends on the same day.'],
    ['date', { toleranceDays: 1, direction: 'by' }, 'A day; the same within 1 day; meant as “by that day”.'],
    ['date', { toleranceDays: 3 }, 'A day; the same within 3 days.'],
    ['number', {}, 'A number; the same when it is equal.'],
    [
      'number',
      { unit: 'kg', tolerance: { rel: 0.05 }, convert: { kg: 1, t: 1000 } },
      'A number in kg; the same within 5%; 1 t is 1,000 kg.',
    ],
    [
      'number',
      { unit: 'h', tolerance: { abs: 0.5, rel: 0.1 }, direction: 'at_most' },
      'A number in h; the same within 0.5 h or 10%; meant as “at most that much”.',
    ],
    ['single', { options: ['Red', 'Blue'] }, 'One of: Red, Blue.'],
    ['single', { options: ['S', 'M'], ordered: true }, 'One of: S, M; these are steps in this order.'],
    ['multi', { options: [] }, 'Nothing to choose from yet.'],
    ['persons', {}, 'People on the board, or others.'],
    ['ranking', { items: ['First', 'Second'] }, 'In order: First, Second.'],
  ])('S8 is said in one sentence: %s %j', (type, config, sentence) => {
    expect(said(type, config)).toBe(sentence);
  });

  it('S13 keeps what people wrote apart from what the software says', () => {
    const question = parseDimension({ id: 'q', type: 'multi', label: 'Label', config: { options: ['one of: me'] } })!;
    expect(configPieces(question).filter(({ isWords }) => isWords)).toEqual([{ text: 'one of: me', isWords: true }]);
  });
});
