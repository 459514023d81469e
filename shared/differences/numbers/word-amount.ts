/** Amounts of words and of kanji in a text: two and a half million, half an hour, 十二人. */

import { amountOf, passed, scaleAt, type AmountAt, type AmountContext } from './amount.ts';
import { timesTen } from './digits.ts';
import { kanjiNumber } from './kanji.ts';
import { fractionWord, wordNumber } from './number-words.ts';

/** Also pronouns and articles, so that they count only before something that is counted. */
const ARTICLE = /^(?:one|un|una|uno)$/;
const A_SCALE = /^an? (?=(?:hundred|thousand|million|billion|dozen)(?![a-z]))/;
const AND_A_HALF = /^ (?:and a half|y medi[oa])(?![a-z])/;

/** @param rest from where a letter stands; undefined where its word is no number */
export const wordAmount = (rest: string, context: AmountContext): AmountAt | undefined => {
  const lower = rest.toLowerCase();
  const fraction = fractionWord(lower);
  if (fraction !== undefined) {
    const { power, length } = scaleAt(lower.slice(fraction.length - 1), context);
    const end = fraction.length - 1 + length;
    return amountOf([timesTen(fraction.amount, power)], end, { scale: power, needsUnit: power === 0 });
  }
  // "A hundred and fifty" is counted like "one hundred and fifty".
  const article = A_SCALE.exec(lower)?.[0] ?? '';
  const found = wordNumber(article === '' ? lower : `one ${lower.slice(article.length)}`, context.locale);
  if (found === undefined)
    return /^an? (?=[a-z])/.test(lower) ? amountOf([1], lower.indexOf(' '), { needsUnit: true }) : undefined;
  if (found.amount === undefined) return { kind: 'unreadable' };
  const length = article === '' ? found.length : found.length - 'one '.length + article.length;
  // A ten-year-old, a two_shot: part of another word.
  if (/^[-_][a-z]/.test(lower.slice(length))) return passed(length);
  const half = AND_A_HALF.exec(lower.slice(length))?.[0] ?? '';
  if (half === '') return amountOf([found.amount], length, { needsUnit: ARTICLE.test(lower.slice(0, length)) });
  const { power, length: scaled } = scaleAt(lower.slice(length + half.length), context);
  // Un millón y medio is half a million more.
  const more = half.startsWith(' y') && found.amount >= 1e6 ? 5e5 : 0.5;
  return amountOf([timesTen(found.amount + more, power)], length + half.length + scaled, { scale: power });
};

const KANJI = /^[〇零一二三四五六七八九十百千万億兆]+/u;
const STANDS = /(?:^|[ 、。,(「約はがをにで])$/u;
/** 十分 is enough as well as ten minutes; 一部 is a part, 一番 the first. */
const OTHER_WORD = /^(?:分|部|番|緒|般|定|致|方|旦|応|時|度|生|月|切|体|数|余|幾)/u;

/** A number in kanji stands with a counter or by itself. */
export const kanjiAmount = (text: string, at: number): AmountAt | undefined => {
  const run = KANJI.exec(text.slice(at))?.[0];
  if (run === undefined) return undefined;
  const isNumber = STANDS.test(text.slice(0, at)) && !OTHER_WORD.test(text.slice(at + run.length));
  const amount = isNumber ? kanjiNumber(run) : undefined;
  return amount === undefined ? passed(run.length) : amountOf([amount], run.length);
};
