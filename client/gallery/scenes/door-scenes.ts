/** The door of a board: joining, waiting, and not getting in. */

import { answer, NEVER, refuses, UNREACHABLE, type NetworkAnswer } from '../memory-network.ts';
import { seededId } from '../moment.ts';
import type { MakeScene } from '../scene.ts';
import type { GalleryState } from '../states.ts';

const BOARD = seededId('door');
const AT_BOARD = `/api/boards/${BOARD}`;
const CODE = 'maple-quiet-harbour';

const stranger =
  (joining: NetworkAnswer = NEVER): MakeScene =>
  () => ({
    page: 'door',
    boardId: BOARD,
    network: { [`POST ${AT_BOARD}/participants`]: joining },
  });

const found =
  (look: NetworkAnswer): MakeScene =>
  () => ({
    page: 'door',
    boardId: BOARD,
    network: { [`GET ${AT_BOARD}`]: look },
  });

const coded =
  (result: NetworkAnswer): MakeScene =>
  () => ({
    page: 'code',
    code: CODE,
    network: { [`GET /api/join/${CODE}`]: result },
  });

export const doorScenes = {
  'door-join': stranger(),
  'door-join-more': stranger(),
  'door-joining': stranger(),
  'door-passphrase': stranger(refuses('passphrase_required')),
  'door-passphrase-wrong': stranger(refuses('passphrase_wrong')),
  'door-locked': stranger(refuses('locked')),
  'door-full': stranger(refuses('too_many_people')),
  'door-waiting': found(answer({ pending: true })),
  'door-two-people': stranger(),
  'door-link-ended': () => ({ page: 'door', boardId: BOARD, personalKey: 'a-key-that-was-replaced' }),
  'door-loading': found(NEVER),
  'door-unreachable': found(UNREACHABLE),
  'door-code-unknown': coded(refuses('not_found')),
  'door-code-unreachable': coded(UNREACHABLE),
} satisfies Partial<Record<GalleryState, MakeScene>>;
