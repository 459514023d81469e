/** What a number found in a text can mean to the question that was asked: in which unit, and how many of it. */

import type { NumberValue } from '../../board/reading.ts';
import { timesTen } from './digits.ts';
import type { Asked, Piece } from './piece.ts';
import { canonicalUnit, isCurrency, powerOf } from './units.ts';

interface MeantUnit {
  readonly unit: string;
  /** Of ten, by which the amount is multiplied. */
  readonly power: number;
}

/** Where k€ are asked for, "300k" and "300,000" are an amount of k€, or what makes 300 of them. */
const inThousands = (amounts: readonly number[], scale: number, { unit }: Asked): MeantUnit[] | undefined => {
  const power = powerOf(canonicalUnit(unit));
  if (power === 0 || (scale !== power && amounts.every((amount) => amount < 10 ** power))) return undefined;
  return [
    { unit, power: -power },
    { unit, power: 0 },
  ];
};

/** A thousand € are one k€ by name: they need no factor to be told in the unit of the question. */
const asAsked = ({ unit, power }: MeantUnit, { known }: Asked): MeantUnit => {
  const canonical = canonicalUnit(unit);
  if (!isCurrency(canonical) || known.has(canonical)) return { unit, power };
  for (const prefix of ['k', 'M']) {
    const name = known.get(prefix + canonical);
    if (name !== undefined) return { unit: name, power: power - powerOf(prefix + canonical) };
  }
  return { unit, power };
};

const unitsOf = ({ amounts, unit, per, scale, isMillionToo }: Piece, asked: Asked): MeantUnit[] => {
  const as = (name: string, power = 0): MeantUnit => ({ unit: name, power });
  if (unit === undefined && per === undefined) return inThousands(amounts, scale, asked) ?? [as(asked.unit)];
  if (unit !== undefined && isMillionToo) {
    return asked.unit === '' ? [as(unit.name), as('', 6)] : [as(asked.unit, 6), as(unit.name)];
  }
  const names =
    unit === undefined ? [asked.unit] : unit.isKnown || asked.unit === '' ? [unit.name] : [asked.unit, unit.name];
  if (per === undefined) return names.map((name) => as(name));
  // Where the question has no unit, nothing says that "per day" goes without saying.
  return names.flatMap((name) => (asked.unit === '' ? [as(`${name}/${per}`)] : [as(name), as(`${name}/${per}`)]));
};

/** All that a piece can mean, the likeliest first. */
export const valuesOf = (piece: Piece, asked: Asked): NumberValue[] =>
  unitsOf(piece, asked).flatMap((meant) => {
    const { unit, power } = asAsked(meant, asked);
    return piece.amounts
      .map((amount) => ({ amount: timesTen(amount, power) + 0, unit }))
      .filter(({ amount }) => Number.isFinite(amount));
  });
