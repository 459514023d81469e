/**
 * The editor of the wording: CodeMirror on the shared text, in a shadow root, because the content security policy lets no
 * script write style elements into the page. Loaded when it is first needed (`import()`); only WordingEditor mounts it.
 */

import {
  deleteCharBackward,
  deleteCharForward,
  deleteGroupBackward,
  deleteGroupForward,
  deleteLineBoundaryBackward,
  insertNewline,
  selectAll,
} from '@codemirror/commands';
import { Compartment, EditorState, type Extension } from '@codemirror/state';
import { EditorView, keymap, placeholder } from '@codemirror/view';
import { yCollab, yUndoManagerKeymap } from 'y-codemirror.next';
import * as Y from 'yjs';
import type { DocumentLink } from '../../link/document-link.ts';
import { otherCursors } from './cursor-layers.ts';
import { look } from './editor-look.ts';
import { lineDirection } from './line-direction.ts';
import { ownCursor } from './own-cursor.ts';
import { wordsFrom, wordsIn } from './selected-words.ts';
import { typedText } from './typed-text.ts';

/** Words that are selected, and where: below their last letter, in pixels from the corner of `frame`. */
export interface Selected {
  readonly words: string;
  readonly top: number;
  readonly left: number;
}

export interface EditorParts {
  readonly host: HTMLElement;
  /** What places are measured in. */
  readonly frame: HTMLElement;
  readonly text: Y.Text;
  readonly awareness: DocumentLink['awareness'];
  readonly label: string;
  readonly hint: string;
  readonly placeholder: string;
  readonly isReadOnly: boolean;
  /** UTF-16 units. */
  readonly most: number;
  readonly onTooLong: () => void;
  readonly onSelect: (selected: Selected | undefined) => void;
  /** The key for asking was pressed. @returns whether there is something to ask about */
  readonly onAsk: ((words: string) => void) | undefined;
}

export interface MountedEditor {
  readonly focus: () => void;
  readonly setReadOnly: (isReadOnly: boolean) => void;
  readonly destroy: () => void;
}

const readOnly = (is: boolean): Extension => [EditorState.readOnly.of(is), EditorView.editable.of(!is)];

const HINT = 'hint';

const keys = (onAsk: EditorParts['onAsk']): Extension =>
  keymap.of([
    {
      key: 'Mod-Enter',
      run: ({ state }) => {
        const words = wordsIn(state);
        if (words !== undefined) onAsk?.(words);
        return onAsk !== undefined;
      },
    },
    ...yUndoManagerKeymap,
    { key: 'Enter', run: insertNewline, shift: insertNewline },
    { key: 'Backspace', run: deleteCharBackward, shift: deleteCharBackward },
    { key: 'Delete', run: deleteCharForward },
    { key: 'Mod-Backspace', mac: 'Alt-Backspace', run: deleteGroupBackward },
    { key: 'Mod-Delete', mac: 'Alt-Delete', run: deleteGroupForward },
    { mac: 'Mod-Backspace', run: deleteLineBoundaryBackward },
    { key: 'Mod-a', run: selectAll },
  ]);

/** Tells what is selected whenever that, or its place, changes. */
const telling = (frame: HTMLElement, onSelect: EditorParts['onSelect']): Extension =>
  EditorView.updateListener.of((update) => {
    if (!update.selectionSet && !update.docChanged && !update.geometryChanged) return;
    update.view.requestMeasure({
      key: onSelect,
      read: (view): Selected | undefined => {
        const { from, to, empty } = view.state.selection.main;
        const words = empty ? undefined : wordsFrom(view.state.sliceDoc(from, to));
        const end = words === undefined ? null : view.coordsAtPos(to, -1);
        if (words === undefined || end === null) return undefined;
        const box = frame.getBoundingClientRect();
        return { words, top: end.bottom - box.top, left: end.left - box.left };
      },
      write: (selected) => onSelect(selected),
    });
  });

export const mountEditor = (parts: EditorParts): MountedEditor => {
  const { host, text, awareness } = parts;
  const root = host.attachShadow({ mode: 'open' });
  const hint = document.createElement('p');
  hint.id = HINT;
  hint.hidden = true;
  hint.textContent = parts.hint;
  const place = document.createElement('div');
  root.append(place, hint);

  const undoManager = new Y.UndoManager(text);
  const access = new Compartment();
  const view = new EditorView({
    root,
    parent: place,
    state: EditorState.create({
      doc: text.toJSON(),
      extensions: [
        typedText(parts.most, parts.onTooLong),
        access.of(readOnly(parts.isReadOnly)),
        yCollab(text, null, { undoManager }),
        ownCursor(awareness, text),
        otherCursors(awareness, text),
        keys(parts.onAsk),
        telling(parts.frame, parts.onSelect),
        look,
        lineDirection,
        EditorView.lineWrapping,
        placeholder(parts.placeholder),
        // Leaves the line being typed above the bar at the bottom, and below what sticks at the top.
        EditorView.scrollMargins.of(() => ({ top: 64, bottom: 120 })),
        EditorView.contentAttributes.of({
          'aria-label': parts.label,
          'aria-describedby': HINT,
          ...(parts.onAsk === undefined ? {} : { 'aria-keyshortcuts': 'Control+Enter Meta+Enter' }),
          spellcheck: 'true',
          autocorrect: 'on',
          autocapitalize: 'sentences',
        }),
      ],
    }),
  });

  return {
    focus: () => view.focus(),
    setReadOnly: (is) => view.dispatch({ effects: access.reconfigure(readOnly(is)) }),
    destroy: () => {
      view.destroy();
      undoManager.destroy();
    },
  };
};
