/** One number with its unit at one place of a text, as the question counts it. */

import { clauseAround } from '../clause.ts';
import type { ReadingLocale } from '../reading-locale.ts';
import type { Amount, AmountAt, AmountContext } from './amount.ts';
import { digitAmount } from './digit-amount.ts';
import { kanjiAmount, wordAmount } from './word-amount.ts';
import { durationAt, timeAt } from './clock.ts';
import { timesTen } from './digits.ts';
import { canonicalUnit, isCurrency, powerOf, unitAt, type KnownUnits, type TypedUnit } from './units.ts';

/** The same text twice, character by character: as it is read, and as it may be shown. */
export interface Typed {
  readonly plain: string;
  readonly shown: string;
}

/** What the question says about the numbers it wants. */
export interface Asked {
  readonly locale: ReadingLocale;
  readonly known: KnownUnits;
  /** What is meant where no unit was typed; empty for none. */
  readonly unit: string;
}

export interface Piece {
  readonly kind: 'piece';
  readonly from: number;
  readonly to: number;
  readonly amounts: readonly number[];
  readonly scale: number;
  /** Undefined where none was typed. */
  readonly unit: { readonly name: string; readonly isKnown: boolean } | undefined;
  /** "5m": metres, or millions. */
  readonly isMillionToo: boolean;
  /** "Per day" after the unit. */
  readonly per: string | undefined;
}
export type PieceAt = Piece | { readonly kind: 'passed'; readonly length: number } | { readonly kind: 'unreadable' };

const UNREADABLE: PieceAt = { kind: 'unreadable' };

const CURRENCY_BEFORE = /^(?:us\$|[€$£¥]|(?:eur|usd|gbp|jpy|chf|euros?)(?=[ \d])) ?(?=-?\d)/iu;
const PER =
  /^ ?(?:\/ ?|per |an? (?=(?:day|week|month|year|hour|head|person)\b)|each |por |al? (?:la )?(?=(?:dia|semana|mes|ano|hora)\b)|cada )(?<what>\p{L}+)/iu;
/** More than something else is no amount. */
const RELATIVE =
  /^ ?(?:(?:more|less|fewer|extra|additional|further|higher|lower|faster|slower|better|worse|percentage points?|mas|menos|adicional(?:es)?|extras?|each|apiece|x|[ap]\.?m\.?)(?![\p{L}\p{N}])|倍|増|減|ポイント|半)/iu;

/** The word or number goes on: 1e5, 5m2. */
const GOES_ON = /^(?:[\p{Script=Latin}\p{N}]\p{Script=Latin}|\p{Script=Latin}\p{N})/u;

/** A time of the day or a duration, where hours are asked for. */
const hoursAt = (text: string, at: number, { known, unit }: Asked): PieceAt | undefined => {
  const before = text.slice(Math.max(0, at - 2), at);
  if (/[\p{Script=Latin}\p{N}]$|\p{N}[.,:]$/u.test(before)) return undefined;
  const rest = text.slice(at).toLowerCase();
  const duration = known.has('h') || known.has('min') || unit === '' ? durationAt(rest) : undefined;
  const found = duration ?? (canonicalUnit(unit) === 'h' ? timeAt(rest) : undefined);
  if (found === undefined) return undefined;
  if (found.hours.length === 0) return UNREADABLE;
  const isInMinutes = !known.has('h') && known.has('min');
  const name = known.get(isInMinutes ? 'min' : 'h') ?? 'h';
  return {
    kind: 'piece',
    from: at,
    to: at + found.length,
    amounts: isInMinutes ? found.hours.map((hour) => Math.round(hour * 60)) : found.hours,
    scale: 0,
    unit: { name, isKnown: true },
    isMillionToo: false,
    per: undefined,
  };
};

/** The k of k€ belongs to the unit where the question counts in k€. */
const scaledUnit = (text: string, at: number, amount: Amount, known: KnownUnits) => {
  if (amount.scale === 0) return undefined;
  const unit = unitAt(text.slice(at + amount.scaleAt), known);
  return unit?.name !== undefined && powerOf(unit.canonical) === amount.scale
    ? {
        unit,
        amounts: amount.amounts.map((one) => timesTen(one, -amount.scale)),
        to: at + amount.scaleAt + unit.length,
      }
    : undefined;
};

