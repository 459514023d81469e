/**
 * The round that a reveal shows, for all its parts: questions and groups from the wall, marks from the view. Kept apart,
 * so that somebody who comes or goes does not make five hundred readings be grouped again.
 */

import { getContext, setContext } from 'svelte';
import { showsNames } from '../../../shared/board/rules.ts';
import type { RoundView } from '../../../shared/board/view.ts';
import type { Hung } from '../../session/hung.ts';
import type { OpenBoard } from '../../session/open-board.svelte.ts';
import { claimsIn, marksOfRound, namesIn, readingNumbers, type Names, type Mark } from '../../session/reading-marks.ts';
import { revealedRound } from '../../session/revealed-round.ts';

const LARGE = 60;

export class ShownRound {
  readonly board: OpenBoard;
  readonly #round: () => RoundView;
  /** A facilitator's screen is a shared one: which reading is theirs is told when they ask for it. */
  isMineAskedFor = $state(false);

  constructor(board: OpenBoard, round: () => RoundView) {
    this.board = board;
    this.#round = round;
  }

  readonly round: RoundView = $derived.by(() => this.#round());
  readonly #hung: readonly Hung[] = $derived.by(() => this.board.wall?.of(this.round.number) ?? []);
  readonly #numbers = $derived.by(() => {
    const revealed = this.board.session.view.rounds.filter(({ status }) => status === 'revealed');
    return readingNumbers(revealed.map(({ number }) => this.board.wall?.of(number) ?? []));
  });
  readonly shown = $derived.by(() => revealedRound(this.round, this.#hung, this.#numbers));

  /** A text, so that it stays the same while only presence changes. */
  readonly #names = $derived.by(() => {
    const { participants, former } = this.board.session.view;
    return JSON.stringify([...participants, ...former].map(({ id, name }) => [id, name]));
  });
  readonly #nameOf = $derived.by(() => {
    return namesIn(JSON.parse(this.#names) as Names);
  });
  readonly #claims = $derived.by(() => this.board.session.view.claims);
  readonly #marks = $derived.by(() => {
    return marksOfRound(
      { nameOf: this.#nameOf, claims: claimsIn(this.#claims), myReadingId: this.board.session.me.readingId },
      this.round,
      this.#hung,
      this.#numbers,
    );
  });

  /** More readings than one can count by looking. */
  readonly isLarge: boolean = $derived.by(() => this.#hung.length > LARGE);

  /** Whether everything that hangs there for the round has arrived. */
  get hasArrived(): boolean {
    const { wall } = this.board;
    if (wall?.hasArrived !== true) return false;
    return this.#hung.length > 0 || this.round.digests.length === 0;
  }

  get naming(): { readonly nameOf: (id: string) => string | null | undefined } {
    return { nameOf: this.#nameOf };
  }

  mark(readingId: string): Mark | undefined {
    return this.#marks.get(readingId);
  }

  get mine(): Mark | undefined {
    return this.#marks.get(this.board.session.me.readingId);
  }

  /** Whether "yours" would tell those who look at this screen something that the others are not told. */
  get isMineDelicate(): boolean {
    const { isFacilitator, me } = this.board.session;
    return isFacilitator && !me.hasClaimed && !showsNames(this.round.rules);
  }

  get isMineShown(): boolean {
    return !this.isMineDelicate || this.isMineAskedFor;
  }
}

const KEY = Symbol('the round a reveal shows');

export const provideRound = (round: ShownRound): ShownRound => setContext(KEY, round);
export const getRound = (): ShownRound => getContext<ShownRound>(KEY);
