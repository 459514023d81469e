/** Whatever is asked of it, in whatever order, opened again or not: the embedded store answers as the memory store. */

import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { Append, BoardStore, Guard } from '../../server/store/board-store.ts';
import { createMemoryStore } from '../../server/store/memory-store.ts';
import { board, bytes, follow, listBoards, shown, shownStream } from './board-store/following.ts';
import { Folders } from './lmdb/folders.ts';

const BOARDS = ['a', 'ab', 'b'].map(board);
const STREAMS = ['events', 'doc', 'doc:1'];
const folders = new Folders();
afterEach(() => folders.clear());

type Step = (store: BoardStore) => Promise<unknown>;

const anyBoard = fc.constantFrom(...BOARDS);
const anyStream = fc.constantFrom(...STREAMS);
const anySeq = fc.integer({ min: 0, max: 12 });
const anyAppend: fc.Arbitrary<Append> = fc.record({
  stream: anyStream,
  payload: fc.oneof(fc.uint8Array({ maxLength: 40 }), fc.constant(new Uint8Array(5000).fill(6))),
  raisesFence: fc.boolean(),
});
const anyGuard: fc.Arbitrary<Guard> = fc.record(
  { heads: fc.array(fc.record({ stream: anyStream, seq: anySeq }), { maxLength: 2 }), fence: anySeq },
  { requiredKeys: [] },
);

const appending = fc.tuple(anyBoard, fc.array(anyAppend, { maxLength: 4 }), fc.option(anyGuard, { nil: undefined }));
const anyStep: fc.Arbitrary<Step | 'open again'> = fc.oneof(
  {
    weight: 8,
    arbitrary: appending.map(([id, batch, guard]) => async (store: BoardStore) => {
      const { refused, ...outcome } = await store.append(id, batch, guard);
      return refused ?? ('seqs' in outcome ? outcome.seqs : undefined);
    }),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(anyBoard, anyStream, anySeq).map(
      ([id, stream, upTo]) =>
        (store: BoardStore) =>
          store.compact(id, stream, upTo, bytes(`up to ${upTo}`)),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(anyBoard, fc.option(anyStream, { nil: undefined })).map(
      ([id, stream]) =>
        (store: BoardStore) =>
          store.erase(id, stream),
    ),
  },
  { weight: 1, arbitrary: fc.constant('open again' as const) },
);

/** Everything that can be seen of a store. */
async function view(store: BoardStore): Promise<unknown> {
  const boards = BOARDS.map(async (id) => {
    const streams = [...(await store.streams(id))].sort((one, other) => one.head - other.head);
    const { seq, fence } = await store.head(id);
    const tails = [0, 3, seq].map(async (after) => {
      const follower = await follow(store, id, after);
      const last = Math.max(0, ...streams.map(({ head }) => head));
      if (last > after) await follower.reached(last);
      follower.stop();
      return follower.entries.map(shown);
    });
    const contents = STREAMS.map((stream) => shownStream(store, id, stream));
    return { id, seq, fence, streams, contents: await Promise.all(contents), tails: await Promise.all(tails) };
  });
  return { listed: await listBoards(store), boards: await Promise.all(boards) };
}

describe('the LMDB store beside the memory store', () => {
  it('D10 answers and shows the same after any steps', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { minLength: 1, maxLength: 40 }), async (steps) => {
        const dir = await folders.make();
        const model = createMemoryStore();
        let store = await folders.open(dir);
        for (const step of steps) {
          if (step === 'open again') {
            await store.close();
            store = await folders.open(dir);
          } else {
            expect(await step(store)).toEqual(await step(model));
          }
        }
        expect(await view(store)).toEqual(await view(model));
        await folders.clear();
      }),
      { numRuns: 60 },
    );
  });
});
