/** Words of the phase frame: the wording, the questions, the rules of the round, and opening it. */

import { showsNames, type Rules } from '../../../shared/board/rules.ts';
import type { TemplateName } from '../../../shared/board/templates.ts';
import { plural, sayList } from './language.ts';

const questions = (count: number) => plural(count, { one: 'one question', other: '# questions' });
const Questions = (count: number) => plural(count, { one: 'One question', other: '# questions' });

const wording = {
  heading: 'What did you agree?',
  label: 'The wording of the agreement',
  placeholder: 'Write down what was just agreed, in a sentence or two.',
  none: 'No wording yet.',
  mayEdit: 'Everyone on this board edits this together. Select a word to ask what it means here.',
  maySee: 'Facilitators edit this; you see it as they type.',
  late: 'This is what the last round was asked with. You see what is edited now once you have given your late reading.',
  ask: (words: string) => `Ask what “${words}” means here`,
  asked: (words: string) => `“${words}” is among the questions`,
  termLabel: (words: string) => `What does “${words}” mean here?`,
  termPrompt: '',
} as const;

const templates: Readonly<Record<TemplateName, { readonly label: string; readonly hint: string }>> = {
  operational: { label: 'Operational', hint: 'What will exist, who, by when, how we know it is done, what we stop.' },
  handover: { label: 'Handover', hint: 'What is handed over, to whom, by when, what stays open.' },
  scope_cut: { label: 'Scope cut', hint: 'What stays in, what is left out, by when, who.' },
  working_agreement: {
    label: 'Working agreement',
    hint: 'What each of us does, from when, when it does not apply, how we notice.',
  },
  decision: { label: 'Decision', hint: 'What is decided, who, the first step, by when, what would change it.' },
};

const list = {
  heading: 'Questions',
  about: 'Everyone answers these on their own, after a nod and how sure they are.',
  none: 'No questions yet. Add one, or start from a template.',
  add: 'Add a question',
  fromTemplate: 'From a template',
  fromBoard: 'From another board',
  edit: 'Edit',
  moveUp: 'Move up',
  moveDown: 'Move down',
  remove: 'Remove',
  handle: (label: string) => `Move “${label}”`,
  handleHint: 'Drag, or use the arrow keys.',
  menu: (label: string) => `More for “${label}”`,
  editLabel: (label: string) => `Edit “${label}”`,
  movedTo: (label: string, place: number, count: number) => `“${label}” is now ${String(place)} of ${String(count)}.`,
  termOf: (term: string) => `About “${term}” in the wording`,
} as const;

const notices = {
  added: (label: string) => `“${label}” was added.`,
  asked: (words: string) => `What “${words}” means here is now a question.`,
  isThere: (words: string) => `What “${words}” means here is among the questions.`,
  removed: (label: string) => `“${label}” was removed.`,
  changed: (label: string) => `“${label}” was changed.`,
  brought: (count: number) =>
    count === 0
      ? 'All of these are on the board; nothing was added.'
      : `${Questions(count)} ${plural(count, { one: 'was', other: 'were' })} added.`,
  letGo: (label: string) => `Your changes to “${label}” were not kept.`,
  letGoNew: 'The question you began was not added.',
  undone: 'It is as it was before.',
  undo: 'Undo',
  takeUp: 'Take them up again',
  hide: 'Close this note',
} as const;

const bring = {
  templateTitle: 'Start from a template',
  templateReplaces: 'The questions that are on the board now have not been touched; these take their place.',
  templateAppends: 'These are added after the questions that are on the board now.',
  boardTitle: 'Copy questions from another board',
  boardAbout: 'Its questions are added to this board. That board stays as it is.',
  boards: 'Boards on this device',
  noBoards: 'This device knows no other board. Paste the link of one that you are part of.',
  link: 'Link of a board',
  linkHint: 'A board this device has a key for.',
  look: 'Look',
  notALink: 'This is not the link of a board. It looks like … /b/ and then the board.',
  thisOne: 'This is the board you are on.',
  waiting: 'You have not been let in on that board yet.',
  nothing: 'That board has no questions.',
  unnamed: 'A board without words yet',
  found: (count: number) => Questions(count),
  addAll: (count: number) => `Add ${questions(count)}`,
  another: 'Another board',
} as const;

const rulesForm = {
  title: 'Rules of the round',
  about: 'Each change holds at once and is seen by everyone. When the round opens, the rules are fixed for it.',
  mode: 'While people write',
  modes: {
    sealed: { label: 'Sealed', hint: 'Readings are hidden from everyone until the reveal.' },
    open: { label: 'Open', hint: 'Readings are seen by everyone as they are typed, with names.' },
  },
  names: 'At the reveal',
  namesOptions: {
    off: { label: 'Without names', hint: 'Each may tap “that is mine”. In a small team people can guess.' },
    on: { label: 'With names', hint: 'Each reading carries the name of who wrote it.' },
  },
  pulse: 'Show counts while people write',
  pulseHint:
    'From three answers on: how many have answered, and how many different answers there are. If all are the same, this count tells.',
  framing: 'Who edits wording and questions',
  framingOptions: { everyone: 'Everyone', facilitator: 'Facilitators only' },
  minutes: 'Time to write',
  noLimit: 'No limit',
  minutesOption: (minutes: number) => plural(minutes, { one: '# minute', other: '# minutes' }),
  ownMinutes: 'Own length',
  ownMinutesLabel: 'Minutes',
  ownMinutesTrouble: 'Write this as a whole number from 1 to 1440.',
  setMinutes: 'Set',
  done: 'Done',
  change: 'Change the rules',
} as const;

