/**
 * What somebody wrote that is not part of any reading: after the seal, after a step back, or more than the board takes. It
 * stays on this device until its author discards it, and is never sent. Finds it when a round is over, by holding the
 * copy of the draft against what the server has; then the copy goes.
 */

import { Doc } from 'yjs';
import { roundOf } from '../../shared/board/view-questions.ts';
import type { View } from '../../shared/board/view.ts';
import type { DocumentLink } from '../link/document-link.ts';
import { heldBeyond, type Difference } from './reading-content.ts';

export type AsideReason = 'sealed' | 'paused' | 'refused';

export interface Aside {
  readonly round: number;
  readonly reason: AsideReason;
  readonly differences: readonly Difference[];
}

/** What this device keeps of one person on one board. */
export interface AsideDevice {
  /** Rounds of which it holds a draft. */
  readonly drafts: () => Promise<readonly number[]>;
  readonly readDraft: (round: number) => Promise<Uint8Array | undefined>;
  readonly eraseDraft: (round: number) => Promise<void>;
  readonly recallAsides: () => readonly Aside[];
  /** @returns whether they are kept */
  readonly keepAsides: (asides: readonly Aside[]) => boolean;
}

export interface PutAsideParts {
  readonly view: () => View;
  readonly openDocument: (name: `reading-${number}`) => DocumentLink;
  /** Absent where nothing is kept on a device. */
  readonly device?: AsideDevice | undefined;
}

/** Nothing that is written for it now can become part of the reading of it. */
export const isOver = ({ rounds, me }: View, number: number): boolean => {
  const round = rounds.find((found) => found.number === number);
  if (round === undefined || me.lateFor === number) return false;
  return round.status === 'revealed' || (round.status === 'paused' && number < rounds.length);
};

export class PutAside {
  readonly #parts: PutAsideParts;
  #items: readonly Aside[] = $state.raw([]);
  #isKept = $state.raw(true);
  /** One after the other, so that no two look at the same draft. */
  #work: Promise<void> = Promise.resolve();
  #claimed: readonly number[] = [];

  constructor(parts: PutAsideParts) {
    this.#parts = parts;
    this.#items = parts.device?.recallAsides() ?? [];
  }

  get items(): readonly Aside[] {
    return this.#items;
  }

  /** False where they last only as long as this page. */
  get isKept(): boolean {
    return this.#isKept;
  }

  add(aside: Aside): void {
    if (aside.differences.length === 0) return;
    const isSame = (other: Aside) => other.round === aside.round && other.reason === aside.reason;
    const before = this.#items.filter(isSame).flatMap(({ differences }) => differences);
    const fresh = aside.differences.filter((one) => !before.some((other) => isEqual(one, other)));
    this.#replace([...this.#items.filter((other) => !isSame(other)), { ...aside, differences: [...before, ...fresh] }]);
  }

  discard(aside: Aside): void {
    this.#replace(this.#items.filter((other) => other !== aside));
  }

  /** A screen has the draft of this round open, and settles it itself. @returns for when it has */
  claim(round: number): () => void {
    this.#claimed = [...this.#claimed, round];
    return () => {
      const at = this.#claimed.indexOf(round);
      this.#claimed = this.#claimed.filter((_, index) => index !== at);
    };
  }

  /** The board is gone, and with it everything of it on this device. */
  async erase(): Promise<void> {
    this.#replace([]);
    for (const round of (await this.#parts.device?.drafts()) ?? []) await this.#parts.device?.eraseDraft(round);
  }

  /** Every draft of this device whose round is over. Call when the view has changed and the board is connected. */
  async settleAll(): Promise<void> {
    for (const round of (await this.#parts.device?.drafts()) ?? [])
      if (isOver(this.#parts.view(), round) && !this.#claimed.includes(round)) await this.settle(round);
  }

  /**
   * Puts aside what the server does not have of a round, and clears the device of the rest.
   * @param held what a screen still had of it, where the device may have kept nothing
   */
  settle(round: number, held?: Uint8Array): Promise<void> {
    this.#work = this.#work.then(async () => {
      const kept = await this.#parts.device?.readDraft(round);
      const found = [held, kept].filter((update) => update !== undefined);
      if (found.length > 0) await this.#compare(round, found, kept !== undefined);
    });
    return this.#work;
  }

  async #compare(round: number, held: readonly Uint8Array[], isOnDevice: boolean): Promise<void> {
    const link = this.#parts.openDocument(`reading-${round}`);
    try {
      await answered(link);
      const status = roundOf(this.#parts.view(), round)?.status;
      const reason = status === 'paused' ? 'paused' : 'sealed';
      if (link.hasArrived) this.add({ round, reason, differences: heldBeyond(held, link.doc) });
      // Without a copy on the device this is the last moment; all of it is put aside, whatever the server has.
      else if (!isOnDevice) this.add({ round, reason, differences: heldBeyond(held, new Doc()) });
      const isGone = link.state.kind === 'refused' && link.state.code === 'not_found';
      if (link.hasArrived || isGone) await this.#parts.device?.eraseDraft(round);
    } finally {
      link.close();
    }
  }

  #replace(items: readonly Aside[]): void {
    this.#items = items;
    this.#isKept = this.#parts.device?.keepAsides(items) ?? false;
  }
}

const isEqual = (a: Difference, b: Difference): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The server has shown what it has, or will not, or cannot be reached. */
const answered = (link: DocumentLink): Promise<void> =>
  new Promise((resolve) => {
    const look = () => {
      if (link.hasArrived || link.state.kind === 'refused' || link.state.kind === 'lost') resolve();
    };
    link.onChange(look);
    look();
  });
