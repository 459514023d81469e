/** What a kind of document is: its shape, what clients may put into it, and what it holds before anybody has written. */

import type * as Y from 'yjs';
import type { ContentRules } from './vet/content-judge.ts';

export interface DocumentModel {
  /** Names the root types of a fresh document and says what clients may do in them. */
  readonly open: (doc: Y.Doc) => ContentRules;
  /** The first state, written by the server as `clientId` before the document is served; undefined for an empty one. */
  readonly firstState?: (clientId: number) => Promise<Uint8Array>;
}
