/**
 * Follows one board for one reader: every entry once, in order, whatever messages are lost, late or double.
 *
 *   a message that continues what was delivered  → deliver it
 *   a message further on, or a head further on   → read what was missed, then go on with the messages kept meanwhile
 *   a number that carries another mark           → the store lost entries that were delivered: tell, and stop
 *
 * A message proves nothing about the present, it may have been under way for long. Only a look at the head does, and it
 * proves it for the moment at which it was sent.
 */

import type { BoardId } from '../../../shared/board/ids.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { Entry, Seq, TailHandlers } from '../board-store.ts';
import { metaKey } from './layout.ts';
import type { Appended, ChannelMessage } from './messages.ts';
import { asCount, asEntryId, asBytes, asList, asNumber, asText, type Reply } from './replies.ts';
import type { Session } from './session.ts';

/** Under the three seconds of the port, by the time between two looks at the clock (follower.ts). */
const FRESH_FOR_MS = 2400;
/** Entries of one stream read at once. */
const PAGE_ENTRIES = 200;
/** Messages kept while reading; with more of them, reading again is cheaper. */
const KEPT_MESSAGES = 1000;

export interface Head {
  readonly seq: Seq;
  readonly mark: number;
}

/** What the tail has delivered. The mark is unknown at the start, and after a snapshot. */
interface Seen {
  readonly seq: Seq;
  readonly mark: number | undefined;
  readonly stream: string | undefined;
}

export interface TailEvents {
  /** Nothing will be delivered any more. */
  readonly onEnd: () => void;
  /** A handler threw; the tail ended. */
  readonly onFault: (error: unknown) => void;
}

export class Tail {
  readonly #board: BoardId;
  readonly #handlers: TailHandlers;
  readonly #clock: Clock;
  readonly #events: TailEvents;
  #seen: Seen;
  #reading: Promise<void> | undefined;
  #kept: Appended[] = [];
  #isEnded = false;
  #isFresh = true;
  #confirmedAtMs: number;

  constructor(board: BoardId, after: Seq, handlers: TailHandlers, clock: Clock, events: TailEvents) {
    this.#board = board;
    this.#handlers = handlers;
    this.#clock = clock;
    this.#events = events;
    this.#seen = { seq: after, mark: after === 0 ? 0 : undefined, stream: undefined };
    this.#confirmedAtMs = clock.monotonicMs();
  }

