/** A round of a written workshop as it hangs on the wall, for tests that need no server. */

import type { Hung } from '../../client/session/hung.ts';
import type { ParticipantId } from '../../shared/board/ids.ts';
import type { Answer } from '../../shared/board/reading.ts';
import { FIRST_RULES, type Rules } from '../../shared/board/rules.ts';
import type { RoundView } from '../../shared/board/view.ts';
import { mapDimensions, toBoardValue, type MappedDimension } from '../../shared/scenario/case-dimensions.ts';
import { answerIn, type CaseRound, type WorkshopCase } from '../../shared/scenario/workshop-case.ts';

export interface HungCase {
  readonly round: RoundView;
  readonly hung: readonly Hung[];
  readonly asked: readonly MappedDimension[];
}

/** Reading ids of cases are the ids of people, turned around, so that their orders differ. */
export const readingOf = (person: string): string => `r-${[...person].reverse().join('')}`;

const answersOf = (asked: readonly MappedDimension[], given: CaseRound, person: string): Record<string, Answer> =>
  Object.fromEntries(
    asked.map((one) => {
      const { state, value, raw } = answerIn(given, one.caseId, person);
      return [one.dimension.id, { state, value: toBoardValue(one, value, new Map()), raw }];
    }),
  );

/** @throws where a board cannot ask what the case asks */
export const hangCase = (workshop: WorkshopCase, given: CaseRound, rules: Partial<Rules> = {}): HungCase => {
  const mapping = mapDimensions(workshop.dimensions);
  if ('problem' in mapping) throw new Error(mapping.problem);
  const asked = mapping.mapped;
  const hung = workshop.participants.map(({ id }): Hung => ({
    readingId: readingOf(id),
    reading: {
      answers: answersOf(asked, given, id),
      nod: { fist: given.nods[id] ?? null, sure: given.sure[id] ?? null },
      ...(rules.names === true ? { by: id as ParticipantId } : {}),
    },
  }));
  return {
    round: {
      number: 1,
      status: 'revealed',
      wording: workshop.agreement,
      wordingVersion: 1,
      dimensions: asked.map(({ dimension }) => dimension),
      rules: { ...FIRST_RULES, ...rules },
      openedAt: 0,
      digests: [],
    },
    hung: hung.sort((a, b) => (a.readingId < b.readingId ? -1 : 1)),
    asked,
  };
};
