/** Contract: guards are checked in the same step as the write, so of writers that exclude each other one wins. */

import { expect, it } from 'vitest';
import type { BoardStore, Guard } from '../../../server/store/board-store.ts';
import { append, board, item, shownStream, type StoreOpener } from './following.ts';

const A = board('board-a');
const seal = { ...item('events', 'sealed'), raisesFence: true };

/** A board with `events@1`, `doc:wall@2`, `events@3`, and the fence at 3. */
async function sealedBoard(store: BoardStore): Promise<void> {
  await append(store, A, [item('events', 'created'), item('doc:wall', 'empty'), seal]);
}

export function guardContract({ open }: StoreOpener): void {
  const accepted: readonly [string, Guard][] = [
    ['nothing', {}],
    ['a head', { heads: [{ stream: 'events', seq: 3 }] }],
    ['a head of 0 for a stream nobody wrote', { heads: [{ stream: 'doc:board', seq: 0 }] }],
    [
      'several heads',
      {
        heads: [
          { stream: 'events', seq: 3 },
          { stream: 'doc:wall', seq: 2 },
        ],
      },
    ],
    ['the fence', { fence: 3 }],
    ['heads and the fence', { heads: [{ stream: 'doc:wall', seq: 2 }], fence: 3 }],
  ];
  it.each(accepted)('D9 a guard on %s that holds lets the batch in', async (_, guard) => {
    const store = await open();
    await sealedBoard(store);
    expect((await append(store, A, [item('events', 'next')], guard)).seqs).toEqual([4]);
  });

  const refused: readonly [string, Guard, 'head' | 'fence'][] = [
    ['a head that moved', { heads: [{ stream: 'events', seq: 1 }] }, 'head'],
    ['a head that is not there yet', { heads: [{ stream: 'doc:wall', seq: 3 }] }, 'head'],
    ['a head of 0 for a stream that was written', { heads: [{ stream: 'events', seq: 0 }] }, 'head'],
    [
      'the second of two heads',
      {
        heads: [
          { stream: 'events', seq: 3 },
          { stream: 'doc:wall', seq: 1 },
        ],
      },
      'head',
    ],
    ['an older fence', { fence: 1 }, 'fence'],
    ['no fence where there is one', { fence: 0 }, 'fence'],
    ['a fence to come', { fence: 4 }, 'fence'],
    ['an older fence although the head holds', { heads: [{ stream: 'events', seq: 3 }], fence: 0 }, 'fence'],
    ['a head that moved although the fence holds', { heads: [{ stream: 'events', seq: 2 }], fence: 3 }, 'head'],
    ['both; the fence is named', { heads: [{ stream: 'events', seq: 1 }], fence: 0 }, 'fence'],
  ];
  it.each(refused)('D9 a guard on %s refuses the whole batch', async (_, guard, reason) => {
    const store = await open();
    await sealedBoard(store);
    expect(await store.append(A, [seal, item('doc:wall', 'no'), item('doc:new', 'no')], guard)).toEqual({
      refused: reason,
    });
    expect(await store.head(A)).toEqual({ seq: 3, fence: 3 });
    expect(await shownStream(store, A, 'events')).toEqual(['events@1=created', 'events@3=sealed']);
    expect(await shownStream(store, A, 'doc:wall')).toEqual(['doc:wall@2=empty']);
    expect(await store.streams(A)).toHaveLength(2);
    expect((await append(store, A, [item('events', 'next')])).seqs).toEqual([4]);
  });

  it('D3 the fence becomes the number of the entry that raises it, and only that', async () => {
    const store = await open();
    await append(store, A, [item('events')], { fence: 0 });
    expect((await store.head(A)).fence).toBe(0);
    await append(store, A, [item('doc:wall'), seal, item('doc:wall')], { fence: 0 });
    expect(await store.head(A)).toEqual({ seq: 4, fence: 3 });
    await append(store, A, [item('events')], { fence: 3 });
    expect(await store.head(A)).toEqual({ seq: 5, fence: 3 });
    await append(store, A, [seal, item('events'), seal], { fence: 3 });
    expect(await store.head(A)).toEqual({ seq: 8, fence: 8 });
  });

  it('D9 a guard on a board that does not exist: 0 holds, anything else is refused and creates nothing', async () => {
    const store = await open();
    expect(await store.append(A, [item('events')], { fence: 1 })).toEqual({ refused: 'fence' });
    expect(await store.append(A, [item('events')], { heads: [{ stream: 'events', seq: 1 }] })).toEqual({
      refused: 'head',
    });
    for await (const id of store.boards()) expect(id).toBe('no board at all');
    const fresh: Guard = { heads: [{ stream: 'events', seq: 0 }], fence: 0 };
    expect((await append(store, A, [item('events')], fresh)).seqs).toEqual([1]);
    expect(await store.append(A, [item('events')], fresh)).toEqual({ refused: 'head' });
  });

  it('D9 of forty racing appends with one guard exactly one wins, round after round', async () => {
    const store = await open();
    for (let round = 0; round < 10; round += 1) {
      const { head } = await store.read(A, 'events');
      const guard = { heads: [{ stream: 'events', seq: head }] };
      const outcomes = await Promise.all(
        Array.from({ length: 40 }, (_, racer) =>
          store.append(A, [item('events', `${round}/${racer}`), item(`doc:${racer}`)], guard),
        ),
      );
      expect(outcomes.filter(({ refused: why }) => why === undefined)).toHaveLength(1);
      expect(outcomes.filter(({ refused: why }) => why === 'head')).toHaveLength(39);
    }
    expect(await store.head(A)).toEqual({ seq: 20, fence: 0 });
    expect((await store.read(A, 'events')).entries).toHaveLength(10);
  });

  it('D3 of updates racing with a seal, those under the old fence come before it or not at all', async () => {
    const store = await open();
    await append(store, A, [item('events')]);
    const writers = Array.from({ length: 60 }, (_, index) =>
      index === 30
        ? store.append(A, [seal], { heads: [{ stream: 'events', seq: 1 }] })
        : store.append(A, [item(`doc:reading:1:${index}`)], { fence: 0 }),
    );
    const outcomes = await Promise.all(writers);
    const { fence, seq } = await store.head(A);
    expect(fence).toBe(seq);
    for (const outcome of outcomes) {
      if (outcome.refused === undefined) expect(outcome.seqs[0]).toBeLessThanOrEqual(fence);
      else expect(outcome.refused).toBe('fence');
    }
    expect(outcomes.filter((outcome) => outcome.refused === undefined)).toHaveLength(seq - 1);
  });
}
