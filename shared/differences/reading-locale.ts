/** The languages in which something typed is read. A board may mix them: this only settles what would be a tie. */

export const READING_LOCALES = ['en', 'es', 'ja', 'und'] as const;
export type ReadingLocale = (typeof READING_LOCALES)[number];

/** Longer than this is a text, not an answer to "by when" or "how many"; nothing is read from it. */
export const LONGEST_READ = 200;
