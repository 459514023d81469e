/**
 * A number with its unit from what somebody typed, in English, Spanish or Japanese. Precision before recall, as with
 * dates: what can be two numbers is given as both, several numbers are given as several, and a unit that the question
 * does not know is never taken for one that it does. Pure and total.
 */

import type { NumberValue } from '../../board/reading.ts';
import { clauseAround } from '../clause.ts';
import { foldForShowing, foldKeepingCase } from '../fold.ts';
import { LONGEST_READ, type ReadingLocale } from '../reading-locale.ts';
import { timesTen } from './digits.ts';
import { valuesOf } from './meant-values.ts';
import { pieceAt, type Asked, type Piece, type Typed } from './piece.ts';
import { canonicalUnit } from './units.ts';

export interface NumberContext {
  /** The unit of the question: what is meant where none was typed. */
  readonly unit?: string | undefined;
  /** Unit → factor to the base unit. */
  readonly convert?: Readonly<Record<string, number>> | undefined;
  readonly locale: ReadingLocale;
}

export type ReadNumber =
  | { readonly kind: 'amount'; readonly value: NumberValue }
  /** The likeliest first. */
  | { readonly kind: 'ambiguous'; readonly readings: readonly NumberValue[] }
  /** Two or more numbers, or from one to another; in the order they stand in. */
  | { readonly kind: 'several'; readonly readings: readonly NumberValue[] }
  | { readonly kind: 'none' };

const NONE: ReadNumber = { kind: 'none' };

const askedFor = ({ unit, convert = {}, locale }: NumberContext): Asked => {
  const base = Object.entries(convert).find(([, factor]) => factor === 1)?.[0];
  const main = unit ?? base ?? '';
  const names = [...Object.keys(convert), main].filter((name) => name !== '');
  return { locale, unit: main, known: new Map(names.map((name) => [canonicalUnit(foldKeepingCase(name)), name])) };
};

/** Fractions that are one character: 2½ is 2.5. */
const FRACTIONS: Readonly<Record<string, string>> = { '¼': '25', '½': '5', '¾': '75' };
const withoutFractions = (text: string): string =>
  text.replace(/(\d*) ?([¼½¾])/gu, (_, whole: string, mark: string) => `${whole || '0'}.${FRACTIONS[mark]}`);

/** Negated words that still name the amount. */
const LIMIT = /\b(?:no|not) (?:more|less|fewer|greater|later) than\b|\bno (?:mas|menos) de\b/giu;
const NEGATED =
  /\b(?:not|never|cannot|no|nunca|instead of|rather than|too (?:much|many|few|low|high|little))\b|n't\b|ではなく|じゃなく|ではない|じゃない|無理/iu;

/** Words of Latin letters are passed as a whole, with the digits in them: p95. Other scripts letter by letter. */
const WORD = /^[\p{Script=Latin}_][\p{Script=Latin}\p{N}_']*(?:[.-][\p{Script=Latin}\p{N}_']+)*/u;

/** Everything in the text that is a number; undefined where some of it is not understood. */
const piecesOf = (typed: Typed, asked: Asked): Piece[] | undefined => {
  const text = typed.plain;
  const pieces: Piece[] = [];
  let at = 0;
  while (at < text.length) {
    const found = pieceAt(typed, at, asked);
    if (found?.kind === 'unreadable') return undefined;
    if (found?.kind === 'piece') {
      const { before, after } = clauseAround({ text, from: found.from, to: found.to });
      if (NEGATED.test(before.replace(LIMIT, '')) || NEGATED.test(after.replace(LIMIT, ''))) return undefined;
      pieces.push(found);
      at = found.to;
    } else at += found?.length ?? WORD.exec(text.slice(at))?.[0].length ?? 1;
  }
  return pieces;
};

const RANGE = /^ ?(?:-|~|to|a|al|o|u|y|or|and|from|から|か|、|\/) ?$/iu;

/** "10 to 12 weeks", "1.5 to 2 million": what is said once goes for both. */
const shared = (text: string, pieces: readonly Piece[]): Piece[] =>
  pieces.map((piece, index) => {
    const next = pieces[index + 1];
    if (next === undefined || piece.unit !== undefined || !RANGE.test(text.slice(piece.to, next.from))) return piece;
    if (piece.scale > 0 || next.scale === 0) return { ...piece, unit: next.unit };
    const amounts = piece.amounts.map((amount) => timesTen(amount, next.scale));
    return { ...piece, amounts, scale: next.scale, unit: next.unit };
  });

const distinct = (values: readonly NumberValue[], convert: Readonly<Record<string, number>>): NumberValue[] => {
  const seen = new Map<string, NumberValue>();
  for (const value of values) {
    const factor = Object.hasOwn(convert, value.unit) ? convert[value.unit] : undefined;
    const key = factor === undefined ? `${value.amount} ${value.unit}` : `${(value.amount * factor).toPrecision(12)}`;
    if (!seen.has(key)) seen.set(key, value);
  }
  return [...seen.values()];
};

const isRatio = (text: string, pieces: readonly Piece[]): boolean =>
  pieces.some(({ to }, index) => /^ ?[-:/] ?$/.test(text.slice(to, pieces[index + 1]?.from ?? to)));

export const readNumber = (text: string, context: NumberContext): ReadNumber => {
  if (text.length > LONGEST_READ) return NONE;
  const plain = withoutFractions(foldKeepingCase(text));
  const withAccents = withoutFractions(foldForShowing(text));
  // A letter with a mark of its own may have become shorter: then the units are shown without accents.
  const shown = withAccents.length === plain.length ? withAccents : plain;
  const asked = askedFor(context);
  const pieces = piecesOf({ plain, shown }, asked);
  if (pieces === undefined || pieces.length === 0) return NONE;
  const each = shared(plain, pieces).map((piece) => distinct(valuesOf(piece, asked), context.convert ?? {}));
  const readings = distinct(each.flat(), context.convert ?? {});
  const [value, ...others] = readings;
  if (value === undefined) return NONE;
  // "200 (two hundred)" is one number said twice; "50-50" is not.
  if (others.length === 0) return isRatio(plain, pieces) ? NONE : { kind: 'amount', value };
  return { kind: each.length === 1 ? 'ambiguous' : 'several', readings };
};
