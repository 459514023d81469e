/** The three words of a join code, as people type what they heard. */

/** Joined with `-`, as in addresses; undefined while they are not three. */
export const codeOf = (spoken: string): string | undefined => {
  const words = spoken
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== '');
  return words.length === 3 ? words.join('-') : undefined;
};

/** For reading aloud from the screen. */
export const wordsOf = (code: string): readonly string[] => code.split('-');
