/** Contract of adapters that let several nodes share the data: no node is ahead, none is special. */

import { expect, it } from 'vitest';
import { append, board, bytes, follow, item, listBoards, shown, shownStream, type StoreOpener } from './following.ts';

const A = board('board-a');

export function nodesContract({ open, openAnother }: StoreOpener): void {
  it('D10 what one node appended, compacted and erased, the other reads', async () => {
    const [here, there] = [await open(), await openAnother()];
    await append(here, A, [item('events', 'a'), { ...item('doc', 'b'), raisesFence: true }, item('doc', 'c')]);
    expect(await shownStream(there, A, 'doc')).toEqual(['doc@2=b', 'doc@3=c']);
    expect(await there.head(A)).toEqual({ seq: 3, fence: 2 });
    expect((await append(there, A, [item('events', 'd')])).seqs).toEqual([4]);
    await there.compact(A, 'doc', 3, bytes('bc'));
    expect(await shownStream(here, A, 'doc')).toEqual(['doc@3*=bc']);
    await here.erase(A, 'doc');
    expect(await there.streams(A)).toEqual([{ stream: 'events', head: 4 }]);
    expect(await listBoards(there)).toEqual(['board-a']);
  });

  it('D9 of appends racing on two nodes with one guard exactly one wins, round after round', async () => {
    const nodes = [await open(), await openAnother()];
    for (let round = 0; round < 10; round += 1) {
      const guard = { heads: [{ stream: 'events', seq: round }] };
      const outcomes = await Promise.all(
        nodes.flatMap((node) => Array.from({ length: 10 }, () => node.append(A, [item('events')], guard))),
      );
      expect(outcomes.filter(({ refused }) => refused === undefined)).toHaveLength(1);
    }
  });

  it('D5 tails on both nodes see the entries of both, in the same order', async () => {
    const [here, there] = [await open(), await openAnother()];
    const followers = [await follow(here, A), await follow(there, A)];
    await Promise.all(
      [here, there].flatMap((node, index) =>
        Array.from({ length: 40 }, (_, n) => append(node, A, [item('events', `${index}/${n}`), item('doc')])),
      ),
    );
    for (const follower of followers) await follower.reached(160);
    const [first, second] = followers.map((follower) => follower.entries);
    expect(first?.map(({ seq }) => seq)).toEqual(Array.from({ length: 160 }, (_, index) => index + 1));
    expect(second?.map(shown)).toEqual(first?.map(shown));
  });

  it('S11 a signal reaches the tails of both nodes', async () => {
    const [here, there] = [await open(), await openAnother()];
    const followers = [await follow(here, A), await follow(there, A)];
    here.signal(A, bytes('hello'));
    for (const follower of followers) {
      await follower.until(() => follower.signals.length > 0);
      expect(follower.signals).toEqual(['hello']);
    }
  });

  it('D13 the tails of both nodes are told when one erases the board', async () => {
    const [here, there] = [await open(), await openAnother()];
    await append(here, A, [item('events')]);
    const followers = [await follow(here, A), await follow(there, A)];
    await there.erase(A);
    for (const follower of followers) await follower.until(() => follower.isErased);
    expect(await here.head(A)).toEqual({ seq: 0, fence: 0 });
  });

  it('A4 one node closing leaves the other at work', async () => {
    const [here, there] = [await open(), await openAnother()];
    const follower = await follow(there, A);
    await append(here, A, [item('events', 'a')]);
    await here.close();
    await append(there, A, [item('events', 'b')]);
    await follower.reached(2);
    expect(follower.entries.map(shown)).toEqual(['events@1=a', 'events@2=b']);
  });
}
