/**
 * What somebody did to a text, as the one piece that changed: so that only this piece is written, and what another tab
 * writes meanwhile stays where it is. Pieces begin and end between characters as people count them, never inside an
 * emoji or a letter with its marks, because half of one cannot be kept.
 */

/** Offsets and lengths in UTF-16 units, as inputs and shared texts count. */
export interface TextChange {
  readonly at: number;
  readonly remove: number;
  readonly insert: string;
}

const segmenter = 'Segmenter' in Intl ? new Intl.Segmenter('und', { granularity: 'grapheme' }) : undefined;
/** Longer than any character that people use; a whole text would be looked through at every key. */
const AROUND = 64;
const PLAIN = /^[\t\n\x20-\x7e]{2}$/;

const splitsPair = (text: string, at: number): boolean => {
  const [before, after] = [text.charCodeAt(at - 1), text.charCodeAt(at)];
  return before >= 0xd800 && before <= 0xdbff && after >= 0xdc00 && after <= 0xdfff;
};

const isBetweenCharacters = (text: string, at: number): boolean => {
  if (at <= 0 || at >= text.length || PLAIN.test(text.slice(at - 1, at + 1))) return true;
  if (splitsPair(text, at)) return false;
  if (segmenter === undefined) return true;
  const from = Math.max(0, at - AROUND);
  return segmenter.segment(text.slice(from, at + AROUND)).containing(at - from)?.index === at - from;
};

/** Half a character becomes the sign for it; on the wire it would become that anyway, and only for the others. */
export const wellFormed = (text: string): string => text.replace(/\p{Surrogate}/gu, '\ufffd');

/**
 * The piece that changed; undefined when nothing did.
 * @param caret where the caret stands in `after`: of equal letters in a row, the one before it is the one typed
 */
export const changeBetween = (before: string, after: string, caret = after.length): TextChange | undefined => {
  if (before === after) return undefined;
  const most = Math.min(before.length, after.length);
  let end = 0;
  const mostEnd = Math.min(most, after.length - Math.min(caret, after.length));
  const isSameEnd = () => before[before.length - 1 - end] === after[after.length - 1 - end];
  while (end < mostEnd && isSameEnd()) end++;
  let start = 0;
  while (start < most - end && before[start] === after[start]) start++;
  while (end < most - start && isSameEnd()) end++;
  while (!isBetweenCharacters(before, start) || !isBetweenCharacters(after, start)) start--;
  while (!isBetweenCharacters(before, before.length - end) || !isBetweenCharacters(after, after.length - end)) end--;
  return { at: start, remove: before.length - end - start, insert: after.slice(start, after.length - end) };
};

/** Where an offset of the text lies once `change` has happened. */
export const shifted = (offset: number, { at, remove, insert }: TextChange): number => {
  if (offset <= at) return offset;
  return offset >= at + remove ? offset - remove + insert.length : at + insert.length;
};

/**
 * A change that was made to a text while others made `now` of it. Takes away only what it meant to take away, never what
 * the others have put there.
 * @returns changes to be made one after the other
 */
export const rebased = (change: TextChange, base: string, now: string): TextChange[] => {
  const theirs = changeBetween(base, now);
  if (theirs === undefined) return [change];
  const end = change.at + change.remove;
  const theirEnd = theirs.at + theirs.remove;
  const before = Math.max(0, Math.min(end, theirs.at) - change.at);
  const after = Math.max(0, end - Math.max(change.at, theirEnd));
  const tail = { at: Math.max(change.at, theirEnd) - theirs.remove + theirs.insert.length, remove: after, insert: '' };
  const head = { at: shifted(change.at, theirs), remove: before, insert: change.insert };
  return after === 0 ? [head] : [tail, head];
};
