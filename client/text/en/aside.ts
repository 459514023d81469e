/** Words for what somebody wrote that is not part of a reading, and for a form that the board has moved on from. */

import type { AsideReason } from '../../session/put-aside.svelte.ts';

const reasons: Readonly<Record<AsideReason, string>> = {
  sealed: 'You wrote this after the seal. It is on this device only and not part of your reading.',
  paused: 'You wrote this after the round was stepped back from. It is on this device only and not part of a reading.',
  refused: 'The board did not take this. It is on this device only and not part of your reading.',
};

export const aside = {
  reasons,
  round: (round: number) => `Round ${String(round)}`,
  show: 'Show it',
  hide: 'Hide it',
  words: 'What you wrote',
  copy: 'Copy',
  discard: 'Discard',
  discardTitle: 'Discard it for good?',
  discardAbout: 'It is nowhere else. Copy it first if you want to keep it.',
  keep: 'Keep it here',
  notKept: 'This browser keeps nothing: it is gone when you leave this page.',
  nod: 'Your nod',
  nodWords: (fist: string | undefined, sure: string | undefined, reason: string) =>
    [fist, sure === undefined ? undefined : `sure: ${sure}`, reason === '' ? undefined : reason]
      .filter((part) => part !== undefined)
      .join('; '),
  emptied: '(emptied)',
  held: {
    revealed:
      'The readings were revealed while you were writing. What you write here now is on this device only and not part of your reading.',
    steppedBack: 'The round was stepped back from while you were writing. Your draft is kept, this included.',
    closed: 'The board has moved on while you were writing. What you write here now is on this device only.',
    putAway: 'I’m finished here',
    label: 'What you were writing',
  },
} as const;
