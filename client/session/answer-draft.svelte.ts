/**
 * One answer while it is written: its content as state of its own, so that a key pressed in one question re-renders that
 * question alone, and the few ways to change it. Every change is as small as it can be, so that two tabs of one person
 * lose neither's words. Until the server's shape has arrived, and while it is being loaded anew, nothing can be changed.
 */

import * as Y from 'yjs';
import type { Dimension } from '../../shared/board/dimension.ts';
import type { AnswerState, AnswerValue } from '../../shared/board/reading.ts';
import { readAnswer, type AnswerContent, type AnswerMap } from './reading-content.ts';
import { changeBetween, rebased, wellFormed } from './text-change.ts';

const NOTHING: AnswerContent = { state: undefined, value: undefined, raw: '', text: undefined, carried: undefined };

/** What the session around it does. */
export interface AnswerFrame {
  /** Runs a change of this device as one transaction. */
  readonly change: (change: () => void) => void;
  /** How much longer the texts of the reading may become, UTF-16 units. */
  readonly room: () => number;
}

export class AnswerDraft {
  readonly dimension: Dimension;
  readonly #frame: AnswerFrame;
  #map: AnswerMap | undefined;
  #content: AnswerContent = $state.raw(NOTHING);
  #isOpen = $state.raw(false);

  constructor(dimension: Dimension, frame: AnswerFrame) {
    this.dimension = dimension;
    this.#frame = frame;
  }

  get content(): AnswerContent {
    return this.#content;
  }

  /** Whether it can be changed now. */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Whether there is something that counts, or will be shown. */
  get isGiven(): boolean {
    const { state, value, raw, text, carried } = this.#content;
    if (carried === 'untouched') return false;
    return state !== undefined && state !== 'answered'
      ? true
      : value !== undefined || (text ?? '').trim() !== '' || raw.trim() !== '';
  }

  /** @param map undefined while there is none to write into */
  bind(map: AnswerMap | undefined): void {
    this.#map = map;
    this.#isOpen = map !== undefined;
    this.refresh();
  }

  /** Something in the document has changed. */
  refresh(): void {
    if (this.#map !== undefined) this.#content = readAnswer(this.#map);
  }

  /**
   * The field that showed `base` shows `next` now; others may have changed the text meanwhile.
   * @returns the text as it is then; `over` units too long, nothing was changed
   */
  editText(base: string, next: string, caret?: number): { readonly text: string; readonly over: number } {
    const text = this.#map?.get('value');
    const change = changeBetween(base, wellFormed(next), caret);
    if (!(text instanceof Y.Text) || change === undefined) return { text: this.#content.text ?? '', over: 0 };
    const growth = change.insert.length - change.remove;
    const over = growth <= 0 ? 0 : Math.max(0, growth - this.#frame.room());
    if (over > 0) return { text: this.#content.text ?? '', over };
    const now = text.toJSON();
    this.#frame.change(() => {
      for (const { at, remove, insert } of base === now ? [change] : rebased(change, base, now)) {
        if (remove > 0) text.delete(at, remove);
        if (insert !== '') text.insert(at, insert);
      }
      this.#answering('typed');
    });
    return { text: text.toJSON(), over: 0 };
  }

  /** What was typed for anything but a text, and what was understood of it. */
  type(raw: string, value: AnswerValue): void {
    this.#set(() => {
      this.#put('raw', raw === '' ? undefined : wellFormed(raw));
      this.#put('value', value ?? undefined);
      this.#answering('typed');
    });
  }

  /** Something was chosen. Null takes it back. */
  choose(value: AnswerValue): void {
    this.#set(() => {
      this.#put('value', value ?? undefined);
      this.#answering('chosen');
    });
  }

  /** Undefined takes it back. What was typed stays. */
  say(state: Exclude<AnswerState, 'answered'> | undefined): void {
    this.#set(() => this.#put('state', state));
  }

  /** Takes away what was typed and chosen, and nothing else. */
  clear(): void {
    this.#set((map) => {
      const text = map.get('value');
      if (text instanceof Y.Text) text.delete(0, text.length);
      else this.#put('value', undefined);
      this.#put('raw', undefined);
    });
  }

  /** Stands, or does not stand any more, by what was carried over from an earlier round. */
  keep(isKept: boolean): void {
    this.#set((map) => map.set('kept', isKept));
  }

  #set(change: (map: AnswerMap) => void): void {
    const map = this.#map;
    if (map !== undefined) this.#frame.change(() => change(map));
  }

  #put(key: 'state' | 'value' | 'raw', value: unknown): void {
    if (JSON.stringify(this.#map?.get(key)) === JSON.stringify(value)) return;
    if (value === undefined) this.#map?.delete(key);
    else this.#map?.set(key, value);
  }

  /** Answering ends "don't know" and "skip". "Not decided" may well be explained in words; choosing ends it too. */
  #answering(how: 'typed' | 'chosen'): void {
    const { state } = this.#content;
    const isExplained = state === 'not_decided' && how === 'typed';
    if (state !== undefined && state !== 'answered' && !isExplained) this.#put('state', undefined);
  }
}
