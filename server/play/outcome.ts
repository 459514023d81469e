/** What hangs on the wall, told in the words of the case, and whether it is what the case says. */

import { isDeepStrictEqual } from 'node:util';
import * as v from 'valibot';
import { ANSWER_STATES, type Answer, type AnswerValue } from '../../shared/board/reading.ts';
import { toCaseValue, type MappedDimension } from '../../shared/scenario/case-dimensions.ts';
import { answerIn, caseRounds, type WorkshopCase } from '../../shared/scenario/workshop-case.ts';
import { Problem } from './problem.ts';

const readingSchema = v.object({
  answers: v.record(
    v.string(),
    v.object({ state: v.picklist(ANSWER_STATES), value: v.custom<AnswerValue>(() => true), raw: v.string() }),
  ),
  nod: v.nullable(v.object({ fist: v.nullable(v.number()), sure: v.nullable(v.number()) })),
});
const wallSchema = v.record(v.string(), v.record(v.string(), readingSchema));

/** Round → reading id → what hangs there. */
export type Wall = v.InferOutput<typeof wallSchema>;

export interface RoundOutcome {
  readonly round: number;
  /** Whose reading hangs on the wall: participants of the case. */
  readonly people: readonly string[];
  /** Dimension → participant → answer, in the ids and strings of the case. */
  readonly readings: Readonly<Record<string, Readonly<Record<string, Answer>>>>;
  readonly nods: Readonly<Record<string, number>>;
  readonly sure: Readonly<Record<string, number>>;
}

export interface Reader {
  readonly caseId: string;
  readonly participantId: string;
  readonly readingId: string;
}

/** @throws Problem when it is no wall */
export const parseWall = (plain: unknown): Wall => {
  const parsed = v.safeParse(wallSchema, plain);
  if (parsed.success) return parsed.output;
  throw new Problem(`The wall is not what a wall is: ${v.getDotPath(parsed.issues[0]) ?? ''}`);
};

export const roundOutcome = (
  wall: Wall,
  round: number,
  readers: readonly Reader[],
  dimensions: readonly MappedDimension[],
): RoundOutcome => {
  const hanging = wall[String(round)] ?? {};
  const caseIds = new Map(readers.map(({ participantId, caseId }) => [participantId, caseId]));
  const read = readers.flatMap(({ caseId, readingId }) => {
    const reading = hanging[readingId];
    return reading === undefined ? [] : [{ caseId, ...reading }];
  });
  const perReader = <Found>(find: (reading: (typeof read)[number]) => Found | null | undefined) =>
    Object.fromEntries(
      read.flatMap((reading) => {
        const found = find(reading);
        return found === null || found === undefined ? [] : [[reading.caseId, found] as const];
      }),
    );
  const answersTo = (mapped: MappedDimension) =>
    perReader(({ answers }): Answer | undefined => {
      const answer = answers[mapped.dimension.id];
      return answer && { ...answer, value: toCaseValue(mapped, answer.value, caseIds) };
    });
  return {
    round,
    people: read.map(({ caseId }) => caseId),
    readings: Object.fromEntries(dimensions.map((mapped) => [mapped.caseId, answersTo(mapped)])),
    nods: perReader(({ nod }) => nod?.fist),
    sure: perReader(({ nod }) => nod?.sure),
  };
};

const SKIPPED: Answer = { state: 'skipped', value: null, raw: '' };

/** One line for each answer that is not the one of the case. */
export const differences = (workshop: WorkshopCase, outcomes: readonly RoundOutcome[]): string[] =>
  caseRounds(workshop).flatMap((said, index) => {
    const shown = outcomes[index];
    const place = `round ${index + 1}`;
    if (shown === undefined) return [`${place} was never revealed`];
    const compare = (what: string, expected: unknown, found: unknown) =>
      isDeepStrictEqual(found, expected)
        ? []
        : [`${place}, ${what}: ${JSON.stringify(found)} instead of ${JSON.stringify(expected)}`];
    return workshop.participants.flatMap(({ id }) => [
      ...compare(`nod of ${id}`, said.nods[id] ?? null, shown.nods[id] ?? null),
      ...compare(`sure of ${id}`, said.sure[id] ?? null, shown.sure[id] ?? null),
      ...workshop.dimensions.flatMap((dimension) =>
        compare(
          `${dimension.id} of ${id}`,
          answerIn(said, dimension.id, id),
          shown.readings[dimension.id]?.[id] ?? SKIPPED,
        ),
      ),
    ]);
  });