/** What the rules of a round come to, in sentences. */
const sayRules = (rules: Rules): string[] => {
  const who =
    rules.mode === 'open'
      ? 'Readings are seen by everyone as they are typed, with names.'
      : showsNames(rules)
        ? 'Readings are hidden until the reveal, then shown with names.'
        : 'Readings are hidden until the reveal, then shown without names. Each may tap “that is mine”.';
  const pulse = rules.pulse
    ? 'While people write, counts are shown from three answers on: how many, and how many different ones.'
    : 'While people write, no counts are shown.';
  const time =
    typeof rules.minutes === 'number'
      ? `A clock counts down ${rulesForm.minutesOption(rules.minutes)}. When it ends, nothing happens by itself.`
      : 'There is no time limit.';
  return [who, ...(rules.mode === 'sealed' ? [pulse] : []), time];
};

const sayFraming = ({ framing }: Rules): string =>
  framing === 'everyone'
    ? 'Until then, everyone may edit wording and questions.'
    : 'Until then, facilitators edit wording and questions.';

/** "Ana, Ben and you", or "40 people" where there are many. */
const sayWriters = (names: readonly string[], isMeIncluded: boolean): string => {
  const all = [...names, ...(isMeIncluded ? ['you'] : [])];
  return all.length > 12 ? `${String(all.length)} people` : sayList(all);
};

const opening = {
  heading: 'When the round opens',
  writers: (names: readonly string[], isMeIncluded: boolean): string => {
    const count = names.length + (isMeIncluded ? 1 : 0);
    if (count === 0) return 'Nobody on this board gives a reading yet.';
    const who = sayWriters(names, isMeIncluded);
    const verb = count === 1 && !isMeIncluded ? 'writes' : 'write';
    const start = `${who.slice(0, 1).toLocaleUpperCase()}${who.slice(1)}`;
    return count === 1 ? `${start} ${verb}.` : `${start} ${verb}, each on their own, at the same time.`;
  },
  latecomers: 'Whoever joins later can write until the reveal.',
  frozen: (count: number) =>
    count === 0 ? 'The wording is fixed as it stands.' : `The wording and ${questions(count)} are fixed as they stand.`,
  back: 'A facilitator can step back from writing; nothing is lost by it.',
  alone: 'You are the only one here. Invite the others with the button at the top of this page.',
  open: 'Open the round',
  openNumber: (round: number) => `Open round ${String(round)}`,
  resume: (round: number) => `Go on with round ${String(round)}`,
  ready: (people: number, count: number) =>
    `${questions(count)}, ${plural(people, { one: 'one person', other: '# people' })}`,
  resumes: (round: number) =>
    `Round ${String(round)} is paused. Nothing has changed since, so it goes on where it stopped, with everything that was written.`,
  notResumed: (round: number, next: number, changed: readonly string[]) =>
    `Round ${String(round)} is paused. Since then ${sayList(changed)} changed, so round ${String(next)} opens: everyone finds their own answers in it, and round ${String(round)} is never revealed.`,
  changedParts: { wording: 'the wording', questions: 'the questions', rules: 'the rules' },
  again: (round: number) =>
    `Everyone starts from their own last answers in round ${String(round)} and keeps or changes each. Nod and sure start empty.`,
  missingWording: 'There is no wording yet, so nobody would know what they read.',
  missingQuestions: 'There are no questions yet: people would give a nod and how sure they are, nothing else.',
  missingChoices: (label: string) => `“${label}” has nothing to choose from yet.`,
  missingPeople: 'Nobody on this board gives a reading yet.',
  missingTitle: 'Open it like this?',
  openAnyway: 'Open it like this',
  notYet: 'Not yet',
  waits: (names: readonly string[]) =>
    names.length === 1
      ? `${sayList(names)} is the facilitator and opens the round.`
      : `${sayList(names)} are the facilitators; one of them opens the round.`,
  nobodyHere: 'No facilitator is here at the moment.',
  mayEditMeanwhile: 'Until then you can edit the wording and the questions.',
} as const;

const last = {
  heading: (round: number) => `Round ${String(round)} was asked with`,
  questions: (count: number) => Questions(count),
  noQuestions: 'No questions, only the nod.',
  rules: 'Rules',
  toReadings: 'See what was read',
  unchanged: 'Wording and questions are as they were then.',
} as const;

const lookingBack = {
  heading: 'Questions',
  none: 'There were no questions, only the nod.',
  rules: 'Rules of the round',
} as const;

export const frame = {
  wording,
  templates,
  list,
  notices,
  bring,
  rulesForm,
  sayRules,
  sayFraming,
  opening,
  last,
  lookingBack,
} as const;
