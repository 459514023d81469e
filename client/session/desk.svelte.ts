/**
 * The boards this device holds a key for, as they were when it last had them open: what the start page lists. Several
 * tabs write it, so every change begins with what is kept now. Where nothing can be kept, the list is that of this tab.
 */

import type { Phase } from '../../shared/board/state.ts';
import { meOf } from '../../shared/board/view-questions.ts';
import type { View } from '../../shared/board/view.ts';

export interface DeskBoard {
  readonly id: string;
  readonly title: string | null;
  /** How the agreement begins. */
  readonly wording: string;
  readonly phase: Phase;
  readonly round: number;
  /** ISO 8601. */
  readonly returnOn?: string;
  readonly participantId: string;
  /** What this person is called there; null once they took it back. */
  readonly name: string | null;
  /** Who had the seat, so that a new facilitator is noticed on the next visit. */
  readonly facilitators: readonly string[];
  /** Milliseconds since 1970. */
  readonly lastSeenMs: number;
}

export interface DeskMemory {
  readonly recall: () => readonly DeskBoard[] | undefined;
  readonly keep: (boards: readonly DeskBoard[]) => void;
}

/** As many keys as the server lets one device hold; the oldest go first, here as there. */
const MOST = 40;
const BEGINNING = 160;
/** Being open is written down again only so often. */
const FRESH_MS = 60_000;

const PHASES: ReadonlySet<unknown> = new Set<Phase>(['frame', 'write', 'reveal', 'closed']);

const isText = (value: unknown): value is string => typeof value === 'string';
const isTextOrNull = (value: unknown): value is string | null => value === null || isText(value);

const isDeskBoard = (found: unknown): found is DeskBoard => {
  if (typeof found !== 'object' || found === null) return false;
  const board: Partial<Record<keyof DeskBoard, unknown>> = found;
  return (
    isText(board.id) &&
    isTextOrNull(board.title) &&
    isText(board.wording) &&
    PHASES.has(board.phase) &&
    Number.isInteger(board.round) &&
    (board.returnOn === undefined || isText(board.returnOn)) &&
    isText(board.participantId) &&
    isTextOrNull(board.name) &&
    Array.isArray(board.facilitators) &&
    board.facilitators.every(isText) &&
    Number.isFinite(board.lastSeenMs)
  );
};

/** What of it can be understood; entries of another version are like boards that were never here. */
export const parseDesk = (found: unknown): readonly DeskBoard[] | undefined =>
  Array.isArray(found) ? found.filter(isDeskBoard) : undefined;

/** The first words of a text, cut between two of them. */
export const beginningOf = (text: string, atMost = BEGINNING): string => {
  const line = text.replace(/\s+/gu, ' ').trim();
  if (line.length <= atMost) return line;
  const cut = line.slice(0, atMost);
  const space = cut.lastIndexOf(' ');
  return `${(space > atMost / 2 ? cut.slice(0, space) : cut).toWellFormed().replace(/\uFFFD$/u, '')} …`;
};

/** @param wording as it stands now: while framing a view does not follow it */
export const deskBoardOf = (view: View, wording: string, nowMs: number): DeskBoard => {
  const { board, me, participants } = view;
  return {
    id: board.id,
    title: board.title,
    wording: beginningOf(wording),
    phase: board.phase,
    round: board.round,
    ...(board.returnOn === undefined ? {} : { returnOn: board.returnOn }),
    participantId: me.participantId,
    name: meOf(view)?.name ?? null,
    facilitators: participants.filter(({ facilitator }) => facilitator).map(({ id }) => id),
    lastSeenMs: nowMs,
  };
};

const isSame = (a: DeskBoard, b: DeskBoard): boolean =>
  JSON.stringify({ ...a, lastSeenMs: 0 }) === JSON.stringify({ ...b, lastSeenMs: 0 });

export class Desk {
  readonly #memory: DeskMemory;
  #boards: readonly DeskBoard[] = $state.raw([]);

  constructor(memory: DeskMemory) {
    this.#memory = memory;
    this.look();
  }

  /** The one that was open last comes first. */
  get boards(): readonly DeskBoard[] {
    return this.#boards;
  }

  of(id: string): DeskBoard | undefined {
    return this.#boards.find((board) => board.id === id);
  }

  /** Takes in what other tabs have written. */
  look(): void {
    this.#boards = this.#memory.recall() ?? this.#boards;
  }

  saw(board: DeskBoard): void {
    this.look();
    const before = this.of(board.id);
    if (before !== undefined && isSame(before, board) && board.lastSeenMs - before.lastSeenMs < FRESH_MS) return;
    const others = this.#boards.filter(({ id }) => id !== board.id);
    this.#write([board, ...others].sort((a, b) => b.lastSeenMs - a.lastSeenMs).slice(0, MOST));
  }

  drop(id: string): void {
    this.look();
    if (this.of(id) !== undefined) this.#write(this.#boards.filter((board) => board.id !== id));
  }

  #write(boards: readonly DeskBoard[]): void {
    this.#boards = boards;
    this.#memory.keep(boards);
  }
}
