/** What a number found in a text can mean to the question that was asked: in which unit, and how many of it. */

import type { NumberValue } from '../../board/reading.ts';
import { timesTen } from './digits.ts';
import type { Asked, Piece } from './piece.ts';
import { canonicalUnit, isCurrency } from './units.ts';

/** The power of ten in a unit like k€ or M€. */
const powerOf = (canonical: string): number =>
  isCurrency(canonical.slice(1)) ? (canonical.startsWith('k') ? 3 : canonical.startsWith('M') ? 6 : 0) : 0;

interface MeantUnit {
  readonly unit: string;
  /** Of ten, by which the amount is multiplied. */
  readonly power: number;
}

/** Where k€ are asked for, "300k" is in k€ or in €, and so is "300,000". */
const inThousands = (amounts: readonly number[], scale: number, { unit, known }: Asked): MeantUnit[] | undefined => {
  const canonical = canonicalUnit(unit);
  const power = powerOf(canonical);
  const base = known.get(canonical.slice(1)) ?? canonical.slice(1);
  if (power === 0) return undefined;
  if (scale === power)
    return [
      { unit, power: -power },
      { unit, power: 0 },
    ];
  return amounts.some((amount) => amount >= 10 ** power)
    ? [
        { unit: base, power: 0 },
        { unit, power: 0 },
      ]
    : undefined;
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
  unitsOf(piece, asked).flatMap(({ unit, power }) =>
    piece.amounts
      .map((amount) => ({ amount: timesTen(amount, power) + 0, unit }))
      .filter(({ amount }) => Number.isFinite(amount)),
  );
