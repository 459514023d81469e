/**
 * Tells the others where this person's cursor is while the editor has the focus. Positions are relative ones, so that
 * they stay with their letters while everybody types; typing on alone needs no message.
 */

import type { Extension } from '@codemirror/state';
import { ViewPlugin, type EditorView, type ViewUpdate } from '@codemirror/view';
import * as Y from 'yjs';
import type { DocumentLink } from '../../link/document-link.ts';

export const ownCursor = (awareness: DocumentLink['awareness'], text: Y.Text): Extension => {
  const placeOf = (offset: number): unknown =>
    Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(text, offset));

  class OwnCursor {
    #told = 'null';

    constructor(view: EditorView) {
      this.#tell(view);
    }

    update(update: ViewUpdate): void {
      if (update.docChanged || update.selectionSet || update.focusChanged) this.#tell(update.view);
    }

    destroy(): void {
      this.#say(null);
    }

    #tell(view: EditorView): void {
      const { anchor, head } = view.state.selection.main;
      this.#say(view.hasFocus ? { anchor: placeOf(anchor), head: placeOf(head) } : null);
    }

    #say(cursor: { readonly anchor: unknown; readonly head: unknown } | null): void {
      const saying = JSON.stringify(cursor);
      if (saying === this.#told) return;
      this.#told = saying;
      awareness.setLocalStateField('cursor', cursor);
    }
  }
  return ViewPlugin.fromClass(OwnCursor);
};
