/** How the wording looks in its editor. Lives in a shadow root, where only the tokens of the page reach; mounted as constructed style sheets. */

import { EditorView } from '@codemirror/view';

const colours = Object.fromEntries(
  Array.from({ length: 8 }, (_, index) => [`.other-${String(index)}`, { '--other': `var(--group-${String(index)})` }]),
);

export const look = EditorView.theme({
  '&': { color: 'inherit', backgroundColor: 'transparent' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': {
    overflow: 'visible',
    fontFamily: 'var(--voice-words)',
    fontSize: 'var(--words-large)',
    fontWeight: '500',
    lineHeight: 'var(--leading-tight)',
  },
  '.cm-content': { minBlockSize: '2lh', padding: '0', caretColor: 'var(--ink)' },
  '.cm-line': { padding: '0' },
  '.cm-placeholder': { color: 'var(--ink-soft)', fontStyle: 'italic', fontWeight: '400' },
  '.other-carets, .other-selections': { pointerEvents: 'none' },
  '.other-selection': { backgroundColor: 'color-mix(in srgb, var(--other) 28%, transparent)' },
  '.other-caret': { inlineSize: '0', marginInlineStart: '-1px', borderInlineStart: '2px solid var(--other)' },
  '.other-caret > span': {
    position: 'absolute',
    insetBlockEnd: '100%',
    insetInlineStart: '-2px',
    padding: '0 0.35rem',
    borderRadius: '0.25rem 0.25rem 0.25rem 0',
    backgroundColor: 'var(--other)',
    color: 'var(--paper)',
    fontFamily: 'var(--voice-software)',
    fontSize: 'var(--ui-small)',
    fontWeight: '500',
    lineHeight: '1.35',
    whiteSpace: 'nowrap',
    opacity: '0',
    transition: 'opacity var(--quick) var(--ease)',
  },
  '.other-caret.is-near-end > span': {
    insetInlineStart: 'auto',
    insetInlineEnd: '0',
    borderRadius: '0.25rem 0.25rem 0 0.25rem',
  },
  '.other-caret.is-named > span': { opacity: '1' },
  ...colours,
  '@media (forced-colors: active)': {
    '.other-selection': { outline: '1px dashed CanvasText' },
    '.other-caret': { borderColor: 'CanvasText' },
    '.other-caret > span': { border: '1px solid CanvasText', color: 'CanvasText', backgroundColor: 'Canvas' },
  },
});
