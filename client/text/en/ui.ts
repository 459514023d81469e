/** Words of the parts that every screen is made of, and of the frame around a board. */

import type { ByeReason } from '../../../shared/protocol/control.ts';
import type { Phase } from '../../../shared/board/state.ts';
import { plural } from './language.ts';

const phases: Readonly<Record<Phase, string>> = {
  frame: 'Frame',
  write: 'Write',
  reveal: 'Reveal',
  closed: 'Closed',
};

const endings: Readonly<Record<Extract<ByeReason, 'removed' | 'key_ended' | 'erased' | 'not_found'>, string>> = {
  removed: 'You have been removed from this board. Ask its facilitator if you want to come back.',
  key_ended: 'A new personal link was made for you, and this one ended. Open the new one.',
  erased: 'This board was deleted, with everything on it.',
  not_found: 'This board is not there for you any more. Ask its facilitator for a new link.',
};

export const ui = {
  product: 'Readback',
  close: 'Close',
  cancel: 'Cancel',
  copy: 'Copy',
  copied: 'Copied',
  copyByHand: 'Select the text and copy it',
  loading: 'One moment …',
  toHome: 'To the start page',
  skipToContent: 'Skip to the board',
  phases,
  phaseLine: 'Phases of this board',
  phaseIsNow: 'now',
  phaseLook: (phase: string) => `${phase}: look back`,
  wordingLabel: 'The agreement',
  wordingVersion: (version: number) => `Version ${String(version)}`,
  roundLabel: (round: number) => `Round ${String(round)}`,
  people: (count: number) => plural(count, { one: '# person', other: '# people' }),
  peopleHere: (here: number, all: number) => `${String(here)} of ${String(all)} here`,
  menu: 'More',
  on: 'on',
  off: 'off',
  connection: {
    connecting: 'Connecting …',
    live: 'Connected',
    lost: 'No connection at the moment. This page connects again by itself.',
    lostShort: 'Offline',
  },
  endings,
  someone: 'somebody who took their name back',
  you: 'you',
  unknownPage: 'There is nothing at this address.',
  failed: 'Something on this page went wrong. Load it again; what was saved is there.',
  reload: 'Load again',
} as const;
