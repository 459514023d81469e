/** The end of a board, for good and for one person; and what can be opened over any phase. */

import type { ByeReason } from '../../../shared/protocol/control.ts';
import { header, people as texts } from '../../text/en/people.ts';
import { reveal } from '../../text/en/reveal.ts';
import type { Act } from '../acting.ts';
import type { MakeScene } from '../scene.ts';
import type { GalleryState } from '../states.ts';
import { gathered, opened, revealed, revealedAgain, seenBy, talkedOver } from './plays.ts';

const ended =
  (reason: ByeReason): MakeScene =>
  () =>
    seenBy(opened().write('odile', 3), 'odile', { connection: { kind: 'ended', reason } });

const people: Act = { press: header.peopleButton(0, 0, 0).split(':')[0] ?? '' };
const menu: Act = { press: header.menu };

const seatEmpty: MakeScene = () => {
  const play = opened().write('odile', 2);
  return seenBy(play, 'odile', { away: [play.person('maren')] }, { acts: [people] });
};

const atTheDoor: MakeScene = () => {
  const play = gathered({ rules: { approval: true }, absent: ['odile', 'jonas'] });
  return seenBy(play.join('odile').join('jonas'), 'maren', {}, { acts: [people] });
};

const newFacilitator: MakeScene = () => {
  const play = opened();
  const moment = play.now;
  const before = play.moments.length;
  play.ask('maren', 'facilitator.grant', { participantId: play.person('odile') });
  play.ask('maren', 'facilitator.revoke', { participantId: play.person('maren') });
  return seenBy(play, 'jonas', { moment, later: play.moments.slice(before) }, { acts: [{ goOn: true }] });
};

export const closedScenes = {
  'close-dialog': () => seenBy(talkedOver(), 'maren', {}, { acts: [{ press: reveal.close.button }] }),
  closed: () => seenBy(talkedOver().close(), 'odile'),
  'closed-facilitator': () => seenBy(talkedOver().close(), 'maren'),
  'closed-second-round': () => seenBy(revealedAgain().close(), 'odile'),
  'people-dialog': () =>
    seenBy(
      opened({ absent: ['jonas'] })
        .write('tariq')
        .finish('tariq'),
      'maren',
      {},
      { acts: [people] },
    ),
  'people-dialog-participant': () => seenBy(revealed(), 'odile', {}, { acts: [people] }),
  'people-dialog-at-the-door': atTheDoor,
  'people-dialog-person': () => seenBy(opened(), 'maren', {}, { acts: [people, { press: texts.moreAbout('Odile') }] }),
  'share-dialog': () => seenBy(gathered({ absent: ['jonas'] }), 'maren', {}, { acts: [{ press: header.share }] }),
  'settings-dialog': () => seenBy(gathered(), 'maren', {}, { acts: [menu, { press: header.settings }] }),
  'own-link-dialog': () => seenBy(gathered(), 'odile', {}, { acts: [menu, { press: header.personalLink }] }),
  'forget-dialog': () => seenBy(gathered(), 'odile', {}, { acts: [menu, { press: header.forget }] }),
  'delete-dialog': () => seenBy(gathered(), 'maren', {}, { acts: [menu, { press: header.delete }] }),
  'board-menu': () => seenBy(gathered(), 'maren', {}, { acts: [menu] }),
  'news-new-facilitator': newFacilitator,
  'seat-empty': seatEmpty,
  'ended-removed': ended('removed'),
  'ended-key-ended': ended('key_ended'),
  'ended-erased': ended('erased'),
  'ended-not-found': ended('not_found'),
} satisfies Partial<Record<GalleryState, MakeScene>>;
