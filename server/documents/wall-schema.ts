/** What clients may put on the wall: nothing. Its only writer is the server (I7). */

import type { Doc } from 'yjs';
import type { ContentJudge, ContentRules } from './vet/content-judge.ts';
import { ROUNDS } from './wall-document.ts';

const NOBODY_WRITES: ContentJudge = {
  insert: () => 'read_only',
  remove: () => 'read_only',
  removeNew: () => undefined,
  conclude: () => 'read_only',
  places: () => ['wall'],
  steps: () => 0,
};

export const wallRules = (doc: Doc): ContentRules => {
  doc.getMap(ROUNDS);
  return { judge: () => NOBODY_WRITES };
};
