/**
 * The door of one board: who this device is there, and what comes of it. Asks again by itself while somebody waits to be
 * let in or the server cannot be reached. Everything it needs is handed in, so that tests run it without a network.
 *
 *   looking → inside | stranger (→ join → looking) | waiting (→ inside | turned away) | two people (→ looking)
 *           → unreachable (→ looking, by itself)
 */

import { meOf } from '../../shared/board/view-questions.ts';
import { backoffMs } from '../link/backoff.ts';
import type { Answer, SeenBoard } from '../link/board-http.ts';
import { refusedLocally, type Refusal } from '../link/refusal.ts';

export type Standing =
  | { readonly kind: 'looking' }
  | { readonly kind: 'stranger' }
  /** A facilitator has been asked. */
  | { readonly kind: 'waiting' }
  | { readonly kind: 'turned_away' }
  /** A personal link was opened where somebody else is at home; null for a name that was taken back. */
  | { readonly kind: 'two_people'; readonly here: string | null; readonly link: string | null }
  | { readonly kind: 'inside' }
  | { readonly kind: 'unreachable'; readonly refusal: Refusal };

export type Look = Answer<SeenBoard | { readonly pending: true }>;

export interface BoardDoorParts {
  /** As whoever this device is on the board. */
  readonly look: () => Promise<Look>;
  /** As whoever the link belongs to. */
  readonly lookWith: (key: string) => Promise<Look>;
  /** From now on this device is the person of the link. */
  readonly keepKey: (key: string) => Promise<Answer<undefined>>;
  /** What this device last saw of the board, while people write: a form opens without a network, too. */
  readonly lastView: () => SeenBoard | undefined;
  /** Opens the board itself. @throws TypeError when its code cannot be fetched */
  readonly enter: (start: SeenBoard) => Promise<void>;
  /** @returns how to call it off */
  readonly after: (ms: number, then: () => void) => () => void;
  readonly chance: () => number;
}

const WAITING_MS = 3000;

const seen = (look: Look): SeenBoard | undefined => (look.ok && 'view' in look.value ? look.value : undefined);
const personOf = ({ view }: SeenBoard): string => view.me.participantId;
const nameOf = ({ view }: SeenBoard): string | null => meOf(view)?.name ?? null;

export class BoardDoor {
  readonly #parts: BoardDoorParts;
  #standing: Standing = $state.raw({ kind: 'looking' });
  #isLinkEnded = $state.raw(false);
  /** Of a link that has not been used yet. */
  #key: string | undefined;
  #hasBegun = false;
  #attempt = 0;
  /** A look that was overtaken by another one has nothing to say any more. */
  #turn = 0;
  #callOff: () => void = () => undefined;

  constructor(parts: BoardDoorParts) {
    this.#parts = parts;
  }

  get standing(): Standing {
    return this.#standing;
  }

  /** The personal link that led here does not open anything any more. */
  get isLinkEnded(): boolean {
    return this.#isLinkEnded;
  }

  /** @param key of a personal link; without one, only the first arrival counts */
  async arrive(key: string | undefined): Promise<void> {
    if (this.#hasBegun && key === undefined) return;
    this.#hasBegun = true;
    this.#key = key;
    this.#isLinkEnded = false;
    await this.#ask();
  }

  /** The answer to `two_people`. */
  async choose(who: 'here' | 'link'): Promise<void> {
    const key = this.#key;
    this.#key = undefined;
    if (who === 'here' || key === undefined) await this.#ask();
    else await this.#ask(key);
  }

  /** Somebody has just joined from this device, or wants to try at once. */
  async again(): Promise<void> {
    this.#attempt = 0;
    await this.#ask();
  }

  /** The device has its network again, or its page is looked at again. */
  awake(): void {
    const { kind } = this.#standing;
    if (kind === 'waiting' || kind === 'unreachable') void this.again();
  }

  /** Whoever was turned away may ask once more. */
  knock(): void {
    this.#standing = { kind: 'stranger' };
  }

  close(): void {
    this.#turn++;
    this.#callOff();
  }

  /** @param chosen a key that is used without asking whom it replaces */
  async #ask(chosen?: string): Promise<void> {
    const turn = ++this.#turn;
    this.#callOff();
    const next = await this.#find(chosen);
    if (turn !== this.#turn) return;
    if ('start' in next) await this.#enter(next.start, turn);
    else this.#stand(next);
  }

  async #find(chosen: string | undefined): Promise<Standing | { readonly start: SeenBoard }> {
    const key = chosen ?? this.#key;
    if (key !== undefined) {
      const stopped = await this.#useKey(key, chosen !== undefined);
      if (stopped !== undefined) return stopped;
      this.#key = undefined;
    }
    const look = await this.#parts.look();
    const start = seen(look);
    if (start !== undefined) return { start };
    if (look.ok) return { kind: 'waiting' };
    if (look.refusal.code !== 'not_found') {
      const last = this.#parts.lastView();
      return last === undefined ? { kind: 'unreachable', refusal: look.refusal } : { start: last };
    }
    return { kind: this.#standing.kind === 'waiting' ? 'turned_away' : 'stranger' };
  }

  /** @returns where that ends, unless it goes on with a look */
  async #useKey(key: string, isChosen: boolean): Promise<Standing | undefined> {
    const link = await this.#parts.lookWith(key);
    if (!link.ok) return this.#refusedKey(key, link.refusal);
    if (!isChosen) {
      const [mine, theirs] = [seen(await this.#parts.look()), seen(link)];
      if (mine !== undefined && theirs !== undefined && personOf(mine) !== personOf(theirs))
        return { kind: 'two_people', here: nameOf(mine), link: nameOf(theirs) };
    }
    const kept = await this.#parts.keepKey(key);
    return kept.ok ? undefined : this.#refusedKey(key, kept.refusal);
  }

  #refusedKey(key: string, refusal: Refusal): Standing | undefined {
    if (refusal.code === 'not_found') {
      this.#isLinkEnded = true;
      return undefined;
    }
    // Kept for the next try.
    this.#key = key;
    return { kind: 'unreachable', refusal };
  }

  #stand(standing: Standing): void {
    const isStill = standing.kind === this.#standing.kind;
    if (!isStill || standing.kind === 'unreachable') this.#standing = standing;
    if (standing.kind === 'waiting') this.#callOff = this.#parts.after(WAITING_MS, () => void this.#ask());
    if (standing.kind !== 'unreachable') this.#attempt = 0;
    else {
      const ms = backoffMs(this.#attempt++, this.#parts.chance());
      this.#callOff = this.#parts.after(ms, () => void this.#ask());
    }
  }

  async #enter(start: SeenBoard, turn: number): Promise<void> {
    try {
      await this.#parts.enter(start);
      if (turn === this.#turn) this.#stand({ kind: 'inside' });
    } catch (fault) {
      if (!(fault instanceof TypeError)) throw fault;
      if (turn === this.#turn) this.#stand({ kind: 'unreachable', refusal: refusedLocally('offline') });
    }
  }
}
