/**
 * Amounts of digits in a text. What only looks like one (the 95 of p95, a 2nd, a version, a day) is passed over.
 */

import { amountOf, passed, scaleAt, type AmountAt, type AmountContext } from './amount.ts';
import { amountsOf, DIGITS, timesTen } from './digits.ts';

const MYRIAD = /^(?:\d+(?:[.,]\d+)*[千百]?[兆億万])+(?:\d+(?:[.,]\d+)*[千百]?)?|^\d+(?:\.\d+)?千/u;
const POWERS: Readonly<Record<string, number>> = { 百: 2, 千: 3, 万: 4, 億: 8, 兆: 12 };

/** 1億2000万, 30万, 1.5億. */
const myriadAt = (rest: string): { amount: number; length: number } | undefined => {
  const match = MYRIAD.exec(rest);
  if (match === null) return undefined;
  let amount = 0;
  for (const [, digits = '', scales = ''] of match[0].matchAll(/(\d+(?:[.,]\d+)*)([百千万億兆]*)/gu)) {
    const [value] = amountsOf(digits, 'ja');
    if (value === undefined) return undefined;
    amount += timesTen(
      value,
      [...scales].reduce((sum, scale) => sum + (POWERS[scale] ?? 0), 0),
    );
  }
  return { amount, length: match[0].length };
};

const LABEL_BEFORE =
  /(?:^|[^\p{L}])(?:version|v|no\.?|nr\.?|number|step|phase|level|page|room|grade|option|chapter|section|point|item|round|build|release|iso|q|bench|team|class|area|building|floor|paso|fase|nivel|pagina|sala|opcion|第|#) ?$/iu;
const ORDINAL_AFTER = /^(?:st|nd|rd|th|er|ro|[ºª°]|\.[ºª°]|回目|番目|番|号|つ目|位)(?![\p{Script=Latin}\p{N}])/iu;
const MONTH_NEAR =
  /^(?: (?:of |de )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|ene|abr|ago|dic)[a-z]*(?![\p{L}])|月|[/.-]\d{1,2}[/.-]\d|年\d|年(?:$|[^間\p{N}]))/iu;
const MONTH_BEFORE =
  /(?:^|[^\p{L}])(?:january|jan|february|feb|march|mar|april|apr|june|jun|july|jul|august|aug|september|sept?|october|oct|november|nov|december|dec)\.? (?:the )?$|月$/iu;
const YEAR_BEFORE = /(?:^|[^\p{L}])(?:in|since|until|year|en|desde|ano) $/iu;
/** Part of an expression: 5 x 20, 1/2, 2^10. */
const OPERATOR_AFTER = /^ ?(?:[x×*÷^=]|\/) ?\d|^\+ ?\d|^ \+ \d/u;

/** A 10-year plan. */
const WORD_AFTER = /^-\p{L}/u;
const DIGITS_HERE = new RegExp(`^${DIGITS}`, 'u');

/** @param at where a digit stands */
export const digitAmount = (text: string, at: number, context: AmountContext): AmountAt => {
  const before = text.slice(0, at);
  const rest = text.slice(at);
  const digits = DIGITS_HERE.exec(rest)?.[0] ?? '';
  const after = rest.slice(digits.length);
  if (/^\d{4}-\d{1,2}-\d{1,2}/.test(rest)) return passed(rest.search(/[^\d-]|$/));
  if (LABEL_BEFORE.test(before) || ORDINAL_AFTER.test(after) || WORD_AFTER.test(after)) return passed(digits.length);
  if (MONTH_NEAR.test(after) || (MONTH_BEFORE.test(before) && digits.length <= 2)) return passed(digits.length);
  if (OPERATOR_AFTER.test(after) || /\d ?[x×*÷^=/]$/.test(before) || /^:\d/.test(after)) return { kind: 'unreadable' };
  const myriad = myriadAt(rest);
  if (myriad !== undefined) return amountOf([myriad.amount], myriad.length, { scale: 4 });
  const half = /^ (?:and a half|y medi[oa])(?!\p{L})/iu.exec(after)?.[0] ?? '';
  const { power, length } = scaleAt(after.slice(half.length), context);
  if (/^(?:19|20)\d\d$/.test(digits) && power === 0 && YEAR_BEFORE.test(before)) return passed(digits.length);
  const found = amountsOf(digits, context.locale).map((amount) => timesTen(half === '' ? amount : amount + 0.5, power));
  const end = digits.length + half.length;
  return found.length === 0 ? { kind: 'unreadable' } : amountOf(found, end + length, { scale: power, scaleAt: end });
};
