/** A workshop whose words are as long as words get, between some that are as short as they get. */

import { amount, chose, said, workshop } from './writing.ts';

const LONG_NAME = 'Wilhelmina-Alexandrina von Hohenstaufen-Breitenbrunner';
const ADDRESS =
  'https://example.org/projects/rollout/2027/documents/acceptance-criteria-version-17-final-really-final.html';
const ONE_WORD = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft';

export const LONG_WORDS = workshop({
  id: 'long-words',
  title: `${ONE_WORD} – Zusammenführung`,
  agreement: `The ${ONE_WORD} moves to the new system, as written down at ${ADDRESS}, and nobody has to learn it twice.`,
  people: [
    ['wilhelmina', LONG_NAME, 'Rechtsschutzversicherungsgesellschaften'],
    ['short', 'Li', 'x'],
    [
      'spaces',
      'Maximiliano Ezequiel Hermenegildo Santamaría y Bustamante',
      'Betriebsverfassungsrechtliche Angelegenheiten',
    ],
  ],
  nods: [5, 5, 4],
  sure: [100, 0, 50],
  questions: [
    {
      id: 'twice',
      label: `What “${ONE_WORD}” means`,
      type: 'text',
      prompt: `Which part of it moves, and which of the things described under ${ADDRESS} stay where they are for the time being?`,
      config: { term: ONE_WORD },
      answers: [
        said(`Everything listed in ${ADDRESS}`),
        said('All'),
        said(`${ONE_WORD}${ONE_WORD}\n\nin two lines, with an empty one between them`),
      ],
    },
    {
      id: 'option',
      label: 'Which way',
      type: 'single',
      prompt: 'Which way do we take?',
      config: {
        options: [
          `With the ${ONE_WORD}`,
          'Step by step, one department after the other, until everybody has moved and nobody asks for the old one',
          'No',
        ],
      },
      answers: [
        chose(`With the ${ONE_WORD}`),
        chose('No'),
        chose(
          'Step by step, one department after the other, until everybody has moved and nobody asks for the old one',
        ),
      ],
    },
    {
      id: 'who',
      label: 'Who answers for it',
      type: 'persons',
      prompt: 'Who answers for it?',
      config: {},
      answers: [
        chose(['wilhelmina', 'spaces'], LONG_NAME),
        chose(['short'], 'Li'),
        chose([`ext:${ONE_WORD}`], ONE_WORD),
      ],
    },
    {
      id: 'cost',
      label: 'What it may cost',
      type: 'number',
      prompt: 'What may it cost at most?',
      config: { unit: 'thousand-euro-equivalents', tolerance: { abs: 0 }, direction: 'at_most' },
      answers: [
        amount(1234567.89, 'thousand-euro-equivalents', '1,234,567.89 thousand-euro-equivalents'),
        amount(0, 'thousand-euro-equivalents', '0'),
        amount(12, 'thousand-euro-equivalents', '12'),
      ],
    },
  ],
});
