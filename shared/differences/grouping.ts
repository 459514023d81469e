/**
 * Two ways to put equal answers together, for `groups.ts`: by a key that equal answers share, and in steps along an order.
 * Nothing here looks at who gave an answer, except to list them.
 */

import type { ReadingId } from '../board/ids.ts';
import type { AnswerValue } from '../board/reading.ts';

export interface AnswerGroup {
  /** Made of what was answered, unique among the groups of a question. */
  readonly key: string;
  readonly state: 'answered' | 'not_decided';
  /** The first of `values`; null where nothing was understood or nothing is decided. */
  readonly value: AnswerValue;
  /** All values that count as equal here, in their order: 1 March and 3 March, within three days. */
  readonly values: readonly AnswerValue[];
  readonly readings: readonly ReadingId[];
}

export interface Given<Value> {
  readonly reading: ReadingId;
  readonly value: Value;
}

export const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
export const idsOf = (given: readonly { reading: ReadingId }[]): ReadingId[] =>
  given.map(({ reading }) => reading).sort(byText);

const groupOf = <Value extends AnswerValue>(
  key: string,
  values: readonly Value[],
  given: readonly Given<Value>[],
): AnswerGroup => {
  const distinct = new Map(values.map((value) => [JSON.stringify(value), value]));
  const each = [...distinct.values()];
  return { key, state: 'answered', value: each[0] ?? null, values: each, readings: idsOf(given) };
};

/** Of equal answers, one group a key. Their values differ only in ways that do not count; the first by spelling stands for all. */
export const byKey = <Value extends AnswerValue>(
  given: readonly Given<Value>[],
  keyOf: (value: Value) => string,
  compareKeys: (a: string, b: string) => number = byText,
): AnswerGroup[] => {
  const found = new Map<string, Given<Value>[]>();
  for (const member of given) {
    const key = keyOf(member.value);
    const members = found.get(key);
    if (members === undefined) found.set(key, [member]);
    else members.push(member);
  }
  return [...found]
    .sort(([a], [b]) => compareKeys(a, b) || byText(a, b))
    .map(([key, members]) => {
      const values = members.map(({ value }) => value);
      return groupOf(
        key,
        values.sort((a, b) => byText(JSON.stringify(a), JSON.stringify(b))),
        members,
      );
    });
};

/** Values in their order; a new group begins where the next one is not the same as the one before. */
export const bySteps = <Value extends AnswerValue>(
  given: readonly Given<Value>[],
  compare: (a: Value, b: Value) => number,
  isSame: (a: Value, b: Value) => boolean,
  keyOf: (value: Value) => string,
): AnswerGroup[] => {
  const ordered = [...given].sort(
    (a, b) => compare(a.value, b.value) || byText(JSON.stringify(a.value), JSON.stringify(b.value)),
  );
  const steps: Given<Value>[][] = [];
  for (const member of ordered) {
    const group = steps.at(-1);
    const last = group?.at(-1);
    if (group !== undefined && last !== undefined && isSame(last.value, member.value)) group.push(member);
    else steps.push([member]);
  }
  return steps.map((members) => {
    const values = members.map(({ value }) => value);
    const [first] = values;
    return groupOf(first === undefined ? '' : keyOf(first), values, members);
  });
};
