/** What participants may put into the board document: letters into the wording, letters into notes the server made. */

import * as Y from 'yjs';
import { NOTES, WORDING } from './board-document.ts';
import type { DocumentLimits } from './document-limits.ts';
import type { SharedType } from './shared-type.ts';
import type { ContentRules } from './vet/content-judge.ts';
import { schemaRules } from './vet/schema-judge.ts';

export const boardRules = (doc: Y.Doc, limits: DocumentLimits): ContentRules => {
  const wording = doc.getText(WORDING);
  const notes = doc.getMap(NOTES);
  const allowanceOf = (text: SharedType) => ({ limit: limits.wordingUnits, units: () => text._length });
  return schemaRules(doc, {
    ruleOf: (type) => {
      if (type === wording) return { kind: 'text', place: 'wording', allowance: allowanceOf(type) };
      if (type.parent !== notes || !(type instanceof Y.Text)) return undefined;
      return { kind: 'text', place: 'notes', allowance: allowanceOf(type) };
    },
  });
};
