/** The reveal: few readings and many, with names and without, and what people make of them. */

import { EXAMPLE_WORKSHOP } from '../../../shared/scenario/example-workshop.ts';
import { reveal as text } from '../../text/en/reveal.ts';
import type { Act } from '../acting.ts';
import type { MakeScene } from '../scene.ts';
import type { GalleryState } from '../states.ts';
import { crowdOf } from '../workshops/crowd.ts';
import { EVERY_QUESTION } from '../workshops/every-question.ts';
import { amount, chose, onDay, said, workshop } from '../workshops/writing.ts';
import { opened, restated, revealed, revealedAgain, seenBy, talkedOver } from './plays.ts';

const crowd =
  (count: number): MakeScene =>
  () =>
    seenBy(revealed({}, crowdOf(count)), 'p1');

const SAME = workshop({
  id: 'everybody-the-same',
  title: 'Coffee',
  agreement: 'The second machine goes back, and we pay for the beans together.',
  people: [
    ['lou', 'Lou'],
    ['kim', 'Kim'],
    ['sascha', 'Sascha'],
  ],
  nods: [5, 5, 5],
  sure: [100, 90, 100],
  questions: [
    {
      id: 'when',
      label: 'When it goes',
      type: 'date',
      prompt: 'When does it go back?',
      config: { toleranceDays: 0, direction: 'by' },
      answers: [onDay('2027-01-15', '15 January'), onDay('2027-01-15', '15.1.'), onDay('2027-01-15', 'Jan 15')],
    },
    {
      id: 'share',
      label: 'What each pays',
      type: 'number',
      prompt: 'What does each of us pay a month?',
      config: { unit: '€', tolerance: { abs: 0 }, direction: 'about' },
      answers: [amount(5, '€', '5 €'), amount(5, '€', 'five'), amount(5, '€', '5')],
    },
    {
      id: 'buys',
      label: 'Who buys',
      type: 'persons',
      prompt: 'Who buys the beans?',
      config: {},
      answers: [chose(['kim'], 'Kim'), chose(['kim'], 'Kim'), chose(['kim'], 'me')],
    },
    {
      id: 'what',
      label: 'Which beans',
      type: 'text',
      prompt: 'Which beans?',
      config: {},
      answers: [said('The ones we have now'), said('The ones we have now'), said('The ones we have now')],
    },
  ],
});

const claimed: MakeScene = () =>
  seenBy(revealed().ask('jonas', 'reading.claim').ask('odile', 'reading.claim'), 'odile');

const withdrawn: MakeScene = () =>
  seenBy(
    revealed({ rules: { names: true } })
      .ask('odile', 'participant.withdraw', { what: 'text' })
      .ask('tariq', 'participant.withdraw', { what: 'name' }),
    'maren',
  );

const late: MakeScene = () =>
  seenBy(
    revealed({ absent: ['wanjiru'] })
      .join('wanjiru', { absent: true })
      .write('wanjiru')
      .finish('wanjiru'),
    'maren',
  );

const spotlight: MakeScene = () => {
  const play = revealed();
  const by = play.person('maren');
  return seenBy(play, 'odile', { spotlight: { by, dimensionId: play.question('meetings'), readingId: null } });
};

const watcher: MakeScene = () => {
  const play = revealed({ absent: ['jonas'] });
  return seenBy(play.join('jonas', { reads: false }), 'jonas');
};

/** Somebody has begun to write the agreement anew. */
const retyped = () => {
  const play = talkedOver();
  play.recorder.typeWording(
    'From 6 January we keep Wednesdays free of internal meetings, and after a trial of six weeks we decide together.',
  );
  return play;
};

const mine: Act = { press: text.mine.menu };

const three = { ...EXAMPLE_WORKSHOP, participants: EXAMPLE_WORKSHOP.participants.slice(0, 3) };

export const revealScenes = {
  'reveal-3': () => seenBy(revealed({}, three), 'odile'),
  'reveal-5': () => seenBy(revealed(), 'odile'),
  'reveal-12': crowd(12),
  'reveal-60': crowd(60),
  'reveal-500': crowd(500),
  'reveal-every-question': () => seenBy(revealed({}, EVERY_QUESTION), 'milo'),
  'reveal-unanimous': () => seenBy(revealed({}, SAME), 'kim'),
  'reveal-names-on': () => seenBy(revealed({ rules: { names: true } }), 'odile'),
  'reveal-mine-shown': () => seenBy(revealed(), 'maren', {}, { acts: [mine, { press: text.mine.show }] }),
  'reveal-claim-dialog': () => seenBy(revealed(), 'odile', {}, { acts: [mine, { press: text.mine.claim }] }),
  'reveal-claimed': claimed,
  'reveal-withdraw-dialog': () => seenBy(revealed(), 'odile', {}, { acts: [mine, { press: text.mine.withdrawText }] }),
  'reveal-withdrawn': withdrawn,
  'reveal-late': late,
  'reveal-spotlight': spotlight,
  'reveal-talk': () => seenBy(talkedOver(), 'odile', {}, { acts: [{ press: text.talk.summary, nth: 2 }] }),
  'reveal-facilitator': () => seenBy(talkedOver(), 'maren'),
  'reveal-watcher': watcher,
  'reveal-second-round': () => seenBy(revealedAgain(), 'odile'),
  'reveal-looking-back': () => seenBy(revealedAgain(), 'odile', {}, { part: { kind: 'round', round: 1 } }),
  'reveal-offline': () =>
    seenBy(revealed(), 'odile', {
      connection: { kind: 'lost' },
      saving: { wall: { kind: 'lost' }, board: { kind: 'lost' } },
    }),
  'reveal-nobody-wrote': () => seenBy(opened().write('maren', 0).reveal(), 'odile'),
  restate: () => seenBy(restated(), 'odile'),
  'restate-typed': () => seenBy(retyped(), 'maren'),
  'again-dialog': () => seenBy(talkedOver(), 'maren', {}, { acts: [{ press: text.again.button }] }),
} satisfies Partial<Record<GalleryState, MakeScene>>;
