/** People as an answer: those of the board by their ids, others by the name that was typed. */

import type { PersonView } from '../../../shared/board/view.ts';

const OUTSIDE = 'ext:';
/** More than this are found by typing. */
const MOST_IN_SIGHT = 12;

export interface Listed {
  readonly id: string;
  readonly label: string;
}

export const outsider = (name: string): string => OUTSIDE + name;
export const outsideName = (id: string): string | undefined =>
  id.startsWith(OUTSIDE) ? id.slice(OUTSIDE.length) : undefined;

const folded = (text: string): string => text.normalize('NFKC').trim().toLocaleLowerCase();

/** A person of the board who is called exactly that. */
export const calledThat = (people: readonly PersonView[], name: string): PersonView | undefined =>
  people.find((person) => person.name !== null && folded(person.name) === folded(name));

/**
 * Who is offered: everybody of a small board; of a larger one those whose name holds what was typed.
 * @returns also how many more there are
 */
export const offered = (
  people: readonly Listed[],
  chosen: readonly string[],
  typed: string,
): { readonly shown: readonly Listed[]; readonly more: number } => {
  if (people.length <= MOST_IN_SIGHT) return { shown: people, more: 0 };
  const wanted = folded(typed);
  const found = people.filter(({ label, id }) => chosen.includes(id) || folded(label).includes(wanted));
  const first = [...found].sort((a, b) => Number(chosen.includes(b.id)) - Number(chosen.includes(a.id)));
  const shown = first.slice(0, Math.max(MOST_IN_SIGHT, chosen.length));
  return { shown, more: found.length - shown.length };
};
