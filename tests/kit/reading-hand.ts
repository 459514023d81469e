/** One device at a reading desk: a session as a screen has it, with its line and its drawer in the hand of a test. */

import type { Difference } from '../../client/session/reading-content.ts';
import { ReadingSession } from '../../client/session/reading-session.svelte.ts';
import type { Dimension } from '../../shared/board/dimension.ts';
import { DraftDrawer, type ReadingDesk, type ReadingLine } from './reading-desk.ts';

const dimension = (id: string, type: Dimension['type'], config: object = {}): Dimension =>
  ({ id, type, label: id, prompt: '', config }) as unknown as Dimension;

export const DIMENSIONS = [
  dimension('what', 'text'),
  dimension('when', 'date'),
  dimension('first', 'ranking', {
    items: [
      { id: 'a', label: 'A' },
      { id: 'b', label: 'B' },
    ],
  }),
];

/** Its reading asks `DIMENSIONS`. */
export const device = (desk: ReadingDesk, drawer: DraftDrawer | undefined = new DraftDrawer()) => {
  const lines: ReadingLine[] = [];
  const aside: (readonly Difference[])[] = [];
  const session = new ReadingSession({
    dimensions: DIMENSIONS,
    openLink: () => {
      const line = desk.open();
      lines.push(line);
      return line;
    },
    openDraft: drawer.open,
    putAside: (differences) => aside.push(differences),
  });
  const answer = (id: string) => session.answers.find(({ dimension: asked }) => asked.id === id)!;
  return {
    session,
    drawer,
    aside,
    answer,
    line: () => lines.at(-1)!,
    write: (text: string) => answer('what').editText(answer('what').content.text ?? '', text),
    loaded: async () => {
      await Promise.resolve();
      await Promise.resolve();
      await Promise.resolve();
    },
  };
};
