/** One choice: the same when it is the same option, ordered or not. How far apart two are is said beside it, not here. */

import { choicesOf, type Dimension } from '../board/dimension.ts';

export const sameSingle = (a: string, b: string): boolean => a === b;

/** Where an option stands in the question; behind all others when it is none of them. */
export const placeOf = (dimension: Dimension): ((id: string) => number) => {
  const places = new Map(choicesOf(dimension).map(({ id }, index) => [id, index]));
  return (id) => places.get(id) ?? places.size;
};
