import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { isOver, PutAside, type Aside } from '../../../client/session/put-aside.svelte.ts';
import type { Dimension } from '../../../shared/board/dimension.ts';
import type { View } from '../../../shared/board/view.ts';
import { ReadingDesk, type ReadingLine } from '../../kit/reading-desk.ts';

const DIMENSIONS = [{ id: 'what', type: 'text', label: 'What', prompt: '', config: {} }] as unknown as Dimension[];

type Status = 'writing' | 'paused' | 'revealed';
const viewOf = (statuses: readonly Status[], lateFor?: number): View =>
  ({
    rounds: statuses.map((status, index) => ({ number: index + 1, status })),
    me: lateFor === undefined ? {} : { lateFor },
  }) as unknown as View;

/** A desk whose round is over, and a device that holds a draft of it with these words after what the desk has. */
const evening = ({ after = '', statuses = ['revealed'] as readonly Status[] } = {}) => {
  const desk = new ReadingDesk(DIMENSIONS);
  const draft = new Y.Doc();
  Y.applyUpdate(draft, Y.encodeStateAsUpdate(desk.doc));
  const text = draft.getMap<Y.Map<unknown>>('answers').get('what')?.get('value') as Y.Text;
  text.insert(0, 'in time');
  Y.applyUpdate(desk.doc, Y.encodeStateAsUpdate(draft));
  text.insert(text.length, after);
  const held = new Map([[1, Y.encodeStateAsUpdate(draft)]]);
  const lines: ReadingLine[] = [];
  let kept: readonly Aside[] = [];
  const device = {
    drafts: async () => [...held.keys()],
    readDraft: async (round: number) => held.get(round),
    eraseDraft: async (round: number) => void held.delete(round),
    recallAsides: () => kept,
    keepAsides: (asides: readonly Aside[]) => {
      kept = asides;
      return true;
    },
  };
  const open = () =>
    new PutAside({
      view: () => viewOf(statuses),
      openDocument: () => {
        const line = desk.open();
        lines.push(line);
        return line;
      },
      device,
    });
  return { putAside: open(), again: open, held, lines, kept: () => kept, draft };
};

/** Lets everything that waits for nothing but itself happen. */
const settled = async () => {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
};

describe('what was written too late', () => {
  it('D6 is put aside when a board is opened after the reveal, and the draft goes', async () => {
    const { putAside, held, lines, kept } = evening({ after: ', and late' });
    const work = putAside.settleAll();
    await settled();
    lines[0]!.connect();
    await work;
    expect(putAside.items).toMatchObject([
      { round: 1, reason: 'sealed', differences: [{ dimensionId: 'what', answer: { text: 'in time, and late' } }] },
    ]);
    expect(held.size).toBe(0);
    expect(kept()).toEqual(putAside.items);
  });

  it('D6 is nothing where the server has it all, and the draft goes without a word', async () => {
    const { putAside, held, lines } = evening();
    const work = putAside.settleAll();
    await settled();
    lines[0]!.connect();
    await work;
    expect(putAside.items).toEqual([]);
    expect(held.size).toBe(0);
  });

  it('D6 stays in the draft while the server cannot be reached', async () => {
    const { putAside, held, lines } = evening({ after: ', and late' });
    const work = putAside.settleAll();
    await settled();
    lines[0]!.cut();
    await work;
    expect(putAside.items).toEqual([]);
    expect(held.size).toBe(1);
  });

  it('D6 is put aside at once where the device kept nothing and the server is gone', async () => {
    const { putAside, held, lines, draft } = evening({ after: ', and late' });
    held.clear();
    const work = putAside.settle(1, Y.encodeStateAsUpdate(draft));
    await settled();
    lines[0]!.cut();
    await work;
    expect(putAside.items).toMatchObject([{ differences: [{ answer: { text: 'in time, and late' } }] }]);
  });

  it('D6 is there on the next visit, once, until its author discards it', async () => {
    const { putAside, again, lines, kept, draft } = evening({ after: ', and late' });
    for (const turn of [0, 1]) {
      const work = putAside.settle(1, Y.encodeStateAsUpdate(draft));
      await settled();
      lines[turn]!.connect();
      await work;
    }
    const later = again();
    expect(later.items).toHaveLength(1);
    expect(later.items[0]!.differences).toHaveLength(1);
    later.discard(later.items[0]!);
    expect(later.items).toEqual([]);
    expect(kept()).toEqual([]);
  });

  it('U3 leaves a draft alone that a screen has open', async () => {
    const { putAside, lines, held } = evening({ after: ', and late' });
    const release = putAside.claim(1);
    await putAside.settleAll();
    expect(lines).toHaveLength(0);
    release();
    const work = putAside.settleAll();
    await settled();
    lines[0]!.connect();
    await work;
    expect(held.size).toBe(0);
  });

  it('U3 says of a paused round that it was stepped back from', async () => {
    const { putAside, lines } = evening({ after: ', and late', statuses: ['paused', 'writing'] });
    const work = putAside.settleAll();
    await settled();
    lines[0]!.connect();
    await work;
    expect(putAside.items).toMatchObject([{ reason: 'paused' }]);
  });
});

describe('a round is over for whoever writes', () => {
  it.each([
    ['it is being written', ['writing'] as const, undefined, false],
    ['it is paused and may be opened again', ['paused'] as const, undefined, false],
    ['another one was opened instead', ['paused', 'writing'] as const, undefined, true],
    ['it was revealed', ['revealed'] as const, undefined, true],
    ['it was revealed and a late reading is owed', ['revealed'] as const, 1, false],
  ])('D6 or not: %s', (_what, statuses, lateFor, over) => {
    expect(isOver(viewOf(statuses, lateFor), 1)).toBe(over);
  });
});
