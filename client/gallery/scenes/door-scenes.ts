/** The door of a board: joining, waiting, and not getting in. */

import type { SeenBoard } from '../../link/board-http.ts';
import { door as text } from '../../text/en/door.ts';
import { viewOf } from '../../../shared/board/view.ts';
import type { Act } from '../acting.ts';
import { answer, NEVER, refuses, turns, UNREACHABLE, type NetworkAnswer } from '../memory-network.ts';
import { seededId, sourcesOf } from '../moment.ts';
import type { MakeScene } from '../scene.ts';
import type { GalleryState } from '../states.ts';
import { gathered } from './plays.ts';

const BOARD = seededId('door');
const AT_BOARD = `/api/boards/${BOARD}`;
const LOOK = `GET ${AT_BOARD}`;
const CODE = 'maple-quiet-harbor';

const named: Act = { fill: text.yourName, with: 'Odile' };
const joined: readonly Act[] = [named, { press: text.join }];

const stranger =
  (acts: readonly Act[] = [], joining: NetworkAnswer = NEVER): MakeScene =>
  () => ({
    page: 'door',
    boardId: BOARD,
    network: { [`POST ${AT_BOARD}/participants`]: joining },
    acts,
  });

const found =
  (look: NetworkAnswer, acts: readonly Act[] = []): MakeScene =>
  () => ({
    page: 'door',
    boardId: BOARD,
    network: { [LOOK]: look },
    acts,
  });

const coded =
  (result: NetworkAnswer): MakeScene =>
  () => ({
    page: 'code',
    code: CODE,
    network: { [`GET /api/join/${CODE}`]: result },
  });

const KEY = 'key-of-the-link';

const twoPeople: MakeScene = () => {
  const play = gathered();
  const seenAs = (caseId: string): SeenBoard => {
    const view = viewOf(play.now.state, play.person(caseId), sourcesOf(play.now));
    if (view === undefined || 'pending' in view) throw new Error(`${caseId} sees nothing`);
    return { seq: play.now.state.seq, view };
  };
  return {
    page: 'door',
    boardId: BOARD,
    personalKey: KEY,
    network: { [LOOK]: answer(seenAs('jonas')), [`${LOOK} as ${KEY}`]: answer(seenAs('odile')) },
    acts: [{ see: text.twoTitle }],
  };
};

export const doorScenes = {
  'door-join': stranger(),
  'door-join-more': stranger([named, { press: text.more }]),
  'door-joining': stranger(joined),
  'door-passphrase': stranger([...joined, { see: text.passphrase }], refuses('passphrase_required')),
  'door-passphrase-wrong': stranger(
    [...joined, { fill: text.passphrase, with: 'open sesame' }, { press: text.join }],
    turns(refuses('passphrase_required'), refuses('passphrase_wrong')),
  ),
  'door-locked': stranger(joined, refuses('locked')),
  'door-full': stranger(joined, refuses('too_many_people')),
  'door-waiting': found(answer({ pending: true }), [{ see: text.waitingTitle }]),
  'door-two-people': twoPeople,
  'door-turned-away': found(turns(answer({ pending: true }), refuses('not_found')), [
    { see: text.waitingTitle },
    { wake: true },
    { see: text.turnedAwayTitle },
  ]),
  'door-example': () => ({ page: 'door', boardId: BOARD, search: '?example' }),
  'door-link-ended': () => ({
    page: 'door',
    boardId: BOARD,
    personalKey: 'a-key-that-was-replaced',
    acts: [{ see: text.linkEnded }],
  }),
  'door-loading': found(NEVER),
  'door-unreachable': found(UNREACHABLE, [{ see: text.unreachableTitle }]),
  'door-code-looking': coded(NEVER),
  'door-code-unknown': coded(refuses('not_found')),
  'door-code-unreachable': coded(UNREACHABLE),
} satisfies Partial<Record<GalleryState, MakeScene>>;
