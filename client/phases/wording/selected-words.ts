/** What somebody has selected in the wording, as words one can ask about. Pure. */

import type { EditorState } from '@codemirror/state';
import { graphemes, isBlank, toPlain } from '../../../shared/board/plain-text.ts';

/** Longer than that it is a sentence, not a word or phrase. */
const MOST_CHARACTERS = 80;

const EDGES = /^[\s\p{Ps}\p{Pi}"'.,;:!?…、。]+|[\s\p{Pe}\p{Pf}"'.,;:!?…、。]+$/gu;

/** The words without what surrounds them, on one line; undefined where there are none, or too many to ask about. */
export const wordsFrom = (selected: string): string | undefined => {
  const words = toPlain(selected).replace(/\s+/gu, ' ').replace(EDGES, '');
  return isBlank(words) || graphemes(words, MOST_CHARACTERS) > MOST_CHARACTERS ? undefined : words;
};

/** What is selected, or else the word the cursor is in. */
export const wordsIn = (state: EditorState): string | undefined => {
  const { main } = state.selection;
  const range = main.empty ? state.wordAt(main.head) : main;
  return range === null ? undefined : wordsFrom(state.sliceDoc(range.from, range.to));
};
