/** A board as one person sees it, for exports: two rounds, three people, a claim, a reply, and somebody at the door. */

import { parseDimension, type Dimension } from '../../shared/board/dimension.ts';
import type { BoardId, DimensionId, ParticipantId, ReadingId, ReplyId } from '../../shared/board/ids.ts';
import type { Answer, RevealedReading } from '../../shared/board/reading.ts';
import { FIRST_RULES } from '../../shared/board/rules.ts';
import type { RoundView, View } from '../../shared/board/view.ts';
import type { ExportSource } from '../../shared/export/export-board.ts';

/** 22 characters, as the server makes them. */
const made = (word: string): string => word.padEnd(22, '-');
export const BOARD = made('board') as BoardId;
export const personId = (word: string) => made(`person-${word}`) as ParticipantId;
export const readingId = (word: string) => made(`reading-${word}`) as ReadingId;

const question = (input: object): Dimension => {
  const parsed = parseDimension(input);
  if (parsed === undefined) throw new Error('No question');
  return parsed;
};

export const QUESTIONS = [
  question({ id: 'what', type: 'text', label: 'What', prompt: 'What will exist?' }),
  question({ id: 'when', type: 'date', label: 'By when', config: { direction: 'by', toleranceDays: 0 } }),
  question({ id: 'who', type: 'persons', label: 'Who' }),
  question({
    id: 'part',
    type: 'single',
    label: 'Part',
    config: {
      options: [
        { id: 'w', label: 'Web' },
        { id: 'i', label: 'iOS' },
      ],
    },
  }),
  question({
    id: 'order',
    type: 'ranking',
    label: 'Order',
    config: {
      items: [
        { id: 'a', label: 'Logo' },
        { id: 'b', label: 'Name' },
      ],
    },
  }),
  question({ id: 'cost', type: 'number', label: 'Cost', config: { unit: 'EUR' } }),
];

export const on = (day: string, raw: string): Answer => ({
  state: 'answered',
  value: { precision: 'day', end: day, start: day },
  raw,
});
export const said = (raw: string): Answer => ({ state: 'answered', value: raw, raw });
export const chose = (value: Answer['value'], raw = ''): Answer => ({ state: 'answered', value, raw });
export const left = (state: Exclude<Answer['state'], 'answered'>, raw = ''): Answer => ({ state, value: null, raw });

export const hung = (answers: Record<string, Answer>, more: Partial<RevealedReading> = {}): RevealedReading => ({
  answers,
  nod: { fist: 5, sure: 90 },
  salt: 'salt-of-a-reading',
  ...more,
});

const AT_MS = Date.UTC(2026, 11, 10, 9);

const round = (number: number, status: RoundView['status']): RoundView => ({
  number,
  status,
  wording: 'We launch in Q1.',
  wordingVersion: 1,
  dimensions: QUESTIONS,
  rules: FIRST_RULES,
  openedAt: AT_MS + number,
  digests: [{ readingId: readingId('a'), digest: 'digest-of-a-reading' }],
});

export const viewed = (board: Partial<View['board']> = {}, more: Partial<Omit<View, 'board'>> = {}): View => ({
  board: {
    id: BOARD,
    title: 'Atlas',
    phase: 'reveal',
    round: 1,
    rules: FIRST_RULES,
    wording: 'We launch in Q1.',
    wordings: [{ version: 1, text: 'We launch in Q1.', at: AT_MS }],
    timeZone: 'UTC',
    seen: 7,
    createdAt: AT_MS,
    locked: false,
    hasPassphrase: true,
    code: 'amber-river-stone',
    ...board,
  },
  me: {
    participantId: personId('noor'),
    facilitator: true,
    reads: false,
    readingId: readingId('noor'),
    hasClaimed: false,
    marks: [{ dimensionId: 'what' as DimensionId, mark: 'matters' }],
  },
  participants: [
    { id: personId('noor'), name: 'Noor', facilitator: true, reads: false, online: true, done: false },
    {
      id: personId('ana'),
      name: 'Ana',
      function: 'product',
      facilitator: false,
      reads: true,
      online: true,
      done: true,
    },
    { id: personId('ben'), name: 'Ben', facilitator: false, reads: true, online: false, done: false },
  ],
  former: [],
  dimensions: QUESTIONS,
  rounds: [round(1, 'revealed')],
  replies: [
    {
      id: made('reply') as ReplyId,
      dimensionId: 'when' as DimensionId,
      participantId: personId('ben'),
      at: AT_MS,
      text: 'Which March?',
    },
  ],
  marks: [{ dimensionId: 'when' as DimensionId, matters: 3, open: 0 }],
  claims: [{ readingId: readingId('b'), participantId: personId('ben') }],
  outputs: [],
  ...more,
});

export const WALL = {
  '1': {
    [readingId('b')]: hung({
      what: said('A page'),
      when: on('2027-03-01', '1 March'),
      who: chose([personId('ana'), 'ext:the agency'], 'Ana, the agency'),
      part: chose('w'),
      order: chose(['b', 'a']),
      cost: chose({ amount: 1500, unit: 'EUR' }, '1.5k'),
    }),
    [readingId('a')]: hung({
      what: said('A sign-up page'),
      when: on('2027-03-01', 'March 1'),
      who: chose([personId('ana')], 'Ana'),
      part: chose('w'),
      order: left('dont_know'),
      cost: left('not_decided', 'after the offer'),
    }),
  },
};

export const source = (more: Partial<ExportSource> = {}): ExportSource => ({
  view: viewed(),
  wall: WALL,
  notes: { when: 'Ask legal first.' },
  ...more,
});
