/** The groups of every written workshop, held against what a careful person and another program found in it. */

import { describe, expect, it } from 'vitest';
import type { ReadingId } from '../../../shared/board/ids.ts';
import type { Answer } from '../../../shared/board/reading.ts';
import { groupAnswers } from '../../../shared/differences/groups.ts';
import { sameAnswer } from '../../../shared/differences/same-answer.ts';
import { mapDimensions, toBoardValue } from '../../../shared/scenario/case-dimensions.ts';
import { answerIn, caseRounds } from '../../../shared/scenario/workshop-case.ts';
import { readFigures, readTruth } from '../../kit/case-truth.ts';
import { CASE_NAMES, readCase } from '../../kit/workshop-cases.ts';

/** Every question of a case with its answers, round by round. */
const roundsOf = (name: string) => {
  const workshop = readCase(name);
  const mapped = mapDimensions(workshop.dimensions);
  if ('problem' in mapped) throw new Error(mapped.problem);
  return caseRounds(workshop).map((round) =>
    mapped.mapped.map((question) => {
      const answers = workshop.participants.map(({ id }): [ReadingId, Answer] => {
        const answer = answerIn(round, question.caseId, id);
        return [id as ReadingId, { ...answer, value: toBoardValue(question, answer.value, new Map()) }];
      });
      return { ...question, answers: new Map(answers), grouped: groupAnswers(question.dimension, new Map(answers)) };
    }),
  );
};

/** Differences that part the answers; the others say what is in only some of them. */
const PARTING = ['date_spread', 'number_spread', 'choice_split', 'set_disjoint'];
const sorted = (who: readonly (readonly string[])[]): string[] => who.map((one) => [...one].sort().join(' ')).sort();

describe.each(CASE_NAMES)('groups of %s', (name) => {
  const rounds = roundsOf(name);
  const truth = readTruth(name);

  it('M3 they part the answers as a careful reader does', () => {
    for (const [index, differences] of [truth.differences, truth.differences_round2].entries()) {
      for (const { dimension, kind, groups } of differences.filter((one) => PARTING.includes(one.kind))) {
        const found = rounds[index]!.find(({ caseId }) => caseId === dimension)!.grouped;
        const answered = found.groups.filter(({ state }) => state === 'answered').map(({ readings }) => readings);
        expect(sorted(answered), `${dimension} ${kind}`).toEqual(sorted(groups.map(({ who }) => who)));
      }
    }
  });

  it('M3 answers that must not be called different are in one group, or were not given', () => {
    for (const { dimension, who, why } of truth.must_not_flag) {
      const { grouped, dimension: asked } = rounds[0]!.find(({ caseId }) => caseId === dimension)!;
      if (asked.type === 'text') continue;
      const places = new Set(
        who.map((one) => grouped.groups.findIndex(({ readings }) => readings.includes(one as ReadingId))),
      );
      expect([...places], `${dimension} ${why}`).toHaveLength(1);
    }
  });

  it('M3 as many pairs are the same as another program counted', () => {
    const figures = readFigures(name);
    for (const [index, round] of rounds.entries()) {
      for (const { caseId, dimension, answers, grouped } of round) {
        const { n_readings, n_no_reading, same_pairs } = figures[index]![caseId]!;
        const given = [...answers.values()].filter(({ state }) => state === 'answered' || state === 'not_decided');
        expect(given, caseId).toHaveLength(n_readings);
        expect(
          grouped.groups.flatMap(({ readings }) => readings),
          caseId,
        ).toHaveLength(n_readings);
        expect(
          grouped.notGiven.flatMap(({ readings }) => readings),
          caseId,
        ).toHaveLength(n_no_reading);
        // The figures for texts count what people sorted, which no software may know.
        if (dimension.type === 'text' || same_pairs === undefined) continue;
        const isSame = sameAnswer(dimension);
        const pairs = given.flatMap((a, at) => given.slice(at + 1).filter((b) => isSame(a, b)));
        expect(pairs, caseId).toHaveLength(same_pairs);
      }
    }
  });

  it('M5 no two texts are put together that people told apart', () => {
    for (const [index, sorting] of [truth.text_groups, truth.text_groups_round2].entries()) {
      for (const [dimension, sortedBy] of Object.entries(sorting)) {
        const found = rounds[index]!.find(({ caseId }) => caseId === dimension)!.grouped;
        for (const { readings, state } of found.groups) {
          if (state !== 'answered') continue;
          const together = sortedBy.filter((group) => readings.some((one) => group.includes(one)));
          expect(together, dimension).toHaveLength(1);
        }
      }
    }
  });
});
