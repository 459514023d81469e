/** Answers to one question, put together where they are equal, the most frequent first. Equal, not alike: nothing is judged. */

import type { Dimension } from '../board/dimension.ts';
import type { Answer, AnswerValue } from '../board/reading.ts';

export interface EqualAnswers<Given extends { readonly answer: Answer }> {
  readonly state: Answer['state'];
  readonly value: AnswerValue;
  readonly given: readonly Given[];
}

/** Answers of the same key are equal. Sets have no order; what does not fit its question is equal word for word only. */
const keyOf = ({ type }: Dimension, { state, value, raw }: Answer): string => {
  if (state !== 'answered') return state;
  if (value === null) return JSON.stringify(['typed', raw.trim()]);
  if (type === 'text' && typeof value === 'string') return JSON.stringify(value.trim());
  const isSet = (type === 'multi' || type === 'persons') && Array.isArray(value);
  return JSON.stringify(isSet ? [...(value as readonly string[])].sort() : value);
};

const STATES: readonly Answer['state'][] = ['answered', 'not_decided', 'dont_know', 'skipped'];

export const equalAnswers = <Given extends { readonly answer: Answer }>(
  question: Dimension,
  given: readonly Given[],
): EqualAnswers<Given>[] => {
  const groups = new Map<string, Given[]>();
  for (const one of given) {
    const key = keyOf(question, one.answer);
    const equal = groups.get(key);
    if (equal === undefined) groups.set(key, [one]);
    else equal.push(one);
  }
  return [...groups]
    .map(([key, members]) => {
      const answer = members[0]?.answer;
      return { key, state: answer?.state ?? 'skipped', value: answer?.value ?? null, given: members };
    })
    .sort(
      (a, b) =>
        STATES.indexOf(a.state) - STATES.indexOf(b.state) ||
        b.given.length - a.given.length ||
        (a.key < b.key ? -1 : 1),
    )
    .map(({ key: _, ...group }) => group);
};
