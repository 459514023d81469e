/** The example workshop with a second round: the wording says more, some readings move, some stay. */

import { EXAMPLE_WORKSHOP } from '../../../shared/scenario/example-workshop.ts';
import type { CaseRound, WorkshopCase } from '../../../shared/scenario/workshop-case.ts';
import { amount, chose, notDecided, onDay, said } from './writing.ts';

const { readings } = EXAMPLE_WORKSHOP.round1;

const sixWeeks = amount(6, 'weeks', '6 weeks');

const round2: CaseRound = {
  nods: { maren: 5, tariq: 5, odile: 5, jonas: 3, wanjiru: 5 },
  sure: { maren: 80, tariq: 80, odile: 80, jonas: 60, wanjiru: 70 },
  readings: {
    ...readings,
    first: {
      maren: onDay('2027-01-06', '6 January'),
      tariq: onDay('2027-01-06', '6 January'),
      odile: onDay('2027-01-06', 'Jan 6'),
      jonas: onDay('2027-01-06', '6 January, and my reviews move'),
      wanjiru: onDay('2027-01-06', 'the first Wednesday, so the 6th'),
    },
    trial: {
      maren: sixWeeks,
      tariq: sixWeeks,
      odile: amount(6, 'weeks', 'six weeks'),
      jonas: sixWeeks,
      wanjiru: sixWeeks,
    },
    meetings: {
      maren: said('Everything internal with an invitation. Calls with customers stay possible'),
      tariq: said('Everything internal in the calendar, the stand-up too'),
      odile: said('Internal meetings. Calls with customers go on'),
      jonas: said('Internal meetings, customers can still book me'),
      wanjiru: said('Everything internal. Chat, too, until noon'),
    },
    standup: {
      maren: chose('Goes on in writing'),
      tariq: chose('Goes on in writing'),
      odile: chose('Moves to Thursday'),
      jonas: notDecided('we ran out of time'),
      wanjiru: chose('Goes on in writing'),
    },
  },
};

export const QUIET_WEDNESDAY_AGAIN: WorkshopCase = {
  ...EXAMPLE_WORKSHOP,
  id: 'quiet-wednesday-again',
  restatement:
    'From 6 January we keep Wednesdays free of internal meetings for six weeks; calls with customers stay possible, and after the trial we decide together.',
  round2,
};
