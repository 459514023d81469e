/**
 * What every part of the contract suite needs to say what it means: boards, texts as bytes, accepted appends, and a
 * reader that collects what a tail delivers and can be waited for.
 */

import type { BoardId } from '../../../shared/board/ids.ts';
import type { Append, Appended, BoardStore, Entry, Guard, Seq, StreamName } from '../../../server/store/board-store.ts';

/** What the parts of the suite are given: `open` and `openAnother` of the present test's harness. */
export interface StoreOpener {
  open(): Promise<BoardStore>;
  openAnother(): Promise<BoardStore>;
}

/** Ids shorter than real ones, so that tests can make some that are prefixes of others. */
export const board = (name: string): BoardId => name as BoardId;
export const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
export const text = (payload: Uint8Array): string => new TextDecoder().decode(payload);
export const item = (stream: StreamName, content = ''): Append => ({ stream, payload: bytes(content) });

/** @throws when the store refused the batch. */
export async function append(
  store: BoardStore,
  to: BoardId,
  batch: readonly Append[],
  guard?: Guard,
): Promise<Appended> {
  const outcome = await store.append(to, batch, guard);
  if (outcome.refused !== undefined) throw new Error(`The append was refused: ${outcome.refused}`);
  return outcome;
}

/** `stream@seq=payload`, with a star where the entry is a snapshot: short enough to compare whole lists. */
export const shown = (entry: Entry): string =>
  `${entry.stream}@${entry.seq}${entry.isSnapshot ? '*' : ''}=${text(entry.payload)}`;

export async function shownStream(store: BoardStore, of: BoardId, stream: StreamName): Promise<string[]> {
  const { snapshot, entries } = await store.read(of, stream);
  const start = snapshot ? [shown({ seq: snapshot.upTo, stream, payload: snapshot.bytes, isSnapshot: true })] : [];
  return [...start, ...entries.map(shown)];
}

export async function listBoards(store: BoardStore): Promise<string[]> {
  const ids: string[] = [];
  for await (const id of store.boards()) ids.push(id);
  return ids.sort();
}

export interface Follower {
  readonly entries: Entry[];
  readonly signals: string[];
  readonly isErased: boolean;
  /** Resolves once the reader has been handed entry `seq`, or a snapshot that stands for it. */
  reached(seq: Seq): Promise<void>;
  /** Resolves once `holds` is true; looked at again after every call of a handler. */
  until(holds: () => boolean): Promise<void>;
  stop(): void;
}

export async function follow(store: BoardStore, of: BoardId, after: Seq = 0): Promise<Follower> {
  const entries: Entry[] = [];
  const signals: string[] = [];
  let isErased = false;
  let waiting: { holds: () => boolean; resolve: () => void }[] = [];
  const look = (): void => {
    const met = waiting.filter(({ holds }) => holds());
    waiting = waiting.filter((waiter) => !met.includes(waiter));
    for (const { resolve } of met) resolve();
  };
  const until = (holds: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      waiting.push({ holds, resolve });
      look();
    });
  const stop = await store.tail(of, after, {
    onEntries: (delivered) => {
      entries.push(...delivered);
      look();
    },
    onSignal: (message) => {
      signals.push(text(message));
      look();
    },
    onErased: () => {
      isErased = true;
      look();
    },
  });
  return {
    entries,
    signals,
    get isErased() {
      return isErased;
    },
    reached: (seq) => until(() => (entries.at(-1)?.seq ?? 0) >= seq),
    until,
    stop,
  };
}
