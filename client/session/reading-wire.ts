/**
 * Where a reading goes while it is written: the connection to its document and the copy on the device, seen as one. Knows
 * whether everything written is on the server's disk, and what to do when the server does not take it: what it refuses is
 * put aside, never sent again, and never lost. For `ReadingSession` only.
 *
 *   open ⇄ (lost, failing) → sealed | paused | closed          refused otherwise → loaded anew, the rest put aside
 */

import * as Y from 'yjs';
import type { DeviceDraft, Kept } from '../browser/device-draft.ts';
import type { DocumentLink } from '../link/document-link.ts';
import { heldBeyond, type Difference } from './reading-content.ts';

export interface ReadingWireParts {
  readonly openLink: () => DocumentLink;
  /** Absent where nothing is kept on a device. */
  readonly openDraft?: ((doc: Y.Doc) => DeviceDraft) | undefined;
  /** What the server would not take. */
  readonly putAside: (differences: readonly Difference[]) => void;
}

export interface ReadingWireListener {
  /** Another document is in place, or, for a moment, none that may be written into. */
  readonly onDocument: (doc: Y.Doc | undefined) => void;
  /** Something came into the document, or became of what was written. */
  readonly onChange: () => void;
}

/** Why nothing that is written now becomes part of the reading. `closed`: this device may not have the document. */
export type Ending = 'sealed' | 'paused' | 'closed';

export type Saving =
  | { readonly kind: 'opening' | 'saved' | 'saving' | 'too_long' }
  /** The server cannot be reached, or cannot save. */
  | { readonly kind: 'lost' | 'failing'; readonly hasUnsent: boolean; readonly kept: Kept }
  | { readonly kind: 'ended'; readonly ending: Ending; readonly kept: Kept };

const ENDINGS: Readonly<Record<string, Ending>> = { sealed: 'sealed', wrong_phase: 'paused' };
/** Refusals of what was sent, rather than of whoever sent it. */
const OF_CONTENT: ReadonlySet<string> = new Set([
  'malformed',
  'too_large',
  'too_many',
  'foreign_client',
  'unknown_content',
  'read_only',
]);

export class ReadingWire {
  readonly #parts: ReadingWireParts;
  readonly #listener: ReadingWireListener;
  #link: DocumentLink;
  #draft: DeviceDraft | undefined;
  #hasUnsent = false;
  /** What the device held is in the document. */
  #isLoaded = false;
  #isRestarting = false;
  #isClosed = false;

  constructor(parts: ReadingWireParts, listener: ReadingWireListener) {
    this.#parts = parts;
    this.#listener = listener;
    this.#link = parts.openLink();
  }

  /** From now on its listener is told. */
  start(): void {
    this.#begin(true);
  }

  get hasArrived(): boolean {
    return this.#link.hasArrived;
  }

  /** Whether the page can be left without losing a word. */
  get isSafe(): boolean {
    return !this.#hasUnsent || this.#draft?.kept === 'kept';
  }

  get saving(): Saving {
    const { state } = this.#link;
    const kept = this.#draft?.kept ?? 'not';
    const hasUnsent = this.#hasUnsent;
    switch (state.kind) {
      case 'refused':
        if (OF_CONTENT.has(state.code)) return { kind: 'opening' };
        return { kind: 'ended', ending: ENDINGS[state.code] ?? 'closed', kept };
      case 'lost':
      case 'failing':
        return { kind: state.kind, hasUnsent, kept };
      case 'connecting':
        return { kind: 'opening' };
      case 'saved':
        return { kind: hasUnsent || !this.#isLoaded ? 'saving' : 'saved' };
      case 'saving':
        return { kind: 'saving' };
    }
  }

  /** A change of this device, as one transaction. */
  change(run: () => void): void {
    this.#link.doc.transact(run, this);
  }

  /** The round is written again: what was typed while it was not goes to the server now. */
  resume(): void {
    if (this.#isClosed || this.#link.state.kind !== 'refused' || this.#isRestarting) return;
    const held = Y.encodeStateAsUpdate(this.#link.doc);
    void this.#letGo()?.close();
    this.#link = this.#parts.openLink();
    this.#begin(true);
    Y.applyUpdate(this.#link.doc, held, this);
  }

  /**
   * @param isOver nothing of this round can be sent any more: the device need not keep what the server has
   * @returns what the server does not have of it
   */
  async close(isOver: boolean): Promise<Uint8Array | undefined> {
    if (this.#isClosed) return undefined;
    this.#isClosed = true;
    const held = this.#hasUnsent ? Y.encodeStateAsUpdate(this.#link.doc) : undefined;
    const draft = this.#letGo();
    if (isOver && held === undefined && this.#isLoaded) await draft?.erase();
    else await draft?.close();
    return held;
  }

  #begin(withDraft: boolean): void {
    const link = this.#link;
    this.#hasUnsent = false;
    this.#isLoaded = false;
    if (withDraft) this.#keepOnDevice();
    link.doc.on('update', (_update: Uint8Array, origin: unknown) => {
      if (origin === this || this.#draft?.brought(origin) === true) this.#hasUnsent = true;
      this.#listener.onChange();
    });
    link.onChange(() => this.#linkChanged());
    this.#listener.onDocument(link.doc);
    this.#linkChanged();
  }

  #keepOnDevice(): void {
    const draft = this.#parts.openDraft?.(this.#link.doc);
    this.#draft = draft;
    this.#isLoaded = draft === undefined;
    draft?.onChange(() => this.#listener.onChange());
    void draft?.loaded.then(() => {
      if (this.#draft !== draft) return;
      this.#isLoaded = true;
      this.#linkChanged();
    });
  }

  /** @returns the copy on the device, to be closed or erased */
  #letGo(): DeviceDraft | undefined {
    this.#listener.onDocument(undefined);
    const draft = this.#draft;
    this.#draft = undefined;
    this.#link.close();
    return draft;
  }

  #linkChanged(): void {
    const { state } = this.#link;
    if (state.kind === 'saved' && this.#isLoaded) this.#hasUnsent = false;
    if (state.kind === 'refused' && OF_CONTENT.has(state.code)) void this.#restart();
    this.#listener.onChange();
  }

  /** Loads what the server has, puts aside what it would not take, and goes on from there. */
  async #restart(): Promise<void> {
    if (this.#isRestarting || this.#isClosed) return;
    this.#isRestarting = true;
    const held = Y.encodeStateAsUpdate(this.#link.doc);
    const draft = this.#letGo();
    await draft?.close();
    const link = this.#parts.openLink();
    this.#link = link;
    await arrived(link);
    this.#isRestarting = false;
    // Closed or ended meanwhile: the device holds it, and the next visit comes here again.
    if (!this.#isStillOpen()) return link.close();
    if (link.hasArrived) {
      this.#parts.putAside(heldBeyond([held], link.doc));
      await draft?.erase();
    }
    this.#begin(link.hasArrived);
  }

  #isStillOpen(): boolean {
    return !this.#isClosed;
  }
}

const arrived = (link: DocumentLink): Promise<void> =>
  new Promise((resolve) => {
    const look = () => {
      if (link.hasArrived || link.state.kind === 'refused') resolve();
    };
    link.onChange(look);
    look();
  });
