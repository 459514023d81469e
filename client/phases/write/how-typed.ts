/** In which language and order somebody most likely types dates and numbers: what their browser says. */

import { READING_LOCALES, type ReadingLocale } from '../../../shared/differences/reading-locale.ts';

export interface HowTyped {
  readonly locale: ReadingLocale;
  readonly prefersDayFirst: boolean;
}

const dayComesFirst = (language: string): boolean => {
  const parts = new Intl.DateTimeFormat(language).formatToParts(0).map(({ type }) => type);
  return parts.indexOf('day') < parts.indexOf('month');
};

/** @param language as the browser names it; anything else counts as unknown */
export const howTyped = (language: string): HowTyped => {
  const locale = READING_LOCALES.find((known) => language.toLowerCase().startsWith(known)) ?? 'und';
  try {
    return { locale, prefersDayFirst: dayComesFirst(language) };
  } catch (fault) {
    if (fault instanceof RangeError) return { locale, prefersDayFirst: true };
    throw fault;
  }
};
