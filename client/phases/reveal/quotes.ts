/** Answers of one group by what was typed: whoever typed the very same stands at one quote. Pure. */

import type { Dimension } from '../../../shared/board/dimension.ts';
import type { ShownAnswer } from '../../session/revealed-round.ts';
import { isQuoteOfItsOwn, sayValue, type Naming } from '../../text/en/answers.ts';

export interface QuotedReadings {
  /** Exactly as typed; empty for those who chose without typing anything of their own. */
  readonly raw: string;
  /** How it was understood, where the words alone do not say it: periods longer than a day. */
  readonly understood: string | undefined;
  readonly readings: readonly string[];
}

const understoodAs = (dimension: Dimension, { answer }: ShownAnswer, naming: Naming): string | undefined => {
  const { value } = answer;
  if (value === null || typeof value !== 'object' || !('precision' in value)) return undefined;
  return value.start === value.end ? undefined : sayValue(dimension, value, naming);
};

/**
 * In the order in which readings are shown.
 * @param said what the whole group is said to give
 */
export const quotesIn = (
  dimension: Dimension,
  answers: readonly ShownAnswer[],
  said: string | undefined,
  naming: Naming,
): readonly QuotedReadings[] => {
  const quotes = new Map<string, { raw: string; understood: string | undefined; readings: string[] }>();
  for (const shown of answers) {
    const raw = isQuoteOfItsOwn(dimension, shown.answer, said) ? shown.answer.raw : '';
    const understood = understoodAs(dimension, shown, naming);
    const key = JSON.stringify([raw, understood]);
    const found = quotes.get(key) ?? { raw, understood, readings: [] };
    found.readings.push(shown.readingId);
    quotes.set(key, found);
  }
  return [...quotes.values()];
};
