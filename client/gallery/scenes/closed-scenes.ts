/** The end of a board, for good and for one person; and what can be opened over any phase. */

import type { ByeReason } from '../../../shared/protocol/control.ts';
import type { MakeScene } from '../scene.ts';
import type { GalleryState } from '../states.ts';
import { gathered, opened, revealed, revealedAgain, seenBy, talkedOver } from './plays.ts';

const ended =
  (reason: ByeReason): MakeScene =>
  () =>
    seenBy(opened().write('odile', 3), 'odile', { connection: { kind: 'ended', reason } });

const seatEmpty: MakeScene = () => {
  const play = opened().write('odile', 2);
  return seenBy(play, 'odile', { away: [play.person('maren')] });
};

export const closedScenes = {
  'close-dialog': () => seenBy(talkedOver(), 'maren'),
  closed: () => seenBy(talkedOver().close(), 'odile'),
  'closed-facilitator': () => seenBy(talkedOver().close(), 'maren'),
  'closed-second-round': () => seenBy(revealedAgain().close(), 'odile'),
  'people-dialog': () =>
    seenBy(
      opened({ absent: ['jonas'] })
        .write('tariq')
        .finish('tariq'),
      'maren',
    ),
  'people-dialog-participant': () => seenBy(revealed(), 'odile'),
  'share-dialog': () => seenBy(gathered({ absent: ['jonas'] }), 'maren'),
  'settings-dialog': () => seenBy(gathered(), 'maren'),
  'seat-empty': seatEmpty,
  'ended-removed': ended('removed'),
  'ended-key-ended': ended('key_ended'),
  'ended-erased': ended('erased'),
  'ended-not-found': ended('not_found'),
} satisfies Partial<Record<GalleryState, MakeScene>>;
