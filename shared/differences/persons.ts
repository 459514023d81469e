/**
 * Persons: the same when they are the same set. Those on the board are known by their id; a name that was typed is the
 * same name in any case and width, and nobody else's. "Every teacher" is a name of its own, never taken apart.
 */

import { keyOfSet } from './multi.ts';
import { normalisedText } from './text.ts';

/** How somebody who is not on the board is written: `ext:<name>`. */
const TYPED = 'ext:';

export const personKey = (id: string): string =>
  id.startsWith(TYPED) ? `${TYPED}${normalisedText(id.slice(TYPED.length))}` : id;

export const keyOfPersons = (ids: readonly string[]): string => keyOfSet(ids.map(personKey));

export const samePersons = (a: readonly string[], b: readonly string[]): boolean => keyOfPersons(a) === keyOfPersons(b);
