/**
 * Everything that is open of one board on this device: the session, and the documents as the view allows them. Screens
 * get it from the context. Documents are opened when first asked for and closed when they may not be had any more.
 */

import { getContext, setContext, untrack } from 'svelte';
import type { ReadingDevice } from '../browser/reading-device.ts';
import type { DocumentLink } from '../link/document-link.ts';
import type { BoardSession } from './board-session.svelte.ts';
import { LiveDocument } from './live-document.svelte.ts';
import { WallSession } from './wall-session.svelte.ts';

export type DocumentName = 'board' | 'wall' | `reading-${number}`;

export interface OpenBoardParts {
  readonly session: BoardSession;
  readonly openDocument: (name: DocumentName) => DocumentLink;
  /** What this device keeps of this person's writing; absent where nothing is kept. */
  readonly device?: ReadingDevice;
}

export class OpenBoard {
  readonly session: BoardSession;
  readonly #parts: OpenBoardParts;
  readonly #open: Partial<Record<DocumentName, DocumentLink | undefined>> = {};
  #shared: LiveDocument | undefined = $state.raw();
  #wall: WallSession | undefined = $state.raw();
  #refusedWording: string | undefined = $state.raw();

  constructor(parts: OpenBoardParts) {
    this.#parts = parts;
    this.session = parts.session;
  }

  /** Wording and notes; undefined while they are withheld. */
  get shared(): LiveDocument | undefined {
    return this.#shared;
  }

  /** The wording as it stood on this screen when something of the shared text was refused; until it is let go. */
  get refusedWording(): string | undefined {
    return this.#refusedWording;
  }

  letGoOfRefusedWording(): void {
    this.#refusedWording = undefined;
  }

  get device(): ReadingDevice | undefined {
    return this.#parts.device;
  }

  /** Undefined while there is nothing this person may see of it. */
  get wall(): WallSession | undefined {
    return this.#wall;
  }

  /** A document of this person for as long as a screen needs it; the screen closes it. */
  openDocument(name: DocumentName): DocumentLink {
    const link = this.#parts.openDocument(name);
    this.#open[name] = link;
    return link;
  }

  /**
   * Opens and closes the shared documents as the view allows. Called in an effect that depends on the view. A document of
   * which something was refused holds what nobody else has: another one takes its place.
   */
  follow(): void {
    const { me, rounds, board } = this.session.view;
    const isWithheld = me.lateFor !== undefined;
    const hasWall =
      rounds.some(({ status }) => status === 'revealed') || (board.phase === 'write' && board.rules.mode === 'open');
    const isSpoiled = this.#shared?.state.kind === 'refused' && this.#shared.hasArrived;
    untrack(() => {
      if (isSpoiled && this.#shared !== undefined) {
        this.#refusedWording = this.#shared.read((doc) => doc.getText('wording').toJSON());
        this.#close('board');
        this.#shared = undefined;
      }
      if (isWithheld) {
        this.#close('board');
        this.#shared = undefined;
      } else this.#shared ??= new LiveDocument(this.openDocument('board'));
      if (isWithheld || !hasWall) {
        this.#close('wall');
        this.#wall = undefined;
      } else this.#wall ??= new WallSession(this.openDocument('wall'));
    });
  }

  networkChanged(isThere: boolean): void {
    this.session.networkChanged(isThere);
    for (const link of Object.values(this.#open)) link?.networkChanged(isThere);
  }

  close(): void {
    for (const name of Object.keys(this.#open)) this.#close(name as DocumentName);
    this.session.close();
  }

  #close(name: DocumentName): void {
    this.#open[name]?.close();
    this.#open[name] = undefined;
  }
}

const KEY = Symbol('the board that is open');

export const provideBoard = (board: OpenBoard): OpenBoard => setContext(KEY, board);

/** The board this component is part of. */
export const getBoard = (): OpenBoard => getContext<OpenBoard>(KEY);
