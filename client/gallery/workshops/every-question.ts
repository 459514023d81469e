/** A workshop that asks in every way there is, with answers that are long, short, odd or missing. */

import { amount, chose, dontKnow, notDecided, onDay, period, said, skipped, typed, workshop } from './writing.ts';

const ROOMS = ['Reading room', 'Workshop', 'Kitchen', 'Roof', 'Cellar'];

export const EVERY_QUESTION = workshop({
  id: 'library-evening',
  title: 'Library evenings',
  agreement: 'Starting in spring the library stays open on one evening a week, and volunteers run it.',
  people: [
    ['ines', 'Ines', 'library'],
    ['bao', 'Bao', 'volunteers'],
    ['ruth', 'Ruth', 'town hall'],
    ['milo', 'Milo', 'volunteers'],
  ],
  nods: [5, 4, null, 3],
  sure: [90, 70, null, 50],
  questions: [
    {
      id: 'run',
      label: 'What “run it” means',
      type: 'text',
      prompt: 'What do volunteers do on such an evening, and what do they not do?',
      config: { term: 'run it' },
      answers: [
        said(
          'Two volunteers unlock, lend and take back books, keep the kitchen in order and lock up again. Somebody from the library can be called at home until ten, but does not have to come.',
        ),
        said('Everything except the till'),
        skipped,
        said('They are there and talk to people. Lending waits until the next morning.'),
      ],
    },
    {
      id: 'first',
      label: 'First evening',
      type: 'date',
      prompt: 'When is the first evening?',
      config: { toleranceDays: 0, direction: 'by' },
      answers: [
        onDay('2027-03-25', '25 March'),
        period('2027-03-01', '2027-03-31', 'month', 'some time in March'),
        skipped,
        typed('when it is warm enough'),
      ],
    },
    {
      id: 'hours',
      label: 'How long',
      type: 'number',
      prompt: 'For how many hours is it open?',
      config: { unit: 'hours', tolerance: { abs: 0.5 }, direction: 'about' },
      answers: [amount(3, 'hours', '3 hours'), amount(2.5, 'hours', 'two and a half'), skipped, dontKnow()],
    },
    {
      id: 'weekday',
      label: 'Which evening',
      type: 'single',
      prompt: 'On which evening?',
      config: { options: ['Tuesday', 'Thursday', 'A different one each week'] },
      answers: [chose('Thursday'), chose('Tuesday'), skipped, notDecided('we wanted to ask the neighbours')],
    },
    {
      id: 'rooms',
      label: 'Which rooms',
      type: 'multi',
      prompt: 'Which rooms can be used?',
      config: { options: ROOMS },
      answers: [
        chose(['Reading room', 'Kitchen']),
        chose(['Reading room', 'Workshop', 'Kitchen', 'Roof']),
        skipped,
        chose(['Reading room']),
      ],
    },
    {
      id: 'keys',
      label: 'Who holds the key',
      type: 'persons',
      prompt: 'Who has a key?',
      config: {},
      answers: [
        chose(['ines', 'bao'], 'Ines, Bao'),
        chose(['bao', 'milo', 'ext:the caretaker'], 'Bao, Milo, the caretaker'),
        skipped,
        chose(['ines'], 'Ines'),
      ],
    },
    {
      id: 'order',
      label: 'What comes first',
      type: 'ranking',
      prompt: 'When there are too few volunteers, what is kept going first?',
      config: { items: ['Lending', 'Reading aloud', 'The repair table', 'Coffee'] },
      answers: [
        chose(['Lending', 'Reading aloud', 'The repair table', 'Coffee']),
        chose(['The repair table', 'Coffee', 'Lending', 'Reading aloud']),
        skipped,
        chose(['Coffee', 'Reading aloud']),
      ],
    },
  ],
});
