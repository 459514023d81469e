/** Every line runs in the direction of its own letters, whatever the language of the page. */

import { RangeSetBuilder, type Extension } from '@codemirror/state';
import { Decoration, EditorView, ViewPlugin, type DecorationSet, type ViewUpdate } from '@codemirror/view';

const byItsLetters = Decoration.line({ attributes: { dir: 'auto' } });

const decorate = ({ state, visibleRanges }: EditorView): DecorationSet => {
  const builder = new RangeSetBuilder<Decoration>();
  for (const { from, to } of visibleRanges) {
    for (let line = state.doc.lineAt(from); ; line = state.doc.line(line.number + 1)) {
      builder.add(line.from, line.from, byItsLetters);
      if (line.to >= to || line.number === state.doc.lines) break;
    }
  }
  return builder.finish();
};

class LineDirection {
  lines: DecorationSet;

  constructor(view: EditorView) {
    this.lines = decorate(view);
  }

  update(update: ViewUpdate): void {
    if (update.docChanged || update.viewportChanged) this.lines = decorate(update.view);
  }
}

export const lineDirection: Extension = [
  EditorView.perLineTextDirection.of(true),
  ViewPlugin.fromClass(LineDirection, { decorations: ({ lines }) => lines }),
];
