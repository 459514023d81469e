/** A short way of writing workshops down: people in a row, and for each question their answers in the same row. */

import type { CaseDimension, CaseRound, WorkshopCase } from '../../../shared/scenario/workshop-case.ts';

export type CaseAnswer = CaseRound['readings'][string][string];

export const said = (raw: string): CaseAnswer => ({ state: 'answered', value: raw, raw });
export const chose = (value: string | string[], raw = ''): CaseAnswer => ({ state: 'answered', value, raw });
export const onDay = (day: string, raw: string): CaseAnswer => ({
  state: 'answered',
  value: { start: day, end: day, precision: 'day' },
  raw,
});
export const period = (start: string, end: string, precision: string, raw: string): CaseAnswer => ({
  state: 'answered',
  value: { start, end, precision },
  raw,
});
export const amount = (count: number, unit: string, raw: string): CaseAnswer => ({
  state: 'answered',
  value: { amount: count, unit },
  raw,
});
/** Typed, but nothing that the question understands. */
export const typed = (raw: string): CaseAnswer => ({ state: 'answered', value: null, raw });
export const notDecided = (raw = ''): CaseAnswer => ({ state: 'not_decided', value: null, raw });
export const dontKnow = (raw = ''): CaseAnswer => ({ state: 'dont_know', value: null, raw });
export const skipped: CaseAnswer = { state: 'skipped', value: null, raw: '' };

export interface WrittenQuestion {
  readonly id: string;
  readonly label: string;
  readonly type: CaseDimension['type'];
  readonly prompt: string;
  readonly config?: CaseDimension['config'];
  /** In the order of the people. */
  readonly answers: readonly CaseAnswer[];
}

export interface WrittenWorkshop {
  readonly id: string;
  readonly title: string;
  readonly agreement: string;
  readonly people: readonly (readonly [id: string, name: string, group?: string])[];
  readonly questions: readonly WrittenQuestion[];
  readonly nods: readonly (number | null)[];
  readonly sure: readonly (number | null)[];
}

export const workshop = ({ people, questions, nods, sure, ...rest }: WrittenWorkshop): WorkshopCase => {
  const byPerson = <Item>(items: readonly Item[]): Record<string, Item> =>
    Object.fromEntries(people.flatMap(([id], at) => (items[at] === undefined ? [] : [[id, items[at]]])));
  return {
    ...rest,
    schema: 'workshop-case/1',
    agreed_on: '2026-12-10',
    return_on: '2027-03-10',
    facilitator: people[0]?.[1] ?? null,
    participants: people.map(([id, name, group]) => ({ id, name, ...(group === undefined ? {} : { group }) })),
    dimensions: questions.map(({ answers: _, config = {}, ...asked }) => ({ ...asked, config })),
    round1: {
      nods: byPerson(nods),
      sure: byPerson(sure),
      readings: Object.fromEntries(questions.map(({ id, answers }) => [id, byPerson(answers)])),
    },
    restatement: null,
    round2: null,
    outputs: [],
  };
};
