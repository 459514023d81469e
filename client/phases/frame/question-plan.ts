/** Which commands make one set of questions of another: for templates, for copying, and for taking back. Pure. */

import type { Dimension } from '../../../shared/board/dimension.ts';
import type { DimensionId } from '../../../shared/board/ids.ts';
import { TEMPLATE_NAMES, templateDimensions } from '../../../shared/board/templates.ts';

export type QuestionCommand =
  /** Without a place it comes after whatever is there by then. */
  | { readonly type: 'dimension.add'; readonly dimension: Dimension; readonly at?: number }
  | { readonly type: 'dimension.change'; readonly id: string; readonly patch: Readonly<Record<string, unknown>> }
  | { readonly type: 'dimension.move'; readonly id: string; readonly at: number }
  | { readonly type: 'dimension.remove'; readonly id: string };

export interface QuestionPlan {
  readonly commands: readonly QuestionCommand[];
  readonly added: number;
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Nobody has put a hand to it: there are none, or they are a template as it is. */
export const isUntouched = (questions: readonly Dimension[]): boolean =>
  questions.length === 0 || TEMPLATE_NAMES.some((name) => isSame(templateDimensions(name), questions));

/** An id keeps its meaning: answers of an earlier round are carried over by it. */
const withoutClash = (question: Dimension, now: readonly Dimension[], freshId: () => string): Dimension =>
  now.some((other) => other.id === question.id && !isSame(other, question))
    ? { ...question, id: freshId() as DimensionId }
    : question;

/** A set that nobody has touched makes way, except for what the next one asks as well. */
export const planInstead = (
  now: readonly Dimension[],
  template: readonly Dimension[],
  freshId: () => string,
): QuestionPlan => {
  const next = template.map((question) => withoutClash(question, now, freshId));
  const isKept = (question: Dimension): boolean => next.some((other) => isSame(other, question));
  const removing = now
    .filter((question) => !isKept(question))
    .map(({ id }): QuestionCommand => ({ type: 'dimension.remove', id }));
  const left = now.filter(isKept);
  const placing: QuestionCommand[] = [];
  let added = 0;
  for (const [at, question] of next.entries()) {
    const from = left.findIndex(({ id }) => id === question.id);
    if (from === at) continue;
    if (from === -1) {
      placing.push({ type: 'dimension.add', dimension: question, at });
      added++;
    } else {
      placing.push({ type: 'dimension.move', id: question.id, at });
      left.splice(from, 1);
    }
    left.splice(at, 0, question);
  }
  return { commands: [...removing, ...placing], added };
};

const asksTheSame = (a: Dimension, b: Dimension): boolean => isSame({ ...a, id: '' }, { ...b, id: '' });

/** Puts what is not there yet after what is. An id that is taken gives way to a fresh one. */
export const planAfter = (
  now: readonly Dimension[],
  more: readonly Dimension[],
  freshId: () => string,
): QuestionPlan => {
  const missing = more.filter((question) => !now.some((other) => asksTheSame(other, question)));
  const commands = missing.map((question): QuestionCommand => {
    return { type: 'dimension.add', dimension: withoutClash(question, now, freshId) };
  });
  return { commands, added: commands.length };
};

export const planTemplate = (
  now: readonly Dimension[],
  template: readonly Dimension[],
  freshId: () => string,
): QuestionPlan => (isUntouched(now) ? planInstead(now, template, freshId) : planAfter(now, template, freshId));

/** What takes a command back, seen before it is carried out; undefined where there is nothing to take back. */
export const inverseOf = (command: QuestionCommand, now: readonly Dimension[]): QuestionCommand | undefined => {
  if (command.type === 'dimension.add') return { type: 'dimension.remove', id: command.dimension.id };
  const at = now.findIndex(({ id }) => id === command.id);
  const dimension = now[at];
  if (dimension === undefined) return undefined;
  if (command.type === 'dimension.remove') return { type: 'dimension.add', dimension, at };
  if (command.type === 'dimension.move') return { type: 'dimension.move', id: command.id, at };
  const { type, label, prompt, config } = dimension;
  const before: Readonly<Record<string, unknown>> = { type, label, prompt, config };
  // A patch that retypes begins with empty settings, so both travel together.
  const names = new Set(Object.keys(command.patch));
  if (names.has('config')) names.add('type');
  return {
    type: 'dimension.change',
    id: command.id,
    patch: Object.fromEntries([...names].map((name) => [name, before[name]])),
  };
};
