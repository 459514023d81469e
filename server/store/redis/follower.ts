/**
 * All tails of this process: listens to one channel for each board that is followed, and once a second looks at the
 * heads of all of them, so that a lost message is noticed. Where a board's session is another than the one it was
 * joined on (reconnected, failed over, moved to another node), it is joined again; nothing has to tell this file why.
 *
 *   subscribe, then look at the head: what is appended in between is seen by one of the two
 */

import type { BoardId } from '../../../shared/board/ids.ts';
import type { Cancel, Clock } from '../../runtime/clock.ts';
import { StoreUnavailable, type Seq, type TailHandlers, type Unsubscribe } from '../board-store.ts';
import { channelOf, metaKey } from './layout.ts';
import { parseMessage } from './messages.ts';
import { asCount, asList } from './replies.ts';
import type { Session } from './session.ts';
import { Tail } from './tail.ts';

const LOOK_EVERY_MS = 1000;
/** Between two looks at the clock, to tell within three seconds who is no longer certain. */
const JUDGE_EVERY_MS = 500;

export interface FollowerOptions {
  /** @throws StoreUnavailable */
  readonly sessionOf: (board: BoardId) => Session;
  readonly clock: Clock;
  /** A reader's handler threw. */
  readonly onFault: (fault: Error) => void;
}

interface Followed {
  readonly board: BoardId;
  /** A board that nobody follows any more is left at the next look, so that leaving and joining never cross. */
  readonly tails: Set<Tail>;
  /** Where the board's channel is listened to, once `joining` has resolved. */
  session: Session | undefined;
  joining: Promise<void>;
  listener: (message: Buffer) => void;
  isLooking: boolean;
}

export class Follower {
  readonly #options: FollowerOptions;
  readonly #boards = new Map<BoardId, Followed>();
  readonly #stops: readonly Cancel[];

  constructor(options: FollowerOptions) {
    this.#options = options;
    this.#stops = [
      options.clock.every(LOOK_EVERY_MS, () => this.look()),
      options.clock.every(JUDGE_EVERY_MS, () => this.#judge()),
    ];
  }

  /** @throws StoreUnavailable following has not begun */
  async follow(board: BoardId, after: Seq, handlers: TailHandlers): Promise<Unsubscribe> {
    const session = this.#options.sessionOf(board);
    const followed = this.#boards.get(board) ?? this.#begin(board);
    const tail = new Tail(board, after, handlers, this.#options.clock, {
      onEnd: () => followed.tails.delete(tail),
      onFault: (error) => this.#onFault(error),
    });
    followed.tails.add(tail);
    try {
      if (followed.session !== session) this.#join(followed, session);
      await followed.joining;
      await tail.catchUp(session);
    } catch (error) {
      tail.end();
      throw error;
    }
    return () => tail.end();
  }

  /** Joins what is not joined on its present session, and looks at the heads of the others. */
  look(): void {
    const asked = new Set<Session>();
    for (const followed of this.#boards.values()) {
      const session = this.#sessionOf(followed.board);
      if (!session || this.#isLeft(followed)) continue;
      if (!asked.has(session)) session.checkRole().catch(() => 'The heads are not answered either, then.');
      asked.add(session);
      if (followed.session === session) void this.#lookAtHead(followed, session);
      else this.#join(followed, session);
    }
  }

  close(): void {
    for (const stop of this.#stops) stop();
    for (const { tails } of this.#boards.values()) for (const tail of tails) tail.end();
  }

  #begin(board: BoardId): Followed {
    const followed: Followed = {
      board,
      tails: new Set(),
      session: undefined,
      joining: Promise.resolve(),
      listener: () => undefined,
      isLooking: false,
    };
    this.#boards.set(board, followed);
    return followed;
  }

  #join(followed: Followed, session: Session): void {
    followed.session = session;
    followed.listener = (bytes) => this.#onMessage(followed, session, bytes);
    followed.joining = session.subscribe(channelOf(followed.board), followed.listener);
    followed.joining.then(
      () => this.#lookAtHead(followed, session),
      () => {
        if (followed.session === session) followed.session = undefined;
      },
    );
  }

  #isLeft({ board, tails, session, listener }: Followed): boolean {
    if (tails.size > 0) return false;
    this.#boards.delete(board);
    session?.unsubscribe(channelOf(board), listener).catch(() => 'What is said there finds nobody.');
    return true;
  }

  #onMessage({ tails }: Followed, session: Session, bytes: Buffer): void {
    if (tails.size === 0) return;
    try {
      const message = parseMessage(bytes);
      if (message) for (const tail of tails) tail.onMessage(message, session);
    } catch (error) {
      // The next look at the head finds what this message would have told.
      this.#onFault(error);
    }
  }

  async #lookAtHead(followed: Followed, session: Session): Promise<void> {
    if (followed.isLooking) return;
    followed.isLooking = true;
    try {
      const answers = [...followed.tails].map((tail) => tail.expectHead(session));
      const [seq, mark] = asList(await session.send(['HMGET', metaKey(followed.board), 's', 'm']));
      // What a session that has ended still answers may come from a server that is no master any more.
      if (!session.isOpen) return;
      for (const answer of answers) answer({ seq: asCount(seq), mark: asCount(mark) });
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
    } finally {
      followed.isLooking = false;
    }
  }

  #onFault(error: unknown): void {
    this.#options.onFault(error instanceof Error ? error : new Error(String(error)));
  }

  #judge(): void {
    for (const { tails } of this.#boards.values()) for (const tail of tails) tail.judgeFreshness();
  }

  #sessionOf(board: BoardId): Session | undefined {
    try {
      return this.#options.sessionOf(board);
    } catch (error) {
      if (error instanceof StoreUnavailable) return undefined;
      throw error;
    }
  }
}
