/**
 * One person's reading of one round while it is written, as state: the answers, nod and sure, and whether they are saved.
 * "Saved" is said only when everything written on this device is on the server's disk. Built without a browser: the
 * connection and the copy on the device are handed in.
 */

import type * as Y from 'yjs';
import type { Dimension } from '../../shared/board/dimension.ts';
import { AnswerDraft } from './answer-draft.svelte.ts';
import { NodDraft } from './nod-draft.svelte.ts';
import { ANSWERS, NOD, answerMaps } from './reading-content.ts';
import { ReadingWire, type ReadingWireParts, type Saving } from './reading-wire.ts';

export interface ReadingParts extends ReadingWireParts {
  readonly dimensions: readonly Dimension[];
}

/** As many as the server takes in all texts of a reading together, UTF-16 units. */
const MOST_UNITS = 20_000;

export class ReadingSession {
  readonly answers: readonly AnswerDraft[];
  readonly nod: NodDraft;
  readonly #wire: ReadingWire;
  #doc: Y.Doc | undefined;
  #tooLong: readonly string[] = [];
  #waiting: (() => void)[] = [];
  #hasArrived = $state.raw(false);
  #saving: Saving = $state.raw({ kind: 'opening' });

  constructor({ dimensions, ...parts }: ReadingParts) {
    const change = (run: () => void) => this.#wire.change(run);
    this.nod = new NodDraft(change);
    this.answers = dimensions.map((dimension) => new AnswerDraft(dimension, { change, room: () => this.#room() }));
    this.#wire = new ReadingWire(parts, {
      onDocument: (doc) => this.#follow(doc),
      onChange: () => this.#reflect(),
    });
    this.#wire.start();
  }

  /** Whether there is something to write into. */
  get hasArrived(): boolean {
    return this.#hasArrived;
  }

  get saving(): Saving {
    return this.#saving;
  }

  /** Whether the page can be left without losing a word. */
  get isSafe(): boolean {
    return this.#tooLong.length === 0 && this.#wire.isSafe;
  }

  /** How many questions have an answer that counts. */
  get given(): number {
    return this.answers.filter(({ isGiven }) => isGiven).length;
  }

  /** Resolves when everything written is on the server's disk; false when that is not to be expected. */
  async whenSaved(): Promise<boolean> {
    while (this.#saving.kind === 'saving' || this.#saving.kind === 'opening')
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    return this.#saving.kind === 'saved';
  }

  /** A field holds more than a reading takes, so that what it shows is not what is kept; or does no longer. */
  holdBack(dimensionId: string, isTooLong: boolean): void {
    this.#tooLong = [...this.#tooLong.filter((id) => id !== dimensionId), ...(isTooLong ? [dimensionId] : [])];
    this.#reflect();
  }

  /** The round is written again. */
  resume(): void {
    this.#wire.resume();
  }

  /**
   * @param isOver nothing of this round can be sent any more
   * @returns what the server does not have of it
   */
  close(isOver: boolean): Promise<Uint8Array | undefined> {
    const held = this.#wire.close(isOver);
    this.#saving = { kind: 'ended', ending: 'closed', kept: 'not' };
    this.#tellWaiting();
    return held;
  }

  #follow(doc: Y.Doc | undefined): void {
    this.#doc = doc;
    for (const answer of this.answers) answer.bind(undefined);
    this.nod.bind(undefined);
    doc?.getMap(ANSWERS).observeDeep((events) => {
      const changed = events.map(({ path }) => path[0]);
      for (const answer of this.answers) if (changed.includes(answer.dimension.id)) answer.refresh();
    });
    doc?.getMap(NOD).observe(() => this.nod.refresh());
  }

  /** The server makes all places at once; until they are there, nothing is written. */
  #findPlaces(): void {
    const doc = this.#doc;
    if (doc === undefined || this.nod.isOpen) return;
    const places = answerMaps(doc);
    const areAllThere = this.answers.every(({ dimension }) => places.has(dimension.id));
    if (!areAllThere || (places.size === 0 && !this.#wire.hasArrived)) return;
    for (const answer of this.answers) answer.bind(places.get(answer.dimension.id));
    this.nod.bind(doc.getMap(NOD));
    this.#hasArrived = true;
  }

  #reflect(): void {
    this.#findPlaces();
    const next: Saving = this.#tooLong.length > 0 ? { kind: 'too_long' } : this.#wire.saving;
    if (JSON.stringify(next) === JSON.stringify(this.#saving)) return;
    this.#saving = next;
    this.#tellWaiting();
  }

  #room(): number {
    return MOST_UNITS - this.answers.reduce((sum, { content }) => sum + (content.text?.length ?? 0), 0);
  }

  #tellWaiting(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }
}
