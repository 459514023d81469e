/** What an answer says, in words that are safe in Markdown. */

import { choicesOf, type Dimension } from '../board/dimension.ts';
import type { AnswerValue } from '../board/reading.ts';
import type { BoardExport } from './board-export.ts';
import { lineInMarkdown } from './markdown-text.ts';
import { EXPORT_TEXT } from './messages.ts';

const OUTSIDE = 'ext:';
const UNKNOWN = 'ext:?';

/** @param id an alias, or `ext:<name>` */
export const nameIn = ({ people }: BoardExport, id: string): string => {
  if (id === UNKNOWN) return EXPORT_TEXT.unknown;
  if (id.startsWith(OUTSIDE)) return lineInMarkdown(id.slice(OUTSIDE.length));
  const person = people.find((found) => found.id === id);
  if (person === undefined) return EXPORT_TEXT.unknown;
  return person.name === null ? EXPORT_TEXT.nameless : lineInMarkdown(person.name);
};

const isIds = (value: AnswerValue): value is readonly string[] => Array.isArray(value);

const labelsOf = (question: Dimension, ids: readonly string[]): string[] => {
  const labels = new Map(choicesOf(question).map(({ id, label }) => [id, label]));
  return ids.map((id) => lineInMarkdown(labels.get(id) ?? id));
};

const saySet = (question: Dimension, ids: readonly string[]): string => {
  const inOrder = choicesOf(question).flatMap(({ id }) => (ids.includes(id) ? [id] : []));
  return inOrder.length === 0 ? EXPORT_TEXT.none : EXPORT_TEXT.list(labelsOf(question, inOrder));
};

/** Undefined where only what was typed can say it. */
export const sayValue = (board: BoardExport, question: Dimension, value: AnswerValue): string | undefined => {
  if (value === null || question.type === 'text') return undefined;
  if (isIds(value)) {
    if (question.type === 'ranking') return EXPORT_TEXT.inOrder(labelsOf(question, value));
    if (question.type !== 'persons') return saySet(question, value);
    return value.length === 0 ? EXPORT_TEXT.nobody : EXPORT_TEXT.list(value.map((id) => nameIn(board, id)));
  }
  if (typeof value === 'string') return labelsOf(question, [value])[0];
  if ('amount' in value) return EXPORT_TEXT.amount(value.amount, lineInMarkdown(value.unit));
  return EXPORT_TEXT.period(value.start, value.end);
};
