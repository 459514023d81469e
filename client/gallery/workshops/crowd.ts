/** A town hall of any size: the same questions, answered by people drawn from a seed. */

import { seeded, type Seeded } from '../../../shared/scenario/seeded.ts';
import type { WorkshopCase } from '../../../shared/scenario/workshop-case.ts';
import { amount, chose, dontKnow, notDecided, onDay, said, workshop, type CaseAnswer } from './writing.ts';

const NAMES = [
  'Aino',
  'Bruno',
  'Chinwe',
  'Dario',
  'Elif',
  'Farid',
  'Greta',
  'Hiro',
  'Ilse',
  'Joaquín',
  'Kofi',
  'Lena',
  'Mateus',
  'Nour',
  'Oksana',
  'Pilar',
  'Quang',
  'Rosa',
  'Samir',
  'Tove',
  'Uma',
  'Viktor',
  'Wen',
  'Ximena',
  'Yusuf',
  'Zofia',
] as const;
const TEAMS = ['care', 'kitchen', 'transport', 'office', 'laundry'] as const;

const DAYS = [
  ['2027-02-01', '1 February'],
  ['2027-02-01', 'first of Feb'],
  ['2027-02-15', '15 February'],
  ['2027-03-01', '1 March'],
  ['2027-03-01', 'beginning of March'],
  ['2027-04-01', 'from the second quarter'],
] as const;
const HOURS = [8, 8, 8, 9, 10, 12] as const;
const CHANGES = [
  'Everybody knows two weeks ahead when they work',
  'The plan hangs out two weeks ahead. Swapping is possible afterwards, if both agree and the lead knows',
  'No more calls on a free day',
  'Two weeks ahead, except when somebody is ill',
  'Nothing for nights, only for the day shifts',
  'The office writes the plan, not the teams',
] as const;
const WHO = ['The teams themselves', 'The office', 'Team leads in turn'] as const;

const answers = (count: number, chance: Seeded, one: () => CaseAnswer): CaseAnswer[] =>
  Array.from({ length: count }, () => {
    const fraction = chance.fraction();
    if (fraction < 0.05) return dontKnow();
    return fraction < 0.1 ? notDecided() : one();
  });

const nameAt = (at: number): string => {
  const name = NAMES[at % NAMES.length] ?? '';
  const turn = Math.floor(at / NAMES.length);
  return turn === 0 ? name : `${name} ${String.fromCharCode(64 + turn)}.`;
};

export const crowdOf = (count: number): WorkshopCase => {
  const chance = seeded(count);
  const people = Array.from({ length: count }, (_, at) => [`p${String(at)}`, nameAt(at), chance.pick(TEAMS)] as const);
  return workshop({
    id: `shift-plan-${String(count)}`,
    title: 'Shift plan',
    agreement: 'From next year shifts are planned two weeks ahead, and whoever has to step in gets the hours back.',
    people,
    nods: people.map(() => 3 + chance.below(3)),
    sure: people.map(() => 10 * (5 + chance.below(6))),
    questions: [
      {
        id: 'change',
        label: 'What changes',
        type: 'text',
        prompt: 'What is different for you afterwards?',
        answers: answers(count, chance, () => said(chance.pick(CHANGES))),
      },
      {
        id: 'from',
        label: 'From when',
        type: 'date',
        prompt: 'Which day is the first that is planned like this?',
        config: { toleranceDays: 0, direction: 'on' },
        answers: answers(count, chance, () => {
          const [day, words] = chance.pick(DAYS);
          return onDay(day, words);
        }),
      },
      {
        id: 'hours',
        label: 'Hours given back',
        type: 'number',
        prompt: 'How many hours does somebody get back who steps in for a shift?',
        config: { unit: 'hours', tolerance: { abs: 0 }, direction: 'about' },
        answers: answers(count, chance, () => {
          const hours = chance.pick(HOURS);
          return amount(hours, 'hours', `${String(hours)} hours`);
        }),
      },
      {
        id: 'planner',
        label: 'Who plans',
        type: 'single',
        prompt: 'Who writes the plan?',
        config: { options: [...WHO] },
        answers: answers(count, chance, () => chose(chance.pick(WHO))),
      },
    ],
  });
};
