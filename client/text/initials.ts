/** The letters that stand for a person on a small mark: of the first and the last word of their name. */

const firstOf = (word: string): string => {
  const [first] = new Intl.Segmenter('und', { granularity: 'grapheme' }).segment(word);
  return first?.segment.toLocaleUpperCase() ?? '';
};

/** @returns one or two letters; none for a name that was taken back */
export const initialsOf = (name: string | null): string => {
  const words = (name ?? '').split(/[\s\-–.,()]+/u).filter((word) => word !== '');
  const [first = ''] = words;
  const last = words.length > 1 ? (words.at(-1) ?? '') : '';
  return firstOf(first) + firstOf(last);
};
