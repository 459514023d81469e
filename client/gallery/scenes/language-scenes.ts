/** People's words in other languages and scripts, and words as long as they get. */

import type { WorkshopCase } from '../../../shared/scenario/workshop-case.ts';
import type { MakeScene } from '../scene.ts';
import type { GalleryState } from '../states.ts';
import { ARABIC, JAPANESE, SPANISH } from '../workshops/languages.ts';
import { LONG_WORDS } from '../workshops/long-words.ts';
import { gathered, onceSaved, opened, revealed, seenBy } from './plays.ts';

const framing =
  (workshop: WorkshopCase, viewer: string): MakeScene =>
  () =>
    seenBy(gathered({}, workshop), viewer);

const writing = (workshop: WorkshopCase, viewer: string): MakeScene =>
  onceSaved(() => seenBy(opened({}, workshop).write(viewer), viewer));

const revealing =
  (workshop: WorkshopCase, viewer: string): MakeScene =>
  () =>
    seenBy(revealed({ rules: { names: true } }, workshop), viewer);

export const languageScenes = {
  'japanese-frame': framing(JAPANESE, 'haruka'),
  'japanese-write': writing(JAPANESE, 'naomi'),
  'japanese-reveal': revealing(JAPANESE, 'naomi'),
  'spanish-write': writing(SPANISH, 'lucia'),
  'spanish-reveal': revealing(SPANISH, 'lucia'),
  'long-words-frame': framing(LONG_WORDS, 'wilhelmina'),
  'long-words-write': writing(LONG_WORDS, 'spaces'),
  'long-words-reveal': revealing(LONG_WORDS, 'spaces'),
  'right-to-left-frame': framing(ARABIC, 'salma'),
  'right-to-left-write': writing(ARABIC, 'huda'),
  'right-to-left-reveal': revealing(ARABIC, 'huda'),
} satisfies Partial<Record<GalleryState, MakeScene>>;
