/**
 * Every state a screen can be in, by name: what the gallery lists and what the browser tests photograph, each at
 * `/gallery/<name>`. Names only, so that a test can read them; a name without a scene does not compile.
 */

export const GALLERY_STATES = [
  'home-first-visit',
  'home-with-boards',
  'home-starting',
  'home-unreachable',

  'door-join',
  'door-join-more',
  'door-joining',
  'door-passphrase',
  'door-passphrase-wrong',
  'door-locked',
  'door-full',
  'door-waiting',
  'door-two-people',
  'door-link-ended',
  'door-loading',
  'door-unreachable',
  'door-code-unknown',
  'door-code-unreachable',

  'frame-empty',
  'frame-template',
  'frame-every-question',
  'frame-many-questions',
  'frame-cursors',
  'frame-participant',
  'frame-participant-may-not',
  'frame-waiting-at-the-door',
  'frame-second-round',
  'frame-paused-round',
  'frame-looking-back',
  'frame-connecting',
  'frame-offline',
  'frame-refused',

  'write-untouched',
  'write-half',
  'write-every-question',
  'write-finished',
  'write-names-on',
  'write-open',
  'write-pulse',
  'write-time',
  'write-time-out',
  'write-connecting',
  'write-saving',
  'write-offline',
  'write-failing',
  'write-refused',
  'write-facilitator-folded',
  'write-facilitator',
  'write-facilitator-all-finished',
  'write-watcher',
  'write-second-round',
  'write-late-reader',
  'write-aside',

  'reveal-3',
  'reveal-5',
  'reveal-12',
  'reveal-60',
  'reveal-500',
  'reveal-every-question',
  'reveal-unanimous',
  'reveal-names-on',
  'reveal-claimed',
  'reveal-withdrawn',
  'reveal-late',
  'reveal-spotlight',
  'reveal-talk',
  'reveal-facilitator',
  'reveal-watcher',
  'reveal-second-round',
  'reveal-looking-back',
  'reveal-offline',

  'restate-dialog',
  'restate-difference',
  'close-dialog',
  'closed',
  'closed-facilitator',
  'closed-second-round',

  'people-dialog',
  'people-dialog-participant',
  'share-dialog',
  'settings-dialog',
  'seat-empty',

  'ended-removed',
  'ended-key-ended',
  'ended-erased',
  'ended-not-found',

  'japanese-frame',
  'japanese-write',
  'japanese-reveal',
  'spanish-write',
  'spanish-reveal',
  'long-words-frame',
  'long-words-write',
  'long-words-reveal',
  'right-to-left-frame',
  'right-to-left-write',
  'right-to-left-reveal',

  'refusals',
] as const;

export type GalleryState = (typeof GALLERY_STATES)[number];

/** @param bare shows the screen alone, as a visitor would see it */
export const galleryPath = (state: GalleryState, bare = false): string => `/gallery/${state}${bare ? '/bare' : ''}`;

/** A whole workshop with a slider over its steps. */
export const RECORDING_PATH = '/gallery/recording';
