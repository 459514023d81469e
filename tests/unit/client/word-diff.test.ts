import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffWords, type DiffPart } from '../../../client/text/word-diff.ts';

const textOf = (parts: readonly DiffPart[], without: DiffPart['kind']): string =>
  parts
    .filter(({ kind }) => kind !== without)
    .map(({ text }) => text)
    .join('');

const words = fc
  .array(fc.constantFrom('we', 'launch', ' ', '  ', '\n', ', ', '.', 'Q1', '三月', '末に', '👩‍👩‍👧', 'e\u0301'), {
    maxLength: 25,
  })
  .map((parts) => parts.join(''));

describe('the difference of two versions', () => {
  it('M1 adds up to both of them, character for character', () => {
    fc.assert(
      fc.property(words, words, (before, after) => {
        const parts = diffWords(before, after, 'en');
        expect(textOf(parts, 'in')).toBe(before);
        expect(textOf(parts, 'out')).toBe(after);
      }),
    );
  });

  it('M1 is nothing but the text where nothing changed', () => {
    expect(diffWords('We launch in Q1.', 'We launch in Q1.', 'en')).toEqual([
      { kind: 'kept', text: 'We launch in Q1.' },
    ]);
    expect(diffWords('', '', 'en')).toEqual([]);
  });

  it('M1 shows a changed phrase as one, not word by word', () => {
    expect(diffWords('We launch in Q1, with quality.', 'We launch on 31 March, with quality.', 'en')).toEqual([
      { kind: 'kept', text: 'We launch ' },
      { kind: 'out', text: 'in Q1' },
      { kind: 'in', text: 'on 31 March' },
      { kind: 'kept', text: ', with quality.' },
    ]);
  });

  it('M1 parts words where a script writes no blanks', () => {
    const parts = diffWords('本番は四月に切り替える。', '本番は五月に切り替える。', 'ja');
    expect(parts.filter(({ kind }) => kind !== 'kept')).toEqual([
      { kind: 'out', text: '四月' },
      { kind: 'in', text: '五月' },
    ]);
  });

  it('A1 gives up looking for what two long texts have in common', () => {
    const long = (word: string) => Array.from({ length: 2500 }, (_, index) => `${word}${String(index)}`).join(' ');
    const parts = diffWords(long('a'), long('b'), 'en');
    expect(parts.map(({ kind }) => kind)).toEqual(['out', 'in']);
  });
});
