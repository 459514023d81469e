/** What a device keeps of its owner's writing, as if it kept everything and forgot it with the scene. */

import type { DeviceDraft } from '../browser/device-draft.ts';
import type { ReadingDevice } from '../browser/reading-device.ts';
import type { Aside } from '../session/put-aside.svelte.ts';

const KEPT: DeviceDraft = {
  loaded: Promise.resolve(true),
  kept: 'kept',
  onChange: () => () => undefined,
  brought: () => false,
  erase: () => Promise.resolve(),
  close: () => Promise.resolve(),
};

export const memoryDevice = (asides: readonly Aside[] = []): ReadingDevice => ({
  openDraft: () => KEPT,
  drafts: () => Promise.resolve([]),
  readDraft: () => Promise.resolve(undefined),
  eraseDraft: () => Promise.resolve(),
  recallAsides: () => asides,
  keepAsides: () => true,
});
