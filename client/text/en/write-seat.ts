/** Words around the form of the phase write: who is done, the facilitator's seat, the time. */

import { plural, sayList } from './language.ts';
import { whoReveals, type Revealers } from './who-reveals.ts';

export const seat = {
  done: {
    say: 'I’m done',
    takeBack: 'I’m not done',
    isDone: 'You are done. What you change now counts too.',
  },
  late: {
    add: 'Add my reading',
    title: 'Add your reading',
    about: 'It is final then: it cannot be changed. After that you see what the others wrote.',
    empty: 'Nothing is written yet.',
    waiting: 'Saving the last words first …',
    notSaved: 'Your last words are not on the server yet. Add your reading when they are.',
  },

  who: {
    title: 'Who is done',
    count: (done: number, all: number) => `${String(done)} of ${String(all)} done`,
    done: 'Done',
    writing: 'Writing',
    away: 'Not connected',
    nobody: 'Nobody gives a reading on this board yet.',
    everyone: 'Everyone is done.',
    waitFor: (who: Revealers) => `You give no reading. People are writing until ${whoReveals(who)}.`,
    nameless: 'somebody without a name',
    show: 'Show names',
    hide: 'Hide names',
  },
  own: {
    open: 'Write my reading',
    fold: 'Fold my reading',
    about: 'It stays folded, so that nothing of it is on a shared screen.',
    given: (given: number, all: number) => `${String(given)} of ${String(all)} answered.`,
  },
  move: {
    reveal: 'Reveal',
    revealTitle: 'Reveal now?',
    notDone: (names: readonly string[], more: number) =>
      more === 0
        ? `Not done yet: ${sayList(names)}.`
        : `Not done yet: ${names.join(', ')} and ${plural(more, { one: '# more person', other: '# more people' })}.`,
    whatHappens: 'What everyone has written so far is shown to everybody at once. A reveal cannot be undone.',
    wait: 'Wait',
    revealNow: 'Reveal now',
    back: 'Step back',
    backTitle: 'Step back to Frame?',
    backAbout:
      'Everyone stops writing. All drafts are kept: opened again unchanged, the round goes on where it was. With another wording, other questions or other rules, the next round opens with each one’s own answers filled in.',
  },
  time: {
    label: 'Time for this round',
    left: (minutes: number, seconds: number) => `${String(minutes)}:${String(seconds).padStart(2, '0')}`,
    leftHeard: (minutes: number, seconds: number) =>
      [
        ...(minutes > 0 ? [plural(minutes, { one: '# minute', other: '# minutes' })] : []),
        ...(seconds > 0 || minutes === 0 ? [plural(seconds, { one: '# second', other: '# seconds' })] : []),
      ].join(' '),
    isLeft: (time: string) => `${time} left`,
    lastMinute: 'One minute left.',
    over: 'The time is over. Nothing changes by itself: you can go on writing.',
    overShort: 'Time is over',
    none: 'No time limit',
    give: 'Time limit',
    preset: (minutes: number) => plural(minutes, { one: '# minute', other: '# minutes' }),
    addMinute: '+1 minute',
    sound: 'Sound at the end',
  },
} as const;
