/**
 * What was typed, made comparable: full-width as half-width, one case, one form of every dash, quote and space. Used to
 * read and to compare; never quoted.
 */

/** Full-width Latin, half-width katakana and their signs, and the ideographic space; in runs, so that marks join. */
const WIDE = /[\u3000\uff01-\uffee]+/gu;
const DASHES = /[\u2010-\u2015\u2212]/gu;
const QUOTES = /[\u2018\u2019\u201b\u02bc\u00b4`]/gu;

/**
 * Only the width changes. All of NFKC would also make 10² into 102 and 2½ into 21⁄2.
 */
export const foldWidth = (text: string): string => text.replace(WIDE, (run) => run.normalize('NFKC')).normalize('NFC');

/** Accents off Latin letters only: a kana without its mark is another kana. */
const withoutAccents = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/(\p{Script=Latin})\p{M}+/gu, '$1')
    .normalize('NFC');

/** Only what may be shown as well: one form of every width, dash, quote and space. */
export const foldForShowing = (text: string): string =>
  foldWidth(text)
    .replace(DASHES, '-')
    .replace(/\u301c/gu, '~')
    .replace(QUOTES, "'")
    .replace(/\s+/gu, ' ')
    .trim();

/** For words whose case tells something: 5 M and 5 m. */
export const foldKeepingCase = (text: string): string => withoutAccents(foldForShowing(text));

/** The form in which the grammars look for words. */
export const foldForReading = (text: string): string => foldKeepingCase(text).toLowerCase();
