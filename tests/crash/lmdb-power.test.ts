/**
 * The embedded store when the power is cut: of what the journal had not flushed, any sectors may have reached the disk
 * and any not, in no order.
 */

import { afterEach, describe, expect, it } from 'vitest';
import type { Seq } from '../../server/store/board-store.ts';
import { append, board, bytes, shownStream } from '../contract/board-store/following.ts';
import { CuttableDisk } from '../contract/lmdb/disks.ts';
import { Folders } from '../contract/lmdb/folders.ts';
import { ManualClock } from '../kit/manual-clock.ts';
import { seeded } from '../kit/seeded.ts';

const BOARDS = ['board-a', 'board-b', 'board-c'].map(board);
const STREAMS = ['events', 'doc'];
const folders = new Folders();
afterEach(() => folders.clear());

interface Written {
  /** Every entry that was accepted, as it is shown; its number is its place. */
  readonly entries: string[];
  /** Numbers at which an append ended: nothing else may be the end of the board. */
  readonly ends: Set<Seq>;
  durable: Seq;
  snapshot: { readonly upTo: Seq; readonly text: string } | undefined;
}

/** Appends, lets time pass and compacts as the seed says, then cuts the power. Returns what was said of each board. */
async function writeAndCut(dir: string, seed: number): Promise<ReadonlyMap<string, Written>> {
  const random = seeded(seed);
  const [disk, clock] = [new CuttableDisk(), new ManualClock()];
  const store = await folders.open(dir, { clock, openSegment: disk.openSegment });
  const boards = new Map<string, Written>(
    BOARDS.map((id) => [id, { entries: [], ends: new Set([0]), durable: 0, snapshot: undefined }]),
  );
  const drawn = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)]!;

  for (let step = 0; step < 40; step += 1) {
    const id = drawn(BOARDS);
    const written = boards.get(id)!;
    const batch = Array.from({ length: 1 + Math.floor(random() * 3) }, () => ({
      stream: drawn(STREAMS),
      payload: bytes(`${step}`.padEnd(Math.floor(random() * 1500), '.')),
    }));
    void append(store, id, batch).then(({ seqs, durable }) => {
      const last = seqs.at(-1)!;
      written.ends.add(last);
      for (const [index, { stream, payload }] of batch.entries()) {
        written.entries[seqs[index]!] = `${stream}@${seqs[index]!}=${new TextDecoder().decode(payload)}`;
      }
      void durable.then(() => {
        written.durable = Math.max(written.durable, last);
      });
    });
    if (random() < 0.7) await clock.pass(Math.floor(random() * 8));
    if (random() < 0.03) {
      const { entries } = await store.read(id, 'doc');
      const upTo = entries.at(-1)?.seq ?? 0;
      await store.compact(id, 'doc', upTo, bytes(`up to ${upTo}`));
      if (upTo > 0) written.snapshot = { upTo, text: `doc@${upTo}*=up to ${upTo}` };
      written.durable = Math.max(written.durable, upTo);
    }
  }
  await disk.cutPower(random);
  return boards;
}

describe('the LMDB store after a power cut', () => {
  it('D1 has everything that it had called durable, in order, and no append halved, for 40 seeds', async () => {
    for (let seed = 1; seed <= 40; seed += 1) {
      const dir = await folders.make();
      const said = await writeAndCut(dir, seed);
      const store = await folders.open(await folders.copyAsItLies(dir));
      for (const [id, { entries, ends, durable, snapshot }] of said) {
        const { seq } = await store.head(board(id));
        expect(seq, `seed ${seed}, ${id}`).toBeGreaterThanOrEqual(durable);
        expect(ends, `seed ${seed}, ${id}`).toContain(seq);
        const kept = entries.slice(1, seq + 1);
        for (const stream of STREAMS) {
          const own = kept.filter((shown) => shown.startsWith(`${stream}@`));
          const isCovered = (shown: string): boolean => Number(/@(\d+)/.exec(shown)?.[1]) <= (snapshot?.upTo ?? 0);
          const expected = stream === 'doc' && snapshot ? [snapshot.text, ...own.filter((s) => !isCovered(s))] : own;
          expect(await shownStream(store, board(id), stream), `seed ${seed}, ${id}`).toEqual(expected);
        }
      }
      await folders.clear();
    }
  });
});
