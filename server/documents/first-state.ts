/**
 * What the server writes into a document before anybody else: its shape. Written once, by whichever node comes first;
 * the others find it there. Nothing is created by being looked at: only where somebody may write.
 */

import { EVENTS } from '../room/streams.ts';
import type { BoardAccess } from './board-access.ts';
import { SERVER } from './client-owners.ts';
import type { DocumentState, StateDependencies } from './document-state.ts';
import { encodeKept } from './entry-format.ts';
import type { Entry } from '../store/board-store.ts';

export interface FirstStateDependencies extends StateDependencies {
  readonly access: Pick<BoardAccess, 'fence' | 'eventsHead' | 'catchUp' | 'isFresh'>;
  /** Whether the document may be written now by those it is for. */
  readonly mayBegin: () => boolean;
}

const NOTHING = Uint8Array.of(0, 0);

export const lacksFirstState = (state: DocumentState, { model, mayBegin, access }: FirstStateDependencies): boolean =>
  state.head === 0 && model.firstState !== undefined && access.isFresh() && mayBegin();

/**
 * @returns the entry, which is in `state` then; undefined when somebody else wrote meanwhile, and `state` is outdated
 * @throws StoreUnavailable
 */
export const writeFirstState = async (
  state: DocumentState,
  { store, board, stream, model, access }: FirstStateDependencies,
): Promise<Entry | undefined> => {
  const fence = access.fence();
  // A board that was erased meanwhile has no head and no fence either: only its control log tells it from a new one.
  const heads = [
    { stream, seq: 0 },
    { stream: EVENTS, seq: access.eventsHead() },
  ];
  const clientId = state.serverClient;
  const update = (await model.firstState?.(clientId)) ?? NOTHING;
  const payload = encodeKept({ owners: [[clientId, SERVER]], update });
  const appended = await store.append(board, [{ stream, payload }], { heads, fence });
  if (appended.refused === undefined) {
    const entry = { seq: appended.seqs[0] ?? 0, stream, payload };
    state.follow(entry);
    return entry;
  }
  await access.catchUp();
  return undefined;
};
