import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { caretAfter, editCommonText } from '../../../client/session/common-text.ts';

const MOST = 200;

const textOf = (words: string): Y.Text => {
  const text = new Y.Doc().getText('note');
  text.insert(0, words);
  return text;
};

/** Two people at one text, each with a field that showed `start`. */
const twoFields = (start: string) => {
  const [mine, theirs] = [new Y.Doc(), new Y.Doc()];
  mine.getText('note').insert(0, start);
  Y.applyUpdate(theirs, Y.encodeStateAsUpdate(mine));
  const meet = () => {
    Y.applyUpdate(theirs, Y.encodeStateAsUpdate(mine));
    Y.applyUpdate(mine, Y.encodeStateAsUpdate(theirs));
    return [mine.getText('note').toJSON(), theirs.getText('note').toJSON()];
  };
  return { mine: mine.getText('note'), theirs: theirs.getText('note'), meet };
};

describe('a field on a common text', () => {
  it('D7 loses no words of two people who write at once', () => {
    const { mine, theirs, meet } = twoFields('Notes: ');
    editCommonText(mine, 'Notes: ', 'Notes: six weeks', 16, MOST);
    editCommonText(theirs, 'Notes: ', 'First. Notes: ', 7, MOST);
    expect(meet()).toEqual(['First. Notes: six weeks', 'First. Notes: six weeks']);
  });

  it('D7 takes away nothing that others wrote meanwhile', () => {
    const text = textOf('one two');
    text.insert(3, '-and-a-half');
    expect(editCommonText(text, 'one two', 'one', 3, MOST)).toBe('one-and-a-half');
  });

  it('D7 ends with what the field shows when nobody else writes', () => {
    const words = fc.string({ unit: fc.constantFrom('a', 'é', '👍🏽', ' ', '\n'), maxLength: 12 });
    fc.assert(
      fc.property(words, words, (before, after) => {
        expect(editCommonText(textOf(before), before, after, after.length, MOST)).toBe(after);
      }),
    );
  });

  it('A2 takes no more than there is room for, and lets a text that is too long become shorter', () => {
    expect(editCommonText(textOf('12345'), '12345', '123456', 6, 5)).toBe('12345');
    expect(editCommonText(textOf('1234567'), '1234567', '123456', 6, 5)).toBe('123456');
  });

  it('S13 takes plain text only', () => {
    expect(editCommonText(textOf(''), '', 'a\u0000b\r\nc', 6, MOST)).toBe('ab\nc');
  });

  it('U3 keeps the caret where it stands in the words', () => {
    expect(caretAfter(5, 'hello', 'Oh, hello')).toBe(9);
    expect(caretAfter(2, 'hello', 'hello there')).toBe(2);
  });
});