const startsClause = (text: string, from: number): boolean =>
  /^(?:|about|around|roughly|within|in|maybe|sobre|unos|unas)$/.test(clauseAround({ text, from, to: from }).before);

const counts = (text: string, at: number, amount: Amount, unit: TypedUnit | undefined): boolean => {
  if (!amount.needsUnit) return true;
  const isArticle = /^an? /i.test(text.slice(at)) && amount.scale === 0 && amount.amounts[0] === 1;
  if (unit?.isKnown === true) return !isArticle || startsClause(text, at);
  return !isArticle && at === 0 && amount.length === text.length;
};

const amountAt = (text: string, at: number, context: AmountContext): AmountAt | undefined => {
  const character = text.charAt(at);
  if (/\d/.test(character)) return digitAmount(text, at, context);
  return /[a-z]/i.test(character) ? wordAmount(text.slice(at), context) : kanjiAmount(text, at);
};

/** @returns undefined where nothing begins that has to do with numbers */
export const pieceAt = ({ plain: text, shown }: Typed, at: number, asked: Asked): PieceAt | undefined => {
  const time = hoursAt(text, at, asked);
  if (time !== undefined) return time;
  const currency = CURRENCY_BEFORE.exec(text.slice(at))?.[0] ?? '';
  let from = at + currency.length;
  const minus = /^(?:-(?=\d)|(?:minus|menos) (?=\d|\p{L}))/iu.exec(text.slice(from))?.[0] ?? '';
  const isNegative = minus !== '' && /^$|[ (€$£¥]/.test(text.charAt(from - 1));
  if (isNegative) from += minus.length;
  const money = currency === '' ? undefined : canonicalUnit(currency);
  const isMoney = money !== undefined || [...asked.known.keys()].some((name) => isCurrency(name.replace(/^[kM]/, '')));
  const amount = amountAt(text, from, { locale: asked.locale, isMoney: isMoney && !asked.known.has('m') });
  if (amount === undefined) return undefined;
  if (text.charAt(from - 1) === '+') return UNREADABLE;
  if (amount.kind === 'passed') return { kind: 'passed', length: from + amount.length - at };
  if (amount.kind === 'unreadable') return UNREADABLE;
  const scaled = scaledUnit(text, from, amount, asked.known);
  const end = from + amount.length;
  if (scaled === undefined && RELATIVE.test(text.slice(end))) return UNREADABLE;
  const unit = scaled?.unit ?? unitAt(text.slice(end), asked.known);
  if (!counts(text, from, amount, unit)) return { kind: 'passed', length: Math.max(1, end - at) };
  const toUnit = scaled?.to ?? end + (unit?.length ?? 0);
  // "3 months and a half": half a month more.
  const half = unit === undefined ? '' : (/^ (?:and a half|y medi[oa])(?!\p{L})/iu.exec(text.slice(toUnit))?.[0] ?? '');
  const to = toUnit + half.length;
  // €5 pounds: whatever was meant.
  if (money !== undefined && unit?.isKnown === true && unit.canonical !== money) return UNREADABLE;
  const per = PER.exec(text.slice(to));
  const after = to + (per?.[0].length ?? 0);
  if (RELATIVE.test(text.slice(after)) || GOES_ON.test(text.slice(to - 1))) return UNREADABLE;
  const isTenths = unit?.canonical === '割';
  const sign = (isNegative ? -1 : 1) * (isTenths ? 10 : 1);
  const named = unit && { name: isTenths ? '%' : nameOf(unit, shown, end), isKnown: unit.isKnown };
  return {
    kind: 'piece',
    from: at,
    to: after,
    amounts: (scaled?.amounts ?? amount.amounts).map((one) => (one + (half === '' ? 0 : 0.5)) * sign),
    scale: amount.scale,
    unit: money === undefined ? named : { name: asked.known.get(money) ?? money, isKnown: true },
    isMillionToo: text.slice(end, toUnit).trim() === 'm' && !asked.known.has('m') && amount.scale === 0,
    per: per?.groups?.['what'],
  };
};

/** As the question calls it, money by its code, anything else as it was typed. */
const nameOf = ({ name, canonical, lead, length }: TypedUnit, shown: string, end: number): string =>
  name ?? (isCurrency(canonical) || canonical === '%' ? canonical : shown.slice(end + lead, end + length));
