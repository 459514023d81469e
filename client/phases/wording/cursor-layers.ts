/**
 * Draws the cursors and selections of the others, with their names, over and under the text. They are layers and not
 * part of the text, so that no half-typed word of an input method and no screen reader ever meets them.
 */

import { Annotation, EditorSelection, type ChangeDesc, type Extension, type Transaction } from '@codemirror/state';
import {
  layer,
  RectangleMarker,
  ViewPlugin,
  type EditorView,
  type LayerMarker,
  type ViewUpdate,
} from '@codemirror/view';
import { ySyncAnnotation } from 'y-codemirror.next';
import type * as Y from 'yjs';
import type { DocumentLink } from '../../link/document-link.ts';
import { cursorsIn, type OtherCursor } from './other-cursors.ts';

/** In a crowd, the cursors of so many are drawn: each costs a measurement whenever anything changes. */
const MOST = 40;
/** A name stands beside a cursor for so long after it moved. */
const NAME_MS = 3000;

/** After an edit on this side, which the others' positions do not know of yet. */
export const moved = (cursors: readonly OtherCursor[], changes: ChangeDesc): OtherCursor[] =>
  cursors.map((cursor) => ({
    ...cursor,
    anchor: changes.mapPos(cursor.anchor, 1),
    head: changes.mapPos(cursor.head, 1),
  }));

/** Whether an edit that has just arrived ended where this cursor stands: its owner is typing. */
const isTyping = ({ head }: OtherCursor, transactions: readonly Transaction[]): boolean => {
  let found = false;
  for (const { changes } of transactions)
    changes.iterChangedRanges((_fromA, _toA, _fromB, toB) => {
      found ||= toB === head;
    });
  return found;
};

interface Caret {
  readonly cursor: OtherCursor;
  /** Its name stands beside it. */
  readonly isNamed: boolean;
  readonly place: RectangleMarker;
  /** Of the line: the name goes to the other side. */
  readonly isNearEnd: boolean;
}

class CaretMarker implements LayerMarker {
  readonly #caret: Caret;

  constructor(caret: Caret) {
    this.#caret = caret;
  }

  eq(other: CaretMarker): boolean {
    const [a, b] = [this.#caret, other.#caret];
    return (
      a.cursor.client === b.cursor.client &&
      a.cursor.name === b.cursor.name &&
      a.cursor.colour === b.cursor.colour &&
      a.isNamed === b.isNamed &&
      a.isNearEnd === b.isNearEnd &&
      a.place.eq(b.place)
    );
  }

  draw(): HTMLElement {
    const element = document.createElement('div');
    element.append(document.createElement('span'));
    this.#dress(element);
    return element;
  }

  update(element: HTMLElement, old: CaretMarker): boolean {
    if (old.#caret.cursor.client !== this.#caret.cursor.client) return false;
    this.#dress(element);
    return true;
  }

  #dress(element: HTMLElement): void {
    const { cursor, place, isNamed, isNearEnd } = this.#caret;
    element.className = [
      'other-caret',
      `other-${String(cursor.colour)}`,
      isNamed && 'is-named',
      isNearEnd && 'is-near-end',
    ]
      .filter(Boolean)
      .join(' ');
    element.dataset['cursor'] = cursor.name;
    element.style.left = `${String(place.left)}px`;
    element.style.top = `${String(place.top)}px`;
    element.style.height = `${String(place.height)}px`;
    if (element.firstElementChild !== null) element.firstElementChild.textContent = cursor.name;
  }
}

const cursorsMoved = Annotation.define<true>();
const hasMoved = ({ transactions }: ViewUpdate): boolean =>
  transactions.some((transaction) => transaction.annotation(cursorsMoved) === true);

export const otherCursors = (awareness: DocumentLink['awareness'], text: Y.Text): Extension => {
  class Others {
    cursors: readonly OtherCursor[];
    readonly #view: EditorView;
    readonly #namedUntilMs = new Map<number, number>();
    #timer: ReturnType<typeof setTimeout> | undefined;

    constructor(view: EditorView) {
      this.#view = view;
      this.cursors = this.#find();
      awareness.on('change', this.#heard);
    }

    isNamed(client: number): boolean {
      return (this.#namedUntilMs.get(client) ?? 0) > performance.now();
    }

    update({ docChanged, transactions, changes }: ViewUpdate): void {
      if (!docChanged) return;
      const isFromOthers = transactions.some((transaction) => transaction.annotation(ySyncAnnotation) !== undefined);
      this.cursors = isFromOthers ? this.#find() : moved(this.cursors, changes);
      if (!isFromOthers) return;
      for (const cursor of this.cursors) if (isTyping(cursor, transactions)) this.#name(cursor.client);
    }

    destroy(): void {
      clearTimeout(this.#timer);
      awareness.off('change', this.#heard);
    }

    readonly #heard = (change: { added: number[]; updated: number[]; removed: number[] }): void => {
      const others = [...change.added, ...change.updated, ...change.removed].filter((id) => id !== awareness.clientID);
      if (others.length === 0) return;
      for (const client of [...change.added, ...change.updated]) this.#name(client);
      for (const client of change.removed) this.#namedUntilMs.delete(client);
      this.cursors = this.#find();
      this.#redraw();
    };

    /** Those who moved last come first. */
    #find(): OtherCursor[] {
      const movedAtMs = ({ client }: OtherCursor) => this.#namedUntilMs.get(client) ?? 0;
      return cursorsIn(awareness.getStates(), awareness.clientID, text)
        .sort((a, b) => movedAtMs(b) - movedAtMs(a))
        .slice(0, MOST);
    }

    #name(client: number): void {
      this.#namedUntilMs.set(client, performance.now() + NAME_MS);
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#redraw(), NAME_MS + 50);
    }

    #redraw(): void {
      this.#view.dispatch({ annotations: cursorsMoved.of(true) });
    }
  }

  const plugin = ViewPlugin.fromClass(Others);
  const here = (view: EditorView): readonly OtherCursor[] =>
    (view.plugin(plugin)?.cursors ?? []).filter(({ anchor, head }) => Math.max(anchor, head) <= view.state.doc.length);
  const update = (change: ViewUpdate): boolean => change.docChanged || hasMoved(change);

  return [
    plugin,
    layer({
      above: false,
      class: 'other-selections',
      update,
      markers: (view) =>
        here(view).flatMap(({ anchor, head, colour }) =>
          anchor === head
            ? []
            : RectangleMarker.forRange(
                view,
                `other-selection other-${String(colour)}`,
                EditorSelection.range(anchor, head),
              ),
        ),
    }),
    layer({
      above: true,
      class: 'other-carets',
      update,
      markers: (view) =>
        here(view).flatMap((cursor) => {
          const [place] = RectangleMarker.forRange(view, '', EditorSelection.cursor(cursor.head));
          if (place === undefined) return [];
          const isNearEnd = place.left > view.contentDOM.clientWidth / 2;
          const isNamed = view.plugin(plugin)?.isNamed(cursor.client) ?? false;
          return [new CaretMarker({ cursor, isNamed, place, isNearEnd })];
        }),
    }),
  ];
};
