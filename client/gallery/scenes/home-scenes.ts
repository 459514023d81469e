/** The start page, on a first visit and later. */

import { beginningOf, type DeskBoard } from '../../session/desk.svelte.ts';
import { EXAMPLE_WORKSHOP } from '../../../shared/scenario/example-workshop.ts';
import { home as text } from '../../text/en/home.ts';
import type { Act } from '../acting.ts';
import { NEVER, UNREACHABLE } from '../memory-network.ts';
import { seededId } from '../moment.ts';
import type { MakeScene } from '../scene.ts';
import type { GalleryState } from '../states.ts';
import { JAPANESE, SPANISH } from '../workshops/languages.ts';
import { LONG_WORDS } from '../workshops/long-words.ts';

const HOUR_MS = 3_600_000;
const NOW_MS = Date.UTC(2026, 11, 10, 9);

const deskBoard = (title: string | null, wording: string, more: Partial<DeskBoard>, hoursAgo: number): DeskBoard => ({
  id: seededId('desk', wording),
  title,
  wording: beginningOf(wording),
  phase: 'frame',
  round: 0,
  participantId: seededId('me', wording),
  name: 'Odile',
  facilitators: [seededId('facilitator', wording)],
  lastSeenMs: NOW_MS - hoursAgo * HOUR_MS,
  ...more,
});

const BOARDS: readonly DeskBoard[] = [
  deskBoard(EXAMPLE_WORKSHOP.title, EXAMPLE_WORKSHOP.agreement, { phase: 'write', round: 1 }, 0),
  deskBoard(null, 'We hand the newsletter over to the new team before the summer.', {}, 20),
  deskBoard(SPANISH.title, SPANISH.agreement, { phase: 'closed', round: 1, returnOn: '2027-03-10' }, 50),
  deskBoard(JAPANESE.title, JAPANESE.agreement, { phase: 'reveal', round: 2 }, 400),
  deskBoard(null, '', {}, 500),
  deskBoard(LONG_WORDS.title, LONG_WORDS.agreement, { phase: 'closed', round: 3 }, 900),
];

const toName: readonly Act[] = [
  { fill: text.whatWasAgreed, with: EXAMPLE_WORKSHOP.agreement },
  { press: text.start },
  { see: text.whoYouAre },
];
const toOpen: readonly Act[] = [...toName, { fill: text.yourName, with: 'Maren' }, { press: text.open }];

export const homeScenes = {
  'home-first-visit': () => ({ page: 'home' }),
  'home-with-boards': () => ({ page: 'home', kept: { desk: BOARDS, name: 'Odile' } }),
  'home-name': () => ({ page: 'home', acts: toName }),
  'home-starting': () => ({ page: 'home', network: { 'POST /api/boards': NEVER }, acts: toOpen }),
  'home-unreachable': () => ({ page: 'home', network: { 'POST /api/boards': UNREACHABLE }, acts: toOpen }),
} satisfies Partial<Record<GalleryState, MakeScene>>;
