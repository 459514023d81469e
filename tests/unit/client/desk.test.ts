/** The boards a device remembers: what the start page lists. */

import { describe, expect, it } from 'vitest';
import { beginningOf, Desk, parseDesk, type DeskBoard } from '../../../client/session/desk.svelte.ts';

const MINUTE = 60_000;

const board = (id: string, change: Partial<DeskBoard> = {}): DeskBoard => ({
  id,
  title: null,
  wording: 'We ship in March',
  phase: 'frame',
  round: 0,
  participantId: 'ana',
  name: 'Ana',
  facilitators: ['ana'],
  lastSeenMs: 0,
  ...change,
});

/** What several tabs of one browser share. */
const storage = () => {
  let kept: string | undefined;
  const writes = { count: 0 };
  const open = () =>
    new Desk({
      recall: () => (kept === undefined ? undefined : parseDesk(JSON.parse(kept))),
      keep: (boards) => {
        kept = JSON.stringify(boards);
        writes.count++;
      },
    });
  return { open, writes };
};

const ids = (desk: Desk): string[] => desk.boards.map(({ id }) => id);

describe('the desk', () => {
  it('U2 lists the board that was open last first, and knows it again in the next tab', () => {
    const { open } = storage();
    const desk = open();
    desk.saw(board('a', { lastSeenMs: 1 }));
    desk.saw(board('b', { lastSeenMs: 2 }));
    desk.saw(board('a', { lastSeenMs: 3, phase: 'write', round: 1 }));
    expect(ids(open())).toEqual(['a', 'b']);
    expect(open().of('a')).toMatchObject({ phase: 'write', round: 1 });
  });

  it('U2 keeps what another tab has written meanwhile', () => {
    const { open } = storage();
    const [one, two] = [open(), open()];
    one.saw(board('a', { lastSeenMs: 1 }));
    two.saw(board('b', { lastSeenMs: 2 }));
    two.drop('unknown');
    expect(ids(open())).toEqual(['b', 'a']);
    one.drop('b');
    two.look();
    expect(ids(two)).toEqual(['a']);
  });

  it('U2 writes an open board down when something of it changed, else once a minute', () => {
    const { open, writes } = storage();
    const desk = open();
    desk.saw(board('a'));
    desk.saw(board('a', { lastSeenMs: MINUTE - 1 }));
    expect(writes.count).toBe(1);
    desk.saw(board('a', { lastSeenMs: MINUTE }));
    desk.saw(board('a', { lastSeenMs: MINUTE, title: 'Launch' }));
    expect(writes.count).toBe(3);
  });

  it('U2 holds as many boards as a device can have keys, the latest ones', () => {
    const desk = storage().open();
    for (let n = 0; n < 45; n++) desk.saw(board(String(n), { lastSeenMs: n }));
    expect(desk.boards).toHaveLength(40);
    expect([ids(desk).at(0), ids(desk).at(-1)]).toEqual(['44', '5']);
  });

  it('U2 works for its own tab where the browser keeps nothing', () => {
    const desk = new Desk({ recall: () => undefined, keep: () => undefined });
    desk.saw(board('a'));
    expect(ids(desk)).toEqual(['a']);
  });

  it.each([
    ['nothing', undefined, undefined],
    ['something else', { boards: [] }, undefined],
    ['entries of another version', [board('a'), { id: 'b' }, null, { ...board('c'), phase: 'later' }], [board('a')]],
  ])('U2 takes %s for a first visit', (_, found, parsed) => {
    expect(parseDesk(found)).toEqual(parsed);
  });

  it.each([
    ['We ship', 20, 'We ship'],
    ['  We\n ship  ', 20, 'We ship'],
    ['We ship the importer in March', 20, 'We ship the …'],
    ['Wirliefernimmärzohneeinenimporter', 10, 'Wirliefern …'],
  ])('S13 shows how an agreement begins: %j', (wording, atMost, beginning) => {
    expect(beginningOf(wording, atMost)).toBe(beginning);
  });

  it('S13 never cuts a character in two', () => {
    expect(beginningOf('🙂'.repeat(20), 11).isWellFormed()).toBe(true);
  });
});
