/**
 * One reading, one mark: what its mark carries, the same in every question and round. Pure. Where names are not shown a
 * mark has a number by reading ids, which are random, and nothing else.
 */

import { showsNames } from '../../shared/board/rules.ts';
import type { RoundView, View } from '../../shared/board/view.ts';
import { isWithdrawn, type Hung } from './hung.ts';

export interface Mark {
  readonly readingId: string;
  /** 1, 2, 3 …: stays the same when a late reading or a further round comes. */
  readonly number: number;
  /** Whose it is, where names are shown or its author said so; null once they took their name back. */
  readonly name?: string | null;
  readonly initials?: string;
  /** Told to its author only. */
  readonly isMine: boolean;
  readonly isLate: boolean;
  readonly isWithdrawn: boolean;
  /** Names are not shown on this board: its author has said whose it is. */
  readonly isClaimed: boolean;
}

/** Readings in the order in which they are numbered: by the round they first hung in, late ones after the others. */
export const readingNumbers = (rounds: readonly (readonly Hung[])[]): ReadonlyMap<string, number> => {
  const numbers = new Map<string, number>();
  const isLate = ({ reading }: Hung) => !isWithdrawn(reading) && reading.late === true;
  for (const hung of rounds)
    for (const { readingId } of [...hung.filter((found) => !isLate(found)), ...hung.filter(isLate)])
      if (!numbers.has(readingId)) numbers.set(readingId, numbers.size + 1);
  return numbers;
};

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });
const firstOf = (word: string): string => [...graphemes.segment(word)][0]?.segment ?? '';

/** Two letters at most: of the first and the last word, or of the one there is. */
export const initialsOf = (name: string): string => {
  const words = name.trim().split(/\s+/u);
  const [first = ''] = words;
  const last = words.length > 1 ? (words.at(-1) ?? '') : '';
  return (firstOf(first) + firstOf(last)).toLocaleUpperCase('und');
};

/** Who is who, as far as this person may know. */
export interface Known {
  /** Null once the name was taken back, undefined for nobody of this board. */
  readonly nameOf: (participantId: string) => string | null | undefined;
  /** Reading → who said that it is theirs. */
  readonly claims: ReadonlyMap<string, string>;
  readonly myReadingId: string;
}

/** Null is the name of somebody who took it back. */
export type Names = readonly (readonly [id: string, name: string | null])[];

export const namesIn = (names: Names): Known['nameOf'] => {
  const found = new Map(names);
  return (id) => found.get(id);
};

export const claimsIn = (claims: View['claims']): Known['claims'] =>
  new Map(claims.map(({ readingId, participantId }) => [readingId, participantId]));

export const marksOfRound = (
  { nameOf, claims, myReadingId }: Known,
  round: Pick<RoundView, 'rules'>,
  hung: readonly Hung[],
  numbers: ReadonlyMap<string, number>,
): ReadonlyMap<string, Mark> => {
  const isNamed = showsNames(round.rules);
  const markOf = ({ readingId, reading }: Hung): Mark => {
    const isGone = isWithdrawn(reading);
    const claimedBy = claims.get(readingId);
    const by = (isGone ? undefined : reading.by) ?? claimedBy;
    const name = by === undefined ? undefined : (nameOf(by) ?? null);
    return {
      readingId,
      number: numbers.get(readingId) ?? 0,
      ...(name === undefined ? {} : { name }),
      ...(typeof name === 'string' ? { initials: initialsOf(name) } : {}),
      isMine: readingId === myReadingId,
      isLate: !isGone && reading.late === true,
      isWithdrawn: isGone,
      isClaimed: !isNamed && claimedBy !== undefined,
    };
  };
  return new Map(hung.map((found) => [found.readingId, markOf(found)]));
};
