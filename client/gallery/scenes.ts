/** Every scene by its name. A name of `states.ts` without a scene does not compile, nor does a scene without a name. */

import type { MakeScene } from './scene.ts';
import { closedScenes } from './scenes/closed-scenes.ts';
import { doorScenes } from './scenes/door-scenes.ts';
import { frameScenes } from './scenes/frame-scenes.ts';
import { homeScenes } from './scenes/home-scenes.ts';
import { languageScenes } from './scenes/language-scenes.ts';
import { revealScenes } from './scenes/reveal-scenes.ts';
import { writeScenes } from './scenes/write-scenes.ts';
import type { GalleryState } from './states.ts';

export const SCENES: Readonly<Record<GalleryState, MakeScene>> = {
  ...homeScenes,
  ...doorScenes,
  ...frameScenes,
  ...writeScenes,
  ...revealScenes,
  ...closedScenes,
  ...languageScenes,
  refusals: () => ({ page: 'refusals' }),
};
