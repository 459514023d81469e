/**
 * How a text comes to stand in a field: letter by letter, with slips that are corrected and, now and then, another text
 * that is typed first and deleted again. What was deleted must never be seen by anybody, so it can be told at sight.
 */

import type { Seeded } from './seeded.ts';

/** One keystroke or one deletion; positions and lengths in UTF-16 units. */
export type Stroke =
  | { readonly kind: 'insert'; readonly at: number; readonly text: string }
  | { readonly kind: 'delete'; readonly at: number; readonly length: number };

export interface Typing {
  readonly strokes: readonly Stroke[];
  /** Texts that stood in the field and were deleted before the final one. */
  readonly drafts: readonly string[];
}

const FIRST_THOUGHTS = ['honestly no idea', 'as I said before', 'ask somebody else', 'quizá más tarde', 'あとで書く'];
const DRAFT_SHARE = 0.5;
const SLIP_SHARE = 0.04;
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' });
const graphemesOf = (text: string): string[] => Array.from(segmenter.segment(text), ({ segment }) => segment);

/** A word that nobody would write. */
const oddWord = (chance: Seeded): string => Array.from({ length: 8 }, () => chance.pick([...LETTERS])).join('');

const typeText = (text: string, chance: Seeded): Stroke[] => {
  let at = 0;
  return graphemesOf(text).flatMap((grapheme) => {
    const wrong = chance.pick([...LETTERS]);
    const slip: Stroke[] =
      chance.fraction() < SLIP_SHARE
        ? [
            { kind: 'insert', at, text: wrong },
            { kind: 'delete', at, length: wrong.length },
          ]
        : [];
    const stroke: Stroke = { kind: 'insert', at, text: grapheme };
    at += grapheme.length;
    return [...slip, stroke];
  });
};

/** Backwards, one press of the key each. */
const eraseText = (text: string): Stroke[] => {
  let left = text.length;
  return graphemesOf(text)
    .reverse()
    .map((grapheme) => {
      left -= grapheme.length;
      return { kind: 'delete', at: left, length: grapheme.length };
    });
};

/** Strokes that turn an empty field into `text`. */
export const typing = (text: string, chance: Seeded): Typing => {
  if (text === '' || chance.fraction() >= DRAFT_SHARE) return { strokes: typeText(text, chance), drafts: [] };
  const draft = `${chance.pick(FIRST_THOUGHTS)} ${oddWord(chance)}`;
  return { strokes: [...typeText(draft, chance), ...eraseText(draft), ...typeText(text, chance)], drafts: [draft] };
};

export const strike = (text: string, stroke: Stroke): string =>
  stroke.kind === 'insert'
    ? text.slice(0, stroke.at) + stroke.text + text.slice(stroke.at)
    : text.slice(0, stroke.at) + text.slice(stroke.at + stroke.length);
