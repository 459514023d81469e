/** Words of the form in which a question is made or changed. */

import type { DimensionType } from '../../../shared/board/dimension.ts';

const types: Readonly<Record<DimensionType, { readonly label: string; readonly hint: string }>> = {
  text: { label: 'Own words', hint: 'Each writes it in their own words; the texts are laid beside each other.' },
  date: { label: 'A day', hint: 'Each gives a day or a stretch of days; they are laid on a time line.' },
  number: { label: 'A number', hint: 'Each gives an amount with its unit; they are laid on one axis.' },
  single: { label: 'One of several', hint: 'Each picks one of the options you list.' },
  multi: { label: 'Any of several', hint: 'Each picks as many of the options you list as they mean.' },
  persons: { label: 'People', hint: 'Each names who it is: people on this board, or others.' },
  ranking: { label: 'An order', hint: 'Each puts the items you list in order, the first one first.' },
};

const form = {
  addTitle: 'Add a question',
  editTitle: 'Edit the question',
  pickType: 'What kind of answer?',
  type: 'Kind of answer',
  changeType: 'Change',
  changeTypeHeard: 'Change the kind of answer',
  label: 'In a few words',
  labelHint: 'Stands above every answer: “By when”.',
  prompt: 'The whole question',
  promptHint: 'What people read before they answer. May stay empty.',
  tolerance: 'Days count as the same within',
  toleranceUnit: 'days',
  toleranceHint: 'Empty or 0: only the same day is the same. Fixed when the round opens.',
  sevenIfFar: 'For days more than two months ahead, 7 days is a common choice.',
  sevenAsFar: 'The days given last time lie more than two months ahead: 7 days is a common choice.',
  useSeven: 'Use 7 days',
  direction: 'How it is meant',
  directionHint: 'Used later, when what was made is laid beside what was read.',
  directions: {
    none: 'Not said',
    by: 'By that day: earlier is within it',
    on: 'On that day',
    at_least: 'At least that much',
    at_most: 'At most that much',
    about: 'About that',
  },
  unit: 'Unit',
  unitHint: 'kg, euros, people. May stay empty.',
  within: 'Amounts count as the same within',
  withinHint: 'Both empty: only equal amounts are the same. Fixed when the round opens.',
  absolute: (unit: string) => (unit === '' ? 'An amount' : `An amount, in ${unit}`),
  percent: 'A share, in %',
  conversions: 'Other units people may use',
  conversionsHint: 'Amounts in a unit that is not listed here are never counted as the same.',
  conversionUnit: 'Unit',
  conversionFactor: (unit: string) => (unit === '' ? 'How much one is' : `How many ${unit} one is`),
  addConversion: 'Add a unit',
  removeConversion: (unit: string) => (unit === '' ? 'Remove this unit' : `Remove ${unit}`),
  options: 'Options',
  items: 'Items to put in order',
  option: (place: number) => `Option ${String(place)}`,
  item: (place: number) => `Item ${String(place)}`,
  addOption: 'Add an option',
  addItem: 'Add an item',
  removeOption: (label: string) => (label === '' ? 'Remove the empty one' : `Remove “${label}”`),
  ordered: 'These are steps in this order',
  orderedHint: 'As in small, medium, large. Answers are then also told apart by how many steps lie between them.',
  add: 'Add the question',
  save: 'Save',
  cancel: 'Cancel',
  changedMeanwhile:
    'Somebody changed this question while you had it open. What you leave alone here stays as they made it.',
  removedMeanwhile: 'Somebody removed this question while you had it open. Saving puts it back.',
  closedMeanwhile: 'Questions cannot be changed at this moment. What you typed stays here until you close this.',
} as const;

/** By the name of what is the matter. */
const troubles = {
  empty: 'Give it a few words.',
  tooLong: (most: number) => `This is longer than ${String(most)} characters. Make it shorter.`,
  notANumber: 'Write this as a number, such as 2 or 0.5.',
  notDays: 'Write this as a whole number of days, up to 3660.',
  notAShare: 'Write this as a number from 0 to 100.',
  notAFactor: 'Write this as a number above 0.',
  tooFew: 'List at least two.',
  tooMany: (most: number) => `List at most ${String(most)}.`,
  twice: 'Two of these are called the same. Change or remove one.',
  unreadable: 'The board cannot keep this as it is. Look for characters that cannot be seen, and remove them.',
} as const;

export const questionForm = { types, ...form, troubles } as const;
