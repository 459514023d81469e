/**
 * Changes of the questions that this person makes: one command after the other, what became of it in a sentence, and the
 * way back instead of asking beforehand. What others change meanwhile is left alone.
 */

import type { Dimension } from '../../../shared/board/dimension.ts';
import type { CommandOutcome } from '../../link/board-link.ts';
import type { Refusal } from '../../link/refusal.ts';
import { inverseOf, type QuestionCommand } from './question-plan.ts';

export interface QuestionEditsParts {
  readonly questions: () => readonly Dimension[];
  readonly send: (type: QuestionCommand['type'], fields: Readonly<Record<string, unknown>>) => Promise<CommandOutcome>;
}

export interface EditNotice {
  readonly sentence: string;
  /** What can be done about it: take the change back, or go on with what was not kept. */
  readonly way: 'undo' | 'takeUp' | null;
}

export class QuestionEdits {
  readonly #parts: QuestionEditsParts;
  #notice: EditNotice | null = $state.raw(null);
  #refusal: Refusal | null = $state.raw(null);
  #underWay = $state.raw(0);
  #back: readonly QuestionCommand[] = [];

  constructor(parts: QuestionEditsParts) {
    this.#parts = parts;
  }

  get notice(): EditNotice | null {
    return this.#notice;
  }

  get refusal(): Refusal | null {
    return this.#refusal;
  }

  get isBusy(): boolean {
    return this.#underWay > 0;
  }

  /** Says something about the questions that was not a change. */
  say(sentence: string | null, way: 'takeUp' | null = null): void {
    this.#notice = sentence === null ? null : { sentence, way };
    this.#refusal = null;
    this.#back = [];
  }

  /**
   * Carries out the commands until one is refused; those before it stay.
   * @param sentence what is said when all are done
   * @returns whether they were
   */
  async make(commands: readonly QuestionCommand[], sentence: string | null): Promise<boolean> {
    const back: QuestionCommand[] = [];
    this.#refusal = null;
    this.#underWay++;
    for (const command of commands) {
      const inverse = inverseOf(command, this.#parts.questions());
      const { type, ...fields } = command;
      const outcome = await this.#parts.send(type, fields);
      if (outcome.ok) {
        if (inverse !== undefined) back.unshift(inverse);
        continue;
      }
      this.#refusal = outcome.refusal;
      break;
    }
    this.#underWay--;
    this.#back = back;
    const isDone = this.#refusal === null;
    this.#notice = isDone && sentence !== null ? { sentence, way: back.length > 0 ? 'undo' : null } : null;
    return isDone;
  }

  /** Takes the last change back; what cannot be taken back any more is passed over. */
  async undo(sentence: string): Promise<void> {
    const back = this.#back;
    this.#back = [];
    this.#notice = null;
    this.#refusal = null;
    this.#underWay++;
    for (const { type, ...fields } of back) {
      const outcome = await this.#parts.send(type, fields);
      if (!outcome.ok && outcome.refusal.code !== 'unknown_dimension') this.#refusal = outcome.refusal;
    }
    this.#underWay--;
    if (this.#refusal === null) this.say(sentence);
  }
}
