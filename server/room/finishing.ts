/**
 * What a board still owes after a seal: the reveal, late readings on the wall, and forgetting how the readings came about.
 * Whichever node began it, every node that has the board open sees to it that it is finished (I5).
 */

import type { LogEntry } from '../../shared/board/events.ts';
import { lastRound } from '../../shared/board/state.ts';
import { describeFault } from '../runtime/log.ts';
import { Drafts } from './drafts.ts';
import { completeLateReadings, completeReveal } from './reveal.ts';
import type { RoomParts } from './room-parts.ts';

/** How long the node that began is given before another one finishes. */
const RESCUE_MS = 3000;

export class Finishing {
  readonly #room: RoomParts;
  readonly #drafts: Drafts;

  constructor(room: RoomParts) {
    this.#room = room;
    this.#drafts = new Drafts(room);
  }

  /** Safe to call at any time, any number of times. @throws StoreUnavailable */
  async settle(): Promise<void> {
    const { log, line, documents, dependencies } = this.#room;
    const parts = { log, line, documents, random: dependencies.random };
    await completeReveal(parts);
    await completeLateReadings(parts);
    await this.#drafts.forget();
  }

  /** Now, and again until it is done. */
  start(): void {
    if (this.#room.isEnded) return;
    this.settle().then(
      () => {
        if (this.#isHalfDone()) this.#startLater();
      },
      (fault: unknown) => {
        this.#room.dependencies.log.error('reveal.unfinished', { fault: describeFault(fault) });
        this.#startLater();
      },
    );
  }

  /** Entries were folded. */
  notice(folded: readonly LogEntry[]): void {
    const isRevealed = folded.some(({ events }) =>
      events.some(({ type }) => type === 'round.revealed' || type === 'late.revealed'),
    );
    if (isRevealed || this.#isHalfDone()) this.#startLater();
  }

  #startLater(): void {
    this.#room.dependencies.clock.after(RESCUE_MS, () => this.start());
  }

  #isHalfDone(): boolean {
    const { state } = this.#room;
    const hasLate = state.rounds.some((round) => [...round.late.values()].includes('sealed'));
    return hasLate || lastRound(state)?.status === 'sealed';
  }
}
