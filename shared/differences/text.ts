/**
 * Texts are the same here only when they are letter by letter the same but for case, width, punctuation and space. No
 * software says more about two texts than that; whether they mean the same, people say by sorting.
 */

import { foldForShowing } from './fold.ts';

/** Marks that part and end sentences. Not those that say something: %, +, #, &, @, ~, /. */
const OUTSIDE = '[!?\u2026;\u00a1\u00bf"\u201c\u201d\u201e\u00ab\u00bb()[\\]{}\u3001\u3002\u300c-\u3011\u30fb_]+';
/** Marks that also belong to numbers and words: 1.5, 10:30, we're, -5. */
const INSIDE = "[.,:'-]+";
const PUNCTUATION = new RegExp(`${OUTSIDE}|${INSIDE}`, 'gu');

const saysSomething = (mark: string, before: string, after: string): boolean => {
  if (!/^[.,:'-]/.test(mark)) return false;
  if (/\p{N}$/u.test(before) && /^\p{N}/u.test(after)) return true;
  if (mark === "'") return /\p{L}$/u.test(before) && /^\p{L}/u.test(after);
  return mark === '-' && !/[\p{L}\p{N}]$/u.test(before) && /^\p{N}/u.test(after);
};

const JAPANESE = '[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\u30fc]';
/** Japanese has no space between words, so that one there says nothing. */
const SPACE_IN_JAPANESE = new RegExp(`(${JAPANESE}) (?=${JAPANESE})`, 'gu');

/** What two texts have in common when they are the same. */
export const normalisedText = (text: string): string => {
  const folded = foldForShowing(text).toLowerCase();
  const bare = folded
    .replace(PUNCTUATION, (mark: string, at: number) => {
      const [before, after] = [
        folded.slice(Math.max(0, at - 2), at),
        folded.slice(at + mark.length, at + mark.length + 2),
      ];
      return saysSomething(mark, before, after) ? mark : ' ';
    })
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(SPACE_IN_JAPANESE, '$1');
  // Nothing but marks: then the marks are what was said.
  return bare === '' ? folded : bare;
};

export const sameText = (a: string, b: string): boolean => normalisedText(a) === normalisedText(b);
