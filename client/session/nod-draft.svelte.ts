/** Nod and sure while they are given: state of their own, like every answer. */

import type * as Y from 'yjs';
import { readNod, type NodContent } from './reading-content.ts';
import { wellFormed } from './text-change.ts';

export class NodDraft {
  readonly #change: (change: () => void) => void;
  #map: Y.Map<unknown> | undefined;
  #content: NodContent = $state.raw({ fist: undefined, sure: undefined, reason: '' });
  #isOpen = $state.raw(false);

  constructor(change: (change: () => void) => void) {
    this.#change = change;
  }

  get content(): NodContent {
    return this.#content;
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  bind(map: Y.Map<unknown> | undefined): void {
    this.#map = map;
    this.#isOpen = map !== undefined;
    this.refresh();
  }

  refresh(): void {
    if (this.#map?.doc) this.#content = readNod(this.#map.doc);
  }

  /** Undefined takes it back. @param fist 0 to 5 */
  giveFist(fist: number | undefined): void {
    this.#put('fist', fist);
  }

  /** @param sure 0 to 100, in tens */
  giveSure(sure: number | undefined): void {
    this.#put('sure', sure);
  }

  giveReason(reason: string): void {
    this.#put('reason', reason === '' ? undefined : wellFormed(reason));
  }

  #put(key: keyof NodContent, value: number | string | undefined): void {
    const map = this.#map;
    if (map === undefined || map.get(key) === value) return;
    this.#change(() => {
      if (value === undefined) map.delete(key);
      else map.set(key, value);
    });
  }
}
