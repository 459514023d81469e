/** What was put aside as text that can be copied: each question with what was written for it. */

import type { Dimension } from '../../../shared/board/dimension.ts';
import type { AnswerContent, Difference } from '../../session/reading-content.ts';
import { sayAnswer, type Naming } from '../../text/en/answers.ts';
import { aside as text } from '../../text/en/aside.ts';
import { write } from '../../text/en/write.ts';

const answerWords = (dimension: Dimension | undefined, answer: AnswerContent, naming: Naming): string => {
  const typed = (answer.text ?? answer.raw).trim();
  const state = answer.state ?? 'answered';
  const said =
    dimension === undefined || dimension.type === 'text'
      ? undefined
      : sayAnswer(dimension, { state, value: answer.value ?? null, raw: answer.raw }, naming);
  const parts = [typed, said, state === 'answered' ? undefined : write.states[state]];
  const shown = [...new Set(parts.filter((part) => part !== undefined && part !== ''))];
  return shown.length === 0 ? text.emptied : shown.join('\n');
};

export const asideWords = (
  differences: readonly Difference[],
  dimensions: readonly Dimension[],
  naming: Naming,
): string =>
  differences
    .map((difference) => {
      if (difference.kind === 'nod') {
        const { fist, sure, reason } = difference.nod;
        const meaning = fist === undefined ? undefined : `${String(fist)}, ${write.nod.fists[fist] ?? ''}`;
        return `${text.nod}\n${text.nodWords(meaning, sure === undefined ? undefined : write.sure.value(sure), reason)}`;
      }
      const dimension = dimensions.find(({ id }) => id === difference.dimensionId);
      return `${dimension?.label ?? difference.dimensionId}\n${answerWords(dimension, difference.answer, naming)}`;
    })
    .join('\n\n');
