/**
 * "Saved" is told only of what is durable, in the order in which it was handled (I8). A flush of the store holds
 * everything before it, so what was handled without a write waits for the newest write there was.
 */

import type { BoardId } from '../../shared/board/ids.ts';
import type { BoardStore } from '../store/board-store.ts';
import type { PeerSession } from './peer-session.ts';

export interface Handled {
  readonly session: PeerSession;
  /** How many of its sync messages were handled by then. */
  readonly count: number;
}

export class Acknowledgements {
  readonly #flushed: () => Promise<void>;
  readonly #fail: (fault: unknown) => void;
  #durable: Promise<void> | undefined;
  #isInDoubt = false;

  /**
   * @param flushed resolves once everything that is committed when it is called is durable
   * @param fail called when what was committed will never be durable
   */
  constructor(flushed: () => Promise<void>, fail: (fault: unknown) => void) {
    this.#flushed = flushed;
    this.#fail = fail;
  }

  /** There is something in the document of which nobody here knows whether it is durable yet. */
  doubt(): void {
    this.#isInDoubt = true;
  }

  /** @param durable of the write that `handled` was part of; undefined when there was none */
  after(durable: Promise<void> | undefined, handled: readonly Handled[], stateVector: () => Uint8Array): void {
    if (durable !== undefined) this.#remember(durable);
    const waiting = handled.filter(({ session }) => session.peer.wantsAcks);
    if (waiting.length === 0) return;
    // As it is now: what comes later is not part of it.
    const reached = stateVector();
    const tell = () => {
      for (const { session, count } of waiting) session.acknowledge(count, reached);
    };
    if (this.#isInDoubt) this.#remember(this.#flushed());
    if (this.#durable === undefined) tell();
    else this.#durable.then(tell, () => undefined);
  }

  /** Resolves when everything committed so far is durable, or never will be. */
  async settled(): Promise<void> {
    await this.#durable?.catch(() => undefined);
  }

  #remember(durable: Promise<void>): void {
    this.#durable = durable;
    this.#isInDoubt = false;
    durable.then(
      () => {
        if (this.#durable === durable) this.#durable = undefined;
      },
      (fault: unknown) => {
        if (this.#durable === durable) this.#durable = undefined;
        this.#fail(fault);
      },
    );
  }
}

/** Resolves once everything that is committed now is durable. @throws StoreUnavailable */
export const flushed = async (store: BoardStore, board: BoardId): Promise<void> => {
  // Nothing to write, but to become durable: whatever is there.
  const flushing = await store.append(board, []);
  if (flushing.refused === undefined) await flushing.durable;
};