  end(): void {
    if (this.#isEnded) return;
    this.#isEnded = true;
    this.#kept = [];
    this.#events.onEnd();
  }

  onMessage(message: ChannelMessage, session: Session): void {
    switch (message.kind) {
      case 'appended':
        return this.#onAppended(message, session);
      case 'signal':
        return this.#tell(() => this.#handlers.onSignal?.(message.bytes));
      case 'erased':
        // Of another mark: it may speak of a board of the same id that was there before this tail.
        if (message.mark === this.#seen.mark) this.#finish(this.#handlers.onErased);
        else this.#heal(session);
    }
  }

  /** To be called when a look at the head is sent; the answer goes to what it returns. */
  expectHead(session: Session): (head: Head) => void {
    const sentAtMs = this.#clock.monotonicMs();
    const seenThen = this.#seen;
    return ({ seq, mark }) => {
      if (this.#isEnded) return;
      const isAnotherEntry = seq === seenThen.seq && seenThen.mark !== undefined && mark !== seenThen.mark;
      if (seq < seenThen.seq || isAnotherEntry || seq > this.#seen.seq) {
        this.#heal(session);
      } else this.#confirm(sentAtMs);
    };
  }

  /** Delivers what was missed. @throws StoreUnavailable the reader is as far behind as before, or less */
  catchUp(session: Session): Promise<void> {
    this.#reading ??= this.#readMissed(session).then(
      () => this.#goOn(session),
      (error: unknown) => {
        this.#reading = undefined;
        this.#kept = [];
        throw error;
      },
    );
    return this.#reading;
  }

  /** Tells the reader when it has become uncertain, or certain again, that it sees what is new. */
  judgeFreshness(): void {
    const isFresh = this.#clock.monotonicMs() - this.#confirmedAtMs <= FRESH_FOR_MS;
    if (isFresh === this.#isFresh) return;
    this.#isFresh = isFresh;
    this.#tell(() => this.#handlers.onFreshness?.(isFresh));
  }

  #onAppended(message: Appended, session: Session): void {
    if (this.#isEnded || message.last <= this.#seen.seq) return;
    if (this.#reading) {
      if (this.#kept.length >= KEPT_MESSAGES) this.#kept = [];
      this.#kept.push(message);
      return;
    }
    const { seq, mark } = this.#seen;
    const continues = message.first === seq + 1 && (mark === undefined || mark === message.markBefore);
    if (continues && message.entries) this.#deliver(message.entries, message.mark);
    else this.#heal(session);
  }

  #heal(session: Session): void {
    this.catchUp(session).catch(() => 'The next look at the head tries again.');
  }

  #goOn(session: Session): void {
    const kept = this.#kept;
    this.#reading = undefined;
    this.#kept = [];
    for (const message of kept) this.#onAppended(message, session);
  }

  async #readMissed(session: Session): Promise<void> {
    while (!this.#isEnded) {
      const sentAtMs = this.#clock.monotonicMs();
      const { seq, mark, stream } = this.#seen;
      const known = [String(seq), mark === undefined ? '' : String(mark), stream ?? '', String(PAGE_ENTRIES)];
      const [word, ...page] = asList(await session.run('missed', metaKey(this.#board), known));
      if (asText(word) === 'erased') return this.#finish(this.#handlers.onErased);
      if (asText(word) === 'rewound') return this.#onRewound();
      if (this.#deliverPage(page)) return this.#confirm(sentAtMs);
    }
  }

  /** Answers whether the page reaches the end of the board. */
  #deliverPage([lastSeq, lastMark, reached, ...parts]: readonly Reply[]): boolean {
    const head: Head = { seq: asNumber(lastSeq), mark: asCount(lastMark) };
    const end = asNumber(reached);
    const { entries, mark } = parsePage(parts, end);
    if (entries.length > 0) this.#deliver(entries, end === head.seq ? head.mark : mark);
    // Entries at the page's end may have been erased: the reader has seen everything there is up to there.
    const stream = this.#seen.seq === end ? this.#seen.stream : undefined;
    this.#seen = { seq: end, mark: end === head.seq ? head.mark : mark, stream };
    return end === head.seq;
  }

  #deliver(entries: readonly Entry[], mark: number | undefined): void {
    const news = entries.filter(({ seq }) => seq > this.#seen.seq);
    const last = news.at(-1);
    if (!last || this.#isEnded) return;
    this.#seen = { seq: last.seq, mark, stream: last.isSnapshot ? undefined : last.stream };
    this.#tell(() => this.#handlers.onEntries(news));
  }

  #confirm(atMs: number): void {
    this.#confirmedAtMs = atMs;
    this.judgeFreshness();
  }

  #finish(tellLast: (() => void) | undefined): void {
    if (this.#isEnded) return;
    this.end();
    this.#guarded(() => tellLast?.());
  }

  #onRewound(): void {
    this.#tell(() => this.#handlers.onFreshness?.(false));
    this.#finish(this.#handlers.onRewound);
  }

  #tell(call: () => void): void {
    if (!this.#isEnded) this.#guarded(call);
  }

  /** A fault of one reader must reach neither the other readers nor the connection that is being read. */
  #guarded(call: () => void): void {
    try {
      call();
    } catch (error) {
      const wasEnded = this.#isEnded;
      this.end();
      this.#events.onFault(error);
      if (!wasEnded) this.#guarded(() => this.#handlers.onFreshness?.(false));
    }
  }
}

/** Entries up to `end`, in order, and the mark of the last one. */
function parsePage(parts: readonly Reply[], end: Seq): { entries: Entry[]; mark: number | undefined } {
  const found: { readonly entry: Entry; readonly mark: number | undefined }[] = [];
  for (let at = 0; at < parts.length; at += 4) {
    const { seq, mark } = asEntryId(parts[at]);
    if (seq > end) continue;
    const isSnapshot = asNumber(parts[at + 3]) === 1;
    const entry = { seq, stream: asText(parts[at + 1]), payload: asBytes(parts[at + 2]) };
    found.push(isSnapshot ? { entry: { ...entry, isSnapshot }, mark: undefined } : { entry, mark });
  }
  found.sort((one, other) => one.entry.seq - other.entry.seq);
  return { entries: found.map(({ entry }) => entry), mark: found.at(-1)?.mark };
}
