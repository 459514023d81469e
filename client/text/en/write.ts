/** Words of the phase write: the promise above the form, the questions, what became of what was written. */

import type { AnswerState } from '../../../shared/board/reading.ts';
import type { Ending } from '../../session/reading-wire.ts';
import { plural } from './language.ts';
import { whoReveals, type Revealers } from './who-reveals.ts';

const states: Readonly<Record<Exclude<AnswerState, 'answered'>, string>> = {
  not_decided: 'Not decided',
  dont_know: 'I don’t know',
  skipped: 'Skip',
};

const stateSays: Readonly<Record<Exclude<AnswerState, 'answered'>, string>> = {
  not_decided: 'This is open. That is a full answer.',
  dont_know: 'You say that you do not know.',
  skipped: 'You leave this one out.',
};

const endings: Readonly<Record<Ending, string>> = {
  sealed: 'This round is sealed. What you write now is not part of your reading.',
  paused: 'This round is not open at the moment. What you write now goes to the board when it is opened again.',
  closed: 'This form is closed to you now.',
};

/** What each number of fingers says. */
const fists = [
  'I would stop this',
  'I have strong reservations',
  'I have reservations',
  'I can live with it',
  'I support it',
  'I support it and will carry it',
] as const;

export const write = {
  promise: {
    sealed: (who: Revealers, isNamed: boolean) =>
      `Only you can read this until ${whoReveals(who)}. Then everyone on this board sees it, ${isNamed ? 'with' : 'without'} your name.`,
    open: 'Everyone on this board reads this as you type, with your name.',
    pulse:
      'Meanwhile everyone sees counts: how many have answered a question and how many different answers there are, from three answers on. If all answers so far are the same, this count tells.',
    fewPeople: 'In a group this small, people can guess who wrote what.',
    late: (isNamed: boolean) =>
      `Only you can read this until you add it. Then everyone on this board sees it, marked as late${isNamed ? ' and with your name' : ''}. What the others wrote is shown to you after that.`,
    lateTells: 'Names are off on this board. Being late shows which reading is yours.',
    lateFinal: 'Once it is added it cannot be changed.',
    label: 'Who sees this',
  },
  lateTitle: (round: number) => `Your reading of round ${String(round)}`,
  opening: 'Your form is on its way …',
  openingOffline: 'Your form has not arrived yet, and there is no connection. It comes as soon as there is one.',

  nod: {
    title: 'Your nod',
    question: 'How far do you go along with this agreement?',
    fists,
    reason: 'Why (if you like)',
    takeBack: 'Take back',
  },
  sure: {
    title: 'How sure you are',
    question: 'Pick one other person here at random: how likely is it that they read this as you do?',
    value: (sure: number) => `${String(sure)} of 100`,
    unset: 'Not said yet',
    none: 'certainly not',
    all: 'certainly',
    takeBack: 'Take back',
  },

  states,
  stateSays,
  statesLabel: (question: string) => `Instead of an answer: ${question}`,
  wordsStay: 'Your words stay and are shown with it.',
  clear: 'Clear what I gave',
  clearText: 'Clear my words',
  tooLong: (units: number) =>
    `This is ${plural(units, { one: '# character', other: '# characters' })} longer than a reading can be. Make it shorter; until then it is not kept.`,

  carried: {
    from: (round: number | undefined) =>
      round === undefined ? 'Your answer from an earlier round.' : `Your answer from round ${String(round)}.`,
    counts: 'It counts once you keep it or change it.',
    keep: 'Keep',
    kept: 'Kept.',
    changed: 'Changed since.',
    takeBack: 'Take that back',
    owed: (count: number) =>
      plural(count, {
        one: 'One answer is filled in from an earlier round. It counts once you keep it or change it.',
        other: '# answers are filled in from an earlier round. Each counts once you keep it or change it.',
      }),
  },

  date: {
    placeholder: 'For example: end of March',
    understood: (period: string) => `Understood as ${period}`,
    chosen: (period: string) => `You chose ${period}`,
    ambiguous: 'This can be read in several ways. Which one is it?',
    condition: 'Kept as you wrote it. No day is named in it. If that is open, say “Not decided”.',
    none: 'Kept as you wrote it; no date was understood.',
    pick: 'Pick a day',
    pickTitle: 'Pick a day',
    unavailable: 'The calendar cannot be loaded at the moment. Type the day instead.',
  },
  number: {
    placeholder: (unit: string | undefined) => (unit === undefined ? 'For example: 40' : `For example: 40 ${unit}`),
    understood: (amount: string) => `Understood as ${amount}`,
    chosen: (amount: string) => `You chose ${amount}`,
    ambiguous: 'This can be read in several ways. Which one is it?',
    several: 'There is more than one number in it. Which one is it?',
    none: 'Kept as you wrote it; no number was understood.',
    give: 'Give amount and unit',
    amount: 'Amount',
    unit: 'Unit',
    notANumber: 'Write digits only, for example 1200 or 12.5.',
  },
  chooseAgain: 'Take that back',
  multi: { none: 'None of these' },
  persons: {
    label: (question: string) => `People: ${question}`,
    nobody: 'Nobody',
    you: (name: string) => `${name} (you)`,
    find: 'Find somebody',
    other: 'Somebody who is not on this board',
    add: 'Add',
    more: (count: number) =>
      plural(count, { one: '# more person: type to find them', other: '# more people: type to find them' }),
    remove: (name: string) => `Take ${name} out`,
    known: (name: string) => `${name} is on this board and was chosen.`,
  },
  ranking: {
    order: (question: string) => `Your order: ${question}`,
    empty: 'Press them in your order, the first one first. You can leave some out.',
    rest: 'Not in your order',
    place: (item: string, at: number) => `${item}: put at place ${String(at)}`,
    takeOut: (item: string) => `Take ${item} out of your order`,
    placed: (item: string, at: number) => `${item} is at place ${String(at)}.`,
    out: (item: string) => `${item} is not in your order any more.`,
  },

  pulse: (answered: number, different: number) =>
    `${plural(answered, { one: '# has answered', other: '# have answered' })}, ${plural(different, { one: 'all the same so far', other: '# different answers so far' })}`,
  others: {
    label: (question: string) => `What others write: ${question}`,
    count: (count: number) => plural(count, { one: '# other answer so far', other: '# other answers so far' }),
    none: 'Nobody else has answered yet.',
  },

  saving: {
    opening: 'Connecting …',
    saved: 'Saved',
    saving: 'Saving …',
    too_long: 'Not kept: one answer is too long',
    lostSaved: 'No connection. Everything so far is saved.',
    lostKept: 'No connection. Kept on this device.',
    lostKeeping: 'No connection. Keeping it on this device …',
    lostOnlyHere: 'No connection, and this browser keeps nothing. Leave this page open.',
    failingKept: 'The server cannot save at the moment. Kept on this device until it can.',
    failingKeeping: 'The server cannot save at the moment. Keeping it on this device …',
    failingOnlyHere: 'The server cannot save at the moment, and this browser keeps nothing. Leave this page open.',
    endings,
  },
} as const;
