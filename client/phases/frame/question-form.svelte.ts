/**
 * A question whose form is open: the draft, what it began from, and what the board has made of the question meanwhile.
 * What was typed and not kept can be taken up again, also after the board has moved on and come back.
 */

import type { Choice, Dimension, DimensionType } from '../../../shared/board/dimension.ts';
import type { BoardSession } from '../../session/board-session.svelte.ts';
import { dimensionOf, draftOf, emptyDraft, patchFor, takesChoices, troublesOf } from './question-draft.ts';
import type { QuestionDraft, Troubles } from './question-draft.ts';
import type { QuestionCommand } from './question-plan.ts';

export interface QuestionFormParts {
  readonly questions: () => readonly Dimension[];
  readonly freshId: () => string;
}

export class QuestionForm {
  readonly #parts: QuestionFormParts;
  /** As the form had it when it was opened; undefined for a question to be added. */
  readonly #began: Dimension | undefined;
  readonly #beganOnBoard: Dimension | undefined;
  readonly id: string;
  #draft: QuestionDraft | null = $state.raw(null);
  #isSubmitted = $state.raw(false);

  constructor(parts: QuestionFormParts, question?: Dimension) {
    this.#parts = parts;
    this.id = question?.id ?? parts.freshId();
    this.#beganOnBoard = question;
    if (question === undefined) return;
    this.#draft = draftOf(question, parts.freshId);
    this.#began = dimensionOf(this.#draft, question.id) ?? question;
  }

  get isNew(): boolean {
    return this.#beganOnBoard === undefined;
  }

  /** Null until a type is picked. */
  get draft(): QuestionDraft | null {
    return this.#draft;
  }

  /** What is the matter, once somebody has tried to send it. */
  get troubles(): Troubles {
    return this.#isSubmitted && this.#draft !== null ? troublesOf(this.#draft) : {};
  }

  get meanwhile(): 'changed' | 'removed' | null {
    if (this.#beganOnBoard === undefined) return null;
    const now = this.#now;
    if (now === undefined) return 'removed';
    return JSON.stringify(now) === JSON.stringify(this.#beganOnBoard) ? null : 'changed';
  }

  /** Whether closing it would lose something. */
  get isTouched(): boolean {
    if (this.#draft === null) return false;
    if (this.#began !== undefined)
      return JSON.stringify(dimensionOf(this.#draft, this.id)) !== JSON.stringify(this.#began);
    const { label, prompt, choices } = this.#draft;
    return [label, prompt, ...choices.map((choice) => choice.label)].some((typed) => typed.trim() !== '');
  }

  pick(type: DimensionType): void {
    const choices = this.#draft?.choices ?? [];
    const lines = takesChoices(type) && choices.length === 0 ? [this.#emptyChoice(), this.#emptyChoice()] : choices;
    this.#draft = { ...(this.#draft ?? emptyDraft(type)), type, choices: lines };
  }

  change(changed: Partial<QuestionDraft>): void {
    if (this.#draft !== null) this.#draft = { ...this.#draft, ...changed };
  }

  /** @returns what to send, nothing at all where nothing changed; undefined while something is the matter */
  commands(): readonly QuestionCommand[] | undefined {
    this.#isSubmitted = true;
    if (this.#draft === null || Object.keys(troublesOf(this.#draft)).length > 0) return undefined;
    const wanted = dimensionOf(this.#draft, this.id);
    if (wanted === undefined) return undefined;
    const now = this.#now;
    if (this.#began === undefined || now === undefined) return [{ type: 'dimension.add', dimension: wanted }];
    const patch = patchFor(this.#began, wanted, now);
    return Object.keys(patch).length === 0 ? [] : [{ type: 'dimension.change', id: this.id, patch }];
  }

  get #now(): Dimension | undefined {
    return this.#parts.questions().find(({ id }) => id === this.id);
  }

  #emptyChoice(): Choice {
    return { id: this.#parts.freshId(), label: '' };
  }
}

const letGo = new WeakMap<BoardSession, QuestionForm>();

/** What was typed in a form and not kept, of a board that is open; the last one only. */
export const keepForm = (session: BoardSession, form: QuestionForm): void => void letGo.set(session, form);
export const keptForm = (session: BoardSession): QuestionForm | undefined => letGo.get(session);
export const dropForm = (session: BoardSession): void => void letGo.delete(session);
