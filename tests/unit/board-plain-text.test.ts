/** Text made safe to keep and show. */

import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { graphemes, isBlank, lineSchema, textSchema, toPlain } from '../../shared/board/plain-text.ts';

const line = (text: string, atMost = 10) => v.safeParse(lineSchema(atMost), text);

describe('plain text', () => {
  it('A1 a tower of combining marks costs no more than its length', () => {
    const tower = `x${'\u0300'.repeat(150_000)}${'\u0323'.repeat(150_000)}`;
    const plain = toPlain(tower);
    expect(plain.normalize('NFC') === plain).toBe(true);
    expect(plain.replaceAll('\u034f', '')).toHaveLength(tower.length);
  });

  it.each([
    ['a letter typed in two parts', 'cafe\u0301', 'café'],
    ['half of a pair', 'a\ud800b', 'a\ufffdb'],
    ['thirty marks, which some letter might carry', `x${'\u0323'.repeat(29)}`, `x${'\u0323'.repeat(29)}`],
    ['conjoining Hangul', '\u1112\u1161\u11ab', '\ud55c'],
  ])('A1 kept well-formed and normalised: %s', (_, typed, kept) => {
    expect(toPlain(typed)).toBe(kept);
    expect(toPlain(kept)).toBe(kept);
  });

  it.each(['', '   ', '\u2800', '\u3164', '\u200b\u200d', '\u00ad', '\ufeff', '\u115f\u1160', '\u2800 \u3164'])(
    'S11 nobody is called by what looks like nothing: %j',
    (name) => {
      expect(isBlank(name)).toBe(true);
      expect(line(name).success).toBe(false);
    },
  );

  it.each([
    ['a writing direction turned round', 'abc\u202egnp'],
    ['an isolate', '\u2066abc'],
    ['a line break', 'a\nb'],
    ['a tab', 'a\tb'],
    ['a control character', 'a\u0007'],
    ['five marks on one letter', 'x\u0323\u0324\u0325\u0326\u0327'],
    ['one character too many', '12345678901'],
    ['far too many', 'x'.repeat(100_000)],
  ])('S11 a line is refused for %s', (_, text) => {
    expect(line(text).success).toBe(false);
  });

  it.each([
    ['spaces around it', '  Ana  ', 'Ana'],
    ['a family of one character', '👩‍👩‍👧‍👦'.repeat(10), '👩‍👩‍👧‍👦'.repeat(10)],
    ['letters of another script', '佐藤 さくら', '佐藤 さくら'],
    ['Arabic without overrides', 'ليلى', 'ليلى'],
    ['Vietnamese in parts', 'Nguye\u0302\u0303n', 'Nguyễn'],
  ])('S11 a line may have %s', (_, typed, kept) => {
    expect(line(typed)).toMatchObject({ success: true, output: kept });
  });

  it('A1 lengths count what a person counts', () => {
    expect(graphemes('👩‍👩‍👧‍👦', 10)).toBe(1);
    expect(graphemes('cafe\u0301', 10)).toBe(4);
    expect(graphemes('x'.repeat(50), 10)).toBe(11);
  });

  it('A1 running text keeps its lines, in one way of breaking them', () => {
    expect(v.parse(textSchema(20), 'one\r\ntwo\rthree\n')).toBe('one\ntwo\nthree\n');
    expect(v.safeParse(textSchema(20), 'a\u0000b').success).toBe(false);
    expect(v.parse(textSchema(20), '')).toBe('');
  });
});
