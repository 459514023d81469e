/** Words of the wording that the questions ask the meaning of. Pure. */

import type { Dimension } from '../../../shared/board/dimension.ts';

const key = (words: string): string => words.normalize('NFKC').toLocaleLowerCase();

export const questionAbout = (questions: readonly Dimension[], words: string): Dimension | undefined =>
  questions.find(({ term }) => term !== undefined && key(term) === key(words));

/** Whether somebody was first to ask the same, in the same moment: then the later one makes way, on every screen alike. */
export const isSecond = (questions: readonly Dimension[], question: Dimension): boolean =>
  question.term !== undefined && questionAbout(questions, question.term)?.id !== question.id;
