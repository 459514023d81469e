/**
 * What the reveal shows of one round: what hangs on the wall made into questions with plain groups of equal answers. Pure,
 * so that tests can hold it against a workshop without a browser. Whose marks they are: `reading-marks.ts`. Everything
 * late stands apart and is counted nowhere.
 */

import type { Dimension } from '../../shared/board/dimension.ts';
import type { DimensionId, ReadingId } from '../../shared/board/ids.ts';
import type { Answer, AnswerValue, RevealedReading } from '../../shared/board/reading.ts';
import { showsNames } from '../../shared/board/rules.ts';
import type { RoundView } from '../../shared/board/view.ts';
import { groupAnswers } from '../../shared/differences/groups.ts';
import { isWithdrawn, type Hung } from './hung.ts';
import { saidIn, type NodOf, type Said } from './said.ts';

export interface ShownAnswer {
  readonly readingId: string;
  readonly answer: Answer;
}

/** Answers that say the same by the plain rule of their question. */
export interface ShownGroup {
  readonly key: string;
  readonly state: 'answered' | 'not_decided';
  readonly value: AnswerValue;
  /** All values that count as equal here, in their order. */
  readonly values: readonly AnswerValue[];
  readonly answers: readonly ShownAnswer[];
}

export interface ShownQuestion {
  readonly dimension: Dimension;
  /** Readings of the round that hang there, late ones not counted. */
  readonly asked: number;
  /** How many of them say something here; "not decided" is a full answer. */
  readonly gave: number;
  readonly groups: readonly ShownGroup[];
  readonly dontKnow: readonly ShownAnswer[];
  readonly skipped: readonly ShownAnswer[];
  readonly late: readonly ShownAnswer[];
}

export interface RevealedRound {
  readonly number: number;
  readonly isNamed: boolean;
  /** Every reading that hangs there in the order of its number, the withdrawn and the late ones too. */
  readonly readings: readonly string[];
  readonly count: { readonly onTime: number; readonly late: number; readonly withdrawn: number };
  readonly said: Said;
  readonly lateNods: readonly NodOf[];
  readonly questions: readonly ShownQuestion[];
  /** Questions on which everybody gave a reading and all of them are equal. */
  readonly sameForAll: readonly DimensionId[];
}

interface Present {
  readonly readingId: string;
  readonly reading: RevealedReading;
}

const answersTo = (dimension: Dimension, present: readonly Present[]): ShownAnswer[] =>
  present.flatMap(({ readingId, reading }) => {
    const answer = reading.answers[dimension.id];
    return answer === undefined ? [] : [{ readingId, answer }];
  });

const isIn =
  (state: Answer['state']) =>
  ({ answer }: ShownAnswer): boolean =>
    answer.state === state;

const questionOf = (dimension: Dimension, onTime: readonly Present[], late: readonly Present[]): ShownQuestion => {
  const answers = answersTo(dimension, onTime);
  const byReading = new Map(answers.map(({ readingId, answer }) => [readingId as ReadingId, answer]));
  const groups = groupAnswers(dimension, byReading).groups.map(
    ({ key, state, value, values, readings }): ShownGroup => {
      const members: ReadonlySet<string> = new Set(readings);
      return { key, state, value, values, answers: answers.filter(({ readingId }) => members.has(readingId)) };
    },
  );
  return {
    dimension,
    asked: onTime.length,
    gave: groups.reduce((count, group) => count + group.answers.length, 0),
    groups,
    dontKnow: answers.filter(isIn('dont_know')),
    skipped: answers.filter(isIn('skipped')),
    late: answersTo(dimension, late),
  };
};

export const isSameForAll = ({ asked, gave, groups }: ShownQuestion): boolean =>
  asked >= 2 && gave === asked && groups.length === 1;

/**
 * @param hung what hangs on the wall for this round
 * @param numbers of readings over all rounds, see `readingNumbers`
 */
export const revealedRound = (
  round: RoundView,
  hung: readonly Hung[],
  numbers: ReadonlyMap<string, number>,
): RevealedRound => {
  const numberOf = ({ readingId }: Hung) => numbers.get(readingId) ?? 0;
  const ordered = [...hung].sort((a, b) => numberOf(a) - numberOf(b));
  const present = ordered.flatMap(({ readingId, reading }): Present[] =>
    isWithdrawn(reading) ? [] : [{ readingId, reading }],
  );
  const onTime = present.filter(({ reading }) => reading.late !== true);
  const late = present.filter(({ reading }) => reading.late === true);
  const nods = (of: readonly Present[]): NodOf[] =>
    of.map(({ readingId, reading }) => ({ readingId, nod: reading.nod }));
  const questions = round.dimensions.map((dimension) => questionOf(dimension, onTime, late));
  return {
    number: round.number,
    isNamed: showsNames(round.rules),
    readings: ordered.map(({ readingId }) => readingId),
    count: { onTime: onTime.length, late: late.length, withdrawn: hung.length - present.length },
    said: saidIn(nods(onTime)),
    lateNods: nods(late).filter(({ nod }) => typeof nod?.fist === 'number'),
    questions,
    sameForAll: questions.filter(isSameForAll).map(({ dimension }) => dimension.id),
  };
};
