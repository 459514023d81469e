/**
 * Gets one flush into the store. What was judged is appended under the head and the fence it was judged under; where one
 * of them has moved, another node was there first:
 *
 *   catch up → apply what the others wrote → may each author still write?
 *     yes, and nobody else used the same client ids   append the same bytes under the new head and fence
 *     no                                              the document is to be loaded again, and what may be, judged again
 *
 * A store that does not answer leaves it open whether the write is there: only loading tells.
 */

import type { BoardId, ParticipantId } from '../../shared/board/ids.ts';
import type { RejectionCode } from '../../shared/board/rejections.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Random } from '../runtime/random.ts';
import type { Append, BoardStore, Entry, Guard, Seq, StreamName } from '../store/board-store.ts';
import type { WritePlace } from './board-access.ts';
import type { DocumentState } from './document-state.ts';
import { clientsOf, decodeKept, encodeKept } from './entry-format.ts';
import type { Flush, Taken } from './judging.ts';

/** More writes of the same atomic step: the wall of an open round. */
export interface Companions {
  readonly appends: readonly Append[];
  readonly heads: NonNullable<Guard['heads']>;
}

/** Who may not write any more, and why. */
export type Refused = ReadonlyMap<ParticipantId, RejectionCode>;

export type Outcome =
  | { readonly kind: 'committed'; readonly durable: Promise<void> | undefined; readonly hasCompanions: boolean }
  /** Nothing was written. */
  | { readonly kind: 'superseded'; readonly refused: Refused };

export interface AppendDependencies {
  readonly store: BoardStore;
  readonly board: BoardId;
  readonly stream: StreamName;
  readonly clock: Clock;
  readonly random: Random;
  readonly fence: () => Seq;
  readonly catchUp: () => Promise<void>;
  /** Undefined when this author may (still) write there. */
  readonly judgeAgain: (author: ParticipantId, places: readonly WritePlace[]) => RejectionCode | undefined;
  /** Entries of the stream that have come in since, in order. */
  readonly arrived: () => readonly Entry[];
  /** Applies an entry of another node and tells everybody of it. */
  readonly follow: (entry: Entry) => void;
  readonly companions: (state: DocumentState) => Companions | undefined;
}

const ATTEMPTS = 20;
const LONGEST_PAUSE_MS = 40;

/** @throws StoreUnavailable when it is not known whether the flush was written */
export const appendFlush = async (
  flush: Flush,
  state: DocumentState,
  dependencies: AppendDependencies,
): Promise<Outcome> => {
  const { store, board, stream, clock, random } = dependencies;
  const payload = flush.update === undefined ? undefined : encodeKept({ owners: flush.owners, update: flush.update });
  let { fence } = flush;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const companions = dependencies.companions(state);
    const batch = [...(payload === undefined ? [] : [{ stream, payload }]), ...(companions?.appends ?? [])];
    if (batch.length === 0) return { kind: 'committed', durable: undefined, hasCompanions: false };
    const heads = [{ stream, seq: state.head }, ...(companions?.heads ?? [])];
    const appended = await store.append(board, batch, { heads, fence });
    if (appended.refused === undefined) {
      if (payload !== undefined) state.committed(appended.seqs[0] ?? state.head, payload.length);
      return { kind: 'committed', durable: appended.durable, hasCompanions: companions !== undefined };
    }
    await dependencies.catchUp();
    const refused = refusedOf(flush.taken, dependencies);
    if (refused.size > 0 || !canFollow(flush, dependencies)) return { kind: 'superseded', refused };
    fence = dependencies.fence();
    if (attempt > 1) await pause(clock, random.fraction() * Math.min(LONGEST_PAUSE_MS, 2 ** attempt));
  }
  return { kind: 'superseded', refused: new Map() };
};

const refusedOf = (taken: readonly Taken[], { judgeAgain }: AppendDependencies): Refused => {
  const refused = new Map<ParticipantId, RejectionCode>();
  for (const { inbound, write } of taken) {
    const author = inbound.session.peer.person;
    const code = write === undefined ? undefined : judgeAgain(author, write.places);
    if (code !== undefined) refused.set(author, code);
  }
  return refused;
};

/**
 * What others wrote goes on top of what is not written yet; that is the same as the order in the store, unless both used
 * the same client ids. What the server adds must be asked for again: made by two nodes, one would delete the other's, and
 * with it whatever was written there.
 */
const canFollow = ({ owners, update, hasAdditions }: Flush, { arrived, follow }: AppendDependencies): boolean => {
  if (hasAdditions) return false;
  const own = new Set(update === undefined ? [] : clientsOf(update));
  for (const [clientId] of owners) own.add(clientId);
  for (const entry of arrived()) {
    if (entry.isSnapshot === true) return false;
    const theirs = decodeKept(entry.payload);
    if (theirs.owners.some(([clientId]) => own.has(clientId))) return false;
    if (clientsOf(theirs.update).some((clientId) => own.has(clientId))) return false;
    follow(entry);
  }
  return true;
};

const pause = (clock: Clock, ms: number): Promise<void> =>
  new Promise((resolve) => {
    clock.after(ms, resolve);
  });
