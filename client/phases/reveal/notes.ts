/** The notes of a question in the shared document; the server makes them, clients never do. */

import * as Y from 'yjs';

/** Undefined while the server has not made them. */
export const noteOf = (doc: Y.Doc, dimensionId: string): Y.Text | undefined => {
  const found = doc.getMap('notes').get(dimensionId);
  return found instanceof Y.Text ? found : undefined;
};
