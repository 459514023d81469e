/** The three kinds of document a board has: what each is made of, and what is in it before anybody has written. */

import type { RawReading } from '../../shared/board/reading.ts';
import type { BoardAccess, DocumentName } from './board-access.ts';
import { firstBoardState, missingNotes } from './board-document.ts';
import { boardRules } from './board-schema.ts';
import type { DocumentLimits } from './document-limits.ts';
import type { Reflect } from './mirror.ts';
import type { DocumentKind } from './open-documents.ts';
import { firstReadingState } from './reading-document.ts';
import { readingRules } from './reading-schema.ts';
import { wallRules } from './wall-schema.ts';

type ReadingName = DocumentName & { readonly kind: 'reading' };

export interface KindDependencies {
  readonly access: BoardAccess;
  readonly limits: DocumentLimits;
  /** The author's last reading before this one; undefined when there is none. */
  readonly earlierReading: (name: ReadingName) => Promise<RawReading | undefined>;
  /** Where a reading shows while it is written. */
  readonly reflect: (name: ReadingName) => Reflect;
}

const boardKind = ({ access, limits }: KindDependencies): DocumentKind => ({
  model: {
    rulesFor: (doc) => boardRules(doc, limits),
    firstState: (clientId) => firstBoardState(access.firstWording(), access.notedDimensions(), clientId),
    additions: (doc, clientId) => missingNotes(doc, access.notedDimensions(), clientId),
  },
  mayBegin: () => true,
  hasAwareness: true,
});

const wallKind = (): DocumentKind => ({ model: { rulesFor: wallRules }, mayBegin: () => false });

const readingKind = (
  { access, limits, earlierReading, reflect }: KindDependencies,
  name: ReadingName,
): DocumentKind => ({
  model: {
    rulesFor: (doc) => readingRules(doc, limits),
    firstState: async (clientId) =>
      firstReadingState(access.dimensionsOf(name.round), clientId, await earlierReading(name)),
  },
  mayBegin: () => access.mayWrite(name.author, name, 'reading') === undefined,
  reflect: reflect(name),
});

export const kindOf = (dependencies: KindDependencies, name: DocumentName): DocumentKind => {
  switch (name.kind) {
    case 'board':
      return boardKind(dependencies);
    case 'wall':
      return wallKind();
    case 'reading':
      return readingKind(dependencies, name);
  }
};
