/**
 * One board as this person sees it, kept current: the view, folded on with every entry; who is here; the state of the
 * connection. Screens read it and send commands through it. Everything it needs is handed in, so that tests and the
 * gallery can run it without a network.
 */

import { foldEntry, withPresence } from '../../shared/board/view-fold.ts';
import { lastRevealedRound, mayFrame, meOf } from '../../shared/board/view-questions.ts';
import type { CommandType } from '../../shared/board/commands.ts';
import type { ParticipantId } from '../../shared/board/ids.ts';
import type { DimensionPulse } from '../../shared/board/pulse.ts';
import type { PersonView, RoundView, View } from '../../shared/board/view.ts';
import type { VisibleEvent } from '../../shared/board/visible.ts';
import type { Spotlight } from '../../shared/protocol/control.ts';
import type { SeenBoard } from '../link/board-http.ts';
import type { BoardLink, BoardLinkListener, CommandOutcome, LinkState, Presence } from '../link/board-link.ts';
import type { ServerTime } from './server-time.svelte.ts';

export interface BoardSessionParts {
  readonly start: SeenBoard;
  readonly openLink: (listener: BoardLinkListener) => BoardLink;
  /** Loads the board anew, however long that takes; undefined when there is none for this person any more. */
  readonly reload: () => Promise<SeenBoard | undefined>;
  readonly freshCommandId: () => string;
  readonly time: ServerTime;
}

/** Commands that move a phase: they carry the last move their sender knows, so that two presses never add up. */
type Move = Extract<CommandType, 'round.open' | 'round.reveal' | 'phase.back' | 'board.close'>;

const onlineAfter = (online: readonly ParticipantId[], presence: Presence): readonly ParticipantId[] => {
  if ('online' in presence) return presence.online;
  const changed = [...presence.arrived, ...presence.left];
  return [...online.filter((id) => !changed.includes(id)), ...presence.arrived];
};

export class BoardSession {
  readonly #parts: BoardSessionParts;
  readonly #link: BoardLink;
  #view: View = $state.raw() as View;
  #seq = $state.raw(0);
  #state: LinkState = $state.raw({ kind: 'connecting' });
  #pulse: readonly DimensionPulse[] = $state.raw([]);
  #pulseRound = $state.raw(0);
  #spotlight: Spotlight | null = $state.raw(null);
  /** People who are connected, also those of whom no entry has told yet. */
  #online: readonly ParticipantId[] = [];
  #unturned: readonly number[] = [];
  #listeners: readonly ((event: VisibleEvent) => void)[] = [];
  readonly time: ServerTime;

  constructor(parts: BoardSessionParts) {
    this.#parts = parts;
    this.time = parts.time;
    this.#view = parts.start.view;
    this.#seq = parts.start.seq;
    this.#link = parts.openLink({
      onState: (state) => (this.#state = state),
      onEntries: (entries) => {
        this.#seq = entries.at(-1)?.seq ?? this.#seq;
        const next = entries.reduce(foldEntry, this.#view);
        // Another node may have told that somebody is here before it told that they have joined.
        const hasNew = next.participants.length > this.#view.participants.length;
        this.#show(hasNew ? withPresence(next, { arrived: this.#online, left: [] }) : next);
        for (const event of entries.flatMap(({ events }) => events)) for (const hear of this.#listeners) hear(event);
      },
      onPresence: (presence) => {
        if ('serverNow' in presence) this.time.heard(presence.serverNow);
        this.#online = onlineAfter(this.#online, presence);
        this.#view = withPresence(this.#view, presence);
      },
      onPulse: ({ round, dimensions }) => {
        this.#pulseRound = round;
        this.#pulse = dimensions;
      },
      onSpotlight: (spotlight) => (this.#spotlight = spotlight),
      onRefresh: () => void this.#refresh(),
    });
    this.#link.resume(parts.start.seq);
  }

  get view(): View {
    return this.#view;
  }

  /** Of the last entry that is in the view. */
  get seq(): number {
    return this.#seq;
  }

  get connection(): LinkState {
    return this.#state;
  }

  get boardId(): string {
    return this.#view.board.id;
  }

  get me(): View['me'] {
    return this.#view.me;
  }

  get myself(): PersonView | undefined {
    return meOf(this.#view);
  }

  get isFacilitator(): boolean {
    return this.me.facilitator;
  }

  get lastRevealed(): RoundView | undefined {
    return lastRevealedRound(this.#view);
  }

  /** Whether this person may edit wording and questions while framing. */
  get mayFrame(): boolean {
    return mayFrame(this.#view);
  }

  /** Of the round being written; empty below three answers and where the rules say so. */
  get pulse(): readonly DimensionPulse[] {
    return this.#pulseRound === this.#view.board.round ? this.#pulse : [];
  }

  get spotlight(): Spotlight | null {
    return this.#spotlight;
  }

  /** Whether the reveal of this round came while the page was open; answered once, to the screen that turns the cards. */
  takeMoment(round: number): boolean {
    const isThere = this.#unturned.includes(round);
    this.#unturned = this.#unturned.filter((other) => other !== round);
    return isThere;
  }

  /** Somebody's name as the board knows it; null once it was withdrawn, undefined for nobody. */
  nameOf(id: string): string | null | undefined {
    const { participants, former } = this.#view;
    return (participants.find((person) => person.id === id) ?? former.find((person) => person.id === id))?.name;
  }

  /** Sends a command; it has one effect, however often it had to be sent. */
  send(type: Exclude<CommandType, Move>, fields: Readonly<Record<string, unknown>> = {}): Promise<CommandOutcome> {
    return this.#link.send({ ...fields, type, commandId: this.#parts.freshCommandId() });
  }

  /** Moves the phase from where this screen shows it. */
  move(type: Move, fields: Readonly<Record<string, unknown>> = {}): Promise<CommandOutcome> {
    const { seen } = this.#view.board;
    return this.#link.send({ ...fields, type, seen, commandId: this.#parts.freshCommandId() });
  }

  /** Hears of everything that happens from now on, after it shows in the view. @returns how to stop */
  listen(hear: (event: VisibleEvent) => void): () => void {
    this.#listeners = [...this.#listeners, hear];
    return () => {
      this.#listeners = this.#listeners.filter((other) => other !== hear);
    };
  }

  /** Takes everyone's screen to one question. */
  point(dimensionId: string | null, readingId: string | null = null): void {
    this.#link.point(dimensionId, readingId);
  }

  networkChanged(isThere: boolean): void {
    this.#link.networkChanged(isThere);
  }

  close(): void {
    this.#link.close();
  }

  #show(next: View): void {
    const isWriting = (number: number) =>
      this.#view.rounds.some((round) => round.number === number && round.status === 'writing');
    for (const { number, status } of next.rounds)
      if (status === 'revealed' && isWriting(number)) this.#unturned = [...this.#unturned, number];
    // Where everyone was shown to belongs to the phase it was said in.
    if (next.board.seen !== this.#view.board.seen) this.#spotlight = null;
    this.#view = next;
  }

  async #refresh(): Promise<void> {
    this.#state = { kind: 'lost' };
    const fresh = await this.#parts.reload();
    if (fresh === undefined) {
      this.#link.close();
      this.#state = { kind: 'ended', reason: 'not_found' };
      return;
    }
    this.#seq = fresh.seq;
    this.#show(fresh.view);
    this.#link.resume(fresh.seq);
  }
}
