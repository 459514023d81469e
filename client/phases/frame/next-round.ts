/** What pressing "open" would do now, as the server will decide it: begin, go on, or begin anew. Pure. */

import { choicesOf, type Dimension } from '../../../shared/board/dimension.ts';
import { isBlank, toPlain } from '../../../shared/board/plain-text.ts';
import { areSameRules } from '../../../shared/board/rules.ts';
import { currentRound } from '../../../shared/board/view-questions.ts';
import type { RoundView, View } from '../../../shared/board/view.ts';
import { takesChoices } from './question-draft.ts';

export type ChangedPart = 'wording' | 'questions' | 'rules';

export type NextRound =
  | { readonly kind: 'first'; readonly number: number }
  /** The paused round goes on. */
  | { readonly kind: 'resumed'; readonly number: number }
  /** A paused round is left behind, because something about it changed. */
  | {
      readonly kind: 'instead';
      readonly number: number;
      readonly paused: number;
      readonly changed: readonly ChangedPart[];
    }
  /** After a reveal. */
  | { readonly kind: 'again'; readonly number: number; readonly last: RoundView };

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** What of a round is no longer as it was when it opened. @param wording as it is being edited */
export const changedSince = (round: RoundView, view: View, wording: string): ChangedPart[] => [
  ...(toPlain(wording) === round.wording ? [] : (['wording'] as const)),
  ...(isSame(view.dimensions, round.dimensions) ? [] : (['questions'] as const)),
  ...(areSameRules(view.board.rules, round.rules) ? [] : (['rules'] as const)),
];

export const nextRound = (view: View, wording: string): NextRound => {
  const last = currentRound(view);
  const number = view.rounds.length + 1;
  if (last === undefined) return { kind: 'first', number };
  if (last.status !== 'paused') return { kind: 'again', number, last };
  const changed = changedSince(last, view, wording);
  if (changed.length === 0) return { kind: 'resumed', number: last.number };
  return { kind: 'instead', number, paused: last.number, changed };
};

export type Missing =
  | { readonly kind: 'wording' }
  | { readonly kind: 'questions' }
  | { readonly kind: 'people' }
  | { readonly kind: 'choices'; readonly question: Dimension };

/** What a round would lack if it were opened now. Nothing of it keeps anybody from opening it. */
export const missingIn = (view: View, wording: string): Missing[] => [
  ...(isBlank(wording) ? [{ kind: 'wording' } as const] : []),
  ...(view.dimensions.length === 0 ? [{ kind: 'questions' } as const] : []),
  ...view.dimensions
    .filter((question) => takesChoices(question.type) && choicesOf(question).length === 0)
    .map((question) => ({ kind: 'choices', question }) as const),
  ...(view.participants.some(({ reads, pending }) => reads && pending !== true) ? [] : [{ kind: 'people' } as const]),
];
