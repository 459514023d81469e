/**
 * Clauses of a folded text: what is said in the same breath as a date or a number may turn it round; what stands in the
 * next may not.
 */

/** Where something was found in the folded text. */
export interface Passage {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** Ends of a clause; a dot only where it is not inside a number or after it. */
const CLAUSE_ENDS = /[,;:!?()[\]、。，；\n]|\.(?=\s|$)|\s-\s/gu;

/** What stands in the same clause before and after a passage. */
export const clauseAround = ({ text, from, to }: Passage): { readonly before: string; readonly after: string } => {
  const ends = [...text.matchAll(CLAUSE_ENDS)];
  const start = ends.filter(({ index }) => index < from).at(-1);
  const end = ends.find(({ index }) => index >= to);
  return {
    before: text.slice(start === undefined ? 0 : Math.min(from, start.index + start[0].length), from).trim(),
    after: text.slice(to, end?.index ?? text.length).trim(),
  };
};
