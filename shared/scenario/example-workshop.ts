/**
 * The workshop of the live example and of the gallery: five colleagues who agreed on one free day a week. Fictional, and
 * data only, so that nothing but its reader decides what becomes of it.
 */

import type { AnswerState } from '../board/reading.ts';
import type { CaseRound, WorkshopCase } from './workshop-case.ts';

type Answer = CaseRound['readings'][string][string];

const answered = (value: Answer['value'], raw = ''): Answer => ({ state: 'answered', value, raw });
const on = (day: string, raw: string): Answer => answered({ start: day, end: day, precision: 'day' }, raw);
const weeks = (amount: number, raw: string): Answer => answered({ amount, unit: 'weeks' }, raw);
const text = (raw: string): Answer => answered(raw, raw);
const without = (state: Exclude<AnswerState, 'answered'>, raw = ''): Answer => ({ state, value: null, raw });

const [MOVED, WRITTEN, DROPPED, STAYS] = ['Moves to Thursday', 'Goes on in writing', 'Is dropped', 'Stays'];
const [WORK, WAITING, MOOD, OTHER_DAYS] = [
  'Work that got finished',
  'How long customers wait',
  'How we feel about it',
  'Meetings on the other days',
];

export const EXAMPLE_WORKSHOP: WorkshopCase = {
  schema: 'workshop-case/1',
  id: 'quiet-wednesday',
  title: 'Quiet Wednesday',
  agreed_on: '2026-12-10',
  return_on: '2027-03-10',
  facilitator: 'Maren',
  agreement: 'From January we keep Wednesdays free of meetings, and after a trial we decide together.',
  participants: [
    { id: 'maren', name: 'Maren', group: 'team lead' },
    { id: 'tariq', name: 'Tariq', group: 'engineering' },
    { id: 'odile', name: 'Odile', group: 'support' },
    { id: 'jonas', name: 'Jonas', group: 'sales' },
    { id: 'wanjiru', name: 'Wanjiru', group: 'engineering' },
  ],
  dimensions: [
    {
      id: 'first',
      label: 'First free Wednesday',
      type: 'date',
      prompt: 'Which Wednesday is the first one without meetings?',
      config: { toleranceDays: 0, direction: 'on' },
    },
    {
      id: 'trial',
      label: 'Length of the trial',
      type: 'number',
      prompt: 'For how long do we try it before we decide?',
      config: { unit: 'weeks', tolerance: { abs: 0 }, direction: 'about' },
    },
    {
      id: 'meetings',
      label: 'What “meetings” means',
      type: 'text',
      prompt: 'What does not take place on a Wednesday any more?',
      config: { term: 'meetings' },
    },
    {
      id: 'keeper',
      label: 'Who keeps it free',
      type: 'persons',
      prompt: 'Who speaks up when somebody sends an invitation for a Wednesday?',
      config: {},
    },
    {
      id: 'standup',
      label: 'The Wednesday stand-up',
      type: 'single',
      prompt: 'What becomes of the stand-up on Wednesdays?',
      config: { options: [MOVED, WRITTEN, DROPPED, STAYS] },
    },
    {
      id: 'decide_by',
      label: 'What we look at',
      type: 'ranking',
      prompt: 'What counts most when we decide after the trial?',
      config: { items: [WORK, WAITING, MOOD, OTHER_DAYS] },
    },
  ],
  round1: {
    nods: { maren: 5, tariq: 5, odile: 4, jonas: 4, wanjiru: 5 },
    sure: { maren: 90, tariq: 90, odile: 70, jonas: 80, wanjiru: 90 },
    readings: {
      first: {
        maren: on('2027-01-06', '6 January'),
        tariq: on('2027-01-13', '13 January, after the release'),
        odile: on('2027-01-06', 'Jan 6'),
        jonas: on('2027-01-27', '27 January, when my reviews are through'),
        wanjiru: on('2027-01-06', 'the first Wednesday, so the 6th'),
      },
      trial: {
        maren: weeks(6, '6 weeks'),
        tariq: weeks(4, '4 weeks'),
        odile: weeks(6, 'six weeks'),
        jonas: weeks(12, '12 weeks, a whole quarter'),
        wanjiru: without('not_decided', 'we never said'),
      },
      meetings: {
        maren: text('Anything with an invitation and more than two people'),
        tariq: text('Everything in the calendar, the stand-up too'),
        odile: text('Internal meetings. Calls with customers go on'),
        jonas: text('Internal meetings, customers can still book me'),
        wanjiru: text('Everything. No calls, no calendar, no chat'),
      },
      keeper: {
        maren: answered(['maren', 'odile'], 'Maren, Odile'),
        tariq: answered(['maren'], 'Maren'),
        odile: answered(['maren'], 'Maren'),
        jonas: answered(['ext:everyone for themselves'], 'everyone for themselves'),
        wanjiru: answered(['maren'], 'Maren'),
      },
      standup: {
        maren: answered(WRITTEN),
        tariq: answered(DROPPED),
        odile: answered(MOVED),
        jonas: answered(STAYS),
        wanjiru: answered(WRITTEN),
      },
      decide_by: {
        maren: answered([WORK, MOOD, WAITING, OTHER_DAYS]),
        tariq: answered([WORK, MOOD, OTHER_DAYS, WAITING]),
        odile: answered([WAITING, MOOD, WORK, OTHER_DAYS]),
        jonas: answered([WAITING, WORK, OTHER_DAYS, MOOD]),
        wanjiru: without('dont_know'),
      },
    },
  },
  restatement: null,
  round2: null,
  outputs: [],
};
