/** What a kind of document is: what clients may put into it, and what it holds before anybody has written. */

import type { Doc } from 'yjs';
import type { ContentRules } from './vet/content-judge.ts';

export interface DocumentModel {
  /** Names the root types of a fresh document and says what clients may do in them. */
  readonly rulesFor: (doc: Doc) => ContentRules;
  /** The first state, written by the server as `clientId` before the document is served; undefined for none. */
  readonly firstState?: (clientId: number) => Uint8Array | Promise<Uint8Array>;
  /** What the server, as `clientId`, has to add to the document as it stands; undefined for nothing. */
  readonly additions?: (doc: Doc, clientId: number) => Uint8Array | undefined;
}
