/**
 * A reading as plain values: what leaves a reading document at the seal and hangs on the wall. The value schema of
 * every dimension type is here; what does not fit its dimension is never published as a value.
 */

import * as v from 'valibot';
import { daySchema } from './calendar.ts';
import { choicesOf, type Dimension } from './dimension.ts';
import type { DimensionId, ParticipantId } from './ids.ts';
import { isBlank, toPlain } from './plain-text.ts';

export const ANSWER_STATES = ['answered', 'not_decided', 'dont_know', 'skipped'] as const;
/** `not_decided` is a full answer ("this is open"); `dont_know` and `skipped` are not readings. */
export type AnswerState = (typeof ANSWER_STATES)[number];

export interface DateValue {
  /** First and last day of the stated period, ISO 8601. */
  readonly start: string;
  readonly end: string;
  /** The unit that was stated: day, month, quarter … */
  readonly precision: string;
}

export interface NumberValue {
  readonly amount: number;
  readonly unit: string;
}

/** Text and single: string; multi, persons, ranking: ids in order; null where nothing fits. */
export type AnswerValue = string | readonly string[] | DateValue | NumberValue | null;

export interface Answer {
  readonly state: AnswerState;
  readonly value: AnswerValue;
  /** What was typed. The only thing that may be quoted. */
  readonly raw: string;
}

export interface Nod {
  /** Fist to five, 0 to 5. */
  readonly fist: number | null;
  /** 0 to 100; the form offers tens. */
  readonly sure: number | null;
  readonly reason?: string;
}

/** What hangs on the wall for one reading. */
export interface RevealedReading {
  readonly answers: { readonly [dimension: string]: Answer };
  readonly nod: Nod | null;
  /** Only where the board shows names. */
  readonly by?: ParticipantId;
  /** Lies with the reading, so that its digest tells nothing once the reading is withdrawn. */
  readonly salt?: string;
  readonly late?: true;
}

/** What hangs there after its author took the text back. */
export interface WithdrawnReading {
  readonly withdrawn: true;
}

/** An answer as it stands in a reading document, unchecked. */
export interface RawAnswer {
  readonly state?: unknown;
  readonly value?: unknown;
  readonly raw?: unknown;
  /** Text dimensions: the content of the shared text. */
  readonly text?: string;
  /** False for an answer carried over from an earlier round that its author has neither kept nor changed. */
  readonly isTouched: boolean;
}

export interface RawReading {
  readonly answers: ReadonlyMap<DimensionId, RawAnswer>;
  readonly nod?: { readonly fist?: unknown; readonly sure?: unknown; readonly reason?: unknown };
}

const dateSchema = v.pipe(
  v.object({ start: daySchema, end: daySchema, precision: v.pipe(v.string(), v.regex(/^[a-z]{1,20}$/)) }),
  v.check((period) => period.start <= period.end),
);
/** Zero has one form, so that a digest does not depend on who serialised it. */
const withoutNegativeZero = (amount: number): number => amount + 0;

const numberSchema = v.object({
  amount: v.pipe(v.number(), v.finite(), v.transform(withoutNegativeZero)),
  unit: v.pipe(v.string(), v.maxLength(80), v.transform(toPlain)),
});

const distinctFrom = (allowed: ReadonlySet<string>) =>
  v.pipe(
    v.array(v.string()),
    v.check((ids) => new Set(ids).size === ids.length && ids.every((id) => allowed.has(id))),
  );

/** A participant id, or `ext:<name>` for somebody who is not on the board. */
const personsSchema = v.pipe(
  v.array(v.pipe(v.string(), v.minLength(1), v.maxLength(120), v.transform(toPlain))),
  v.maxLength(100),
  v.check((people) => new Set(people).size === people.length),
);

/** The value if it fits the dimension, else null. */
export const fittingValue = (dimension: Dimension, value: unknown): AnswerValue => {
  const schema = ((): v.GenericSchema<unknown, Exclude<AnswerValue, null>> => {
    switch (dimension.type) {
      case 'text':
        return v.string();
      case 'date':
        return dateSchema;
      case 'number':
        return numberSchema;
      case 'single':
        return v.picklist(choicesOf(dimension).map((choice) => choice.id));
      case 'persons':
        return personsSchema;
      case 'multi':
      case 'ranking':
        return distinctFrom(new Set(choicesOf(dimension).map((choice) => choice.id)));
    }
  })();
  const parsed = v.safeParse(schema, value);
  return parsed.success ? parsed.output : null;
};

const SKIPPED: Answer = { state: 'skipped', value: null, raw: '' };

const settleAnswer = (dimension: Dimension, answer: RawAnswer): Answer | undefined => {
  if (!answer.isTouched) return undefined;
  const text = toPlain(
    dimension.type === 'text' ? (answer.text ?? '') : typeof answer.raw === 'string' ? answer.raw : '',
  );
  const value = dimension.type === 'text' ? (isBlank(text) ? null : text) : fittingValue(dimension, answer.value);
  const hasContent = value !== null || !isBlank(text);
  const stated = ANSWER_STATES.find((state) => state === answer.state);
  const state = stated ?? (hasContent ? 'answered' : undefined);
  if (state === undefined) return undefined;
  if (state === 'answered') return hasContent ? { state, value, raw: text } : SKIPPED;
  return { state, value: null, raw: text };
};

const settleNod = (nod: RawReading['nod']): Nod | null => {
  const upTo = (max: number, value: unknown) =>
    typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= max
      ? withoutNegativeZero(value)
      : null;
  const fist = upTo(5, nod?.fist);
  const sure = upTo(100, nod?.sure);
  const reason = typeof nod?.reason === 'string' ? toPlain(nod.reason).trim() : '';
  if (fist === null && sure === null && reason === '') return null;
  return { fist, sure, ...(reason === '' ? {} : { reason }) };
};

/**
 * The final plain value of a reading, for the questions frozen with its round: one answer a dimension, `skipped` where
 * nothing was said. Undefined when its author wrote nothing at all.
 */
export const settleReading = (
  dimensions: readonly Dimension[],
  raw: RawReading,
): Pick<RevealedReading, 'answers' | 'nod'> | undefined => {
  const nod = settleNod(raw.nod);
  let hasAnswer = false;
  const answers: Record<string, Answer> = {};
  for (const dimension of dimensions) {
    const found = raw.answers.get(dimension.id);
    const answer = found === undefined ? undefined : settleAnswer(dimension, found);
    if (answer !== undefined && answer !== SKIPPED) hasAnswer = true;
    answers[dimension.id] = answer ?? SKIPPED;
  }
  return hasAnswer || nod !== null ? { answers, nod } : undefined;
};
