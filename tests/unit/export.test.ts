/** The export of a board: what is in it, what is not, and in which order. */

import { describe, expect, it } from 'vitest';
import { exportBoard, exportJson } from '../../shared/export/export-board.ts';
import { attachment, fileName } from '../../shared/export/file-name.ts';
import { returnCalendar } from '../../shared/export/calendar-file.ts';
import { BOARD, chose, hung, personId, readingId, said, source, viewed, WALL } from '../kit/exported-board.ts';

describe('an export', () => {
  it('D12 holds people and readings under short names, in an order that tells nothing', () => {
    const board = exportBoard(source());
    expect(board.people).toEqual([
      { id: 'p1', name: 'Noor', facilitator: true, reads: false },
      { id: 'p2', name: 'Ana', function: 'product', facilitator: false, reads: true },
      { id: 'p3', name: 'Ben', facilitator: false, reads: true },
    ]);
    const [round] = board.rounds;
    expect(round?.readings?.map(({ id }) => id)).toEqual(['r1', 'r2']);
    expect(round?.readings?.[1]).toMatchObject({
      id: 'r2',
      nod: { fist: 5, sure: 90 },
      answers: { who: { state: 'answered', value: ['p2', 'ext:the agency'], raw: 'Ana, the agency' } },
    });
    expect(board.claims).toEqual([{ reading: 'r2', by: 'p3' }]);
    expect(board.replies).toEqual([
      { question: 'when', by: 'p3', at: '2026-12-10T09:00:00.000Z', text: 'Which March?' },
    ]);
    expect(board.notes).toEqual([{ question: 'when', text: 'Ask legal first.' }]);
  });

  it('D12 holds no id of the board, no caller, no key, no code, no salt and no digest', () => {
    const text = exportJson(source());
    for (const inner of [
      BOARD,
      personId('ana'),
      readingId('a'),
      readingId('noor'),
      'amber',
      'salt',
      'digest',
      'online',
    ])
      expect(text).not.toContain(inner);
    expect(text).not.toMatch(/-{5}/);
  });

  it('D12 is the same for everybody who sees the same, letter by letter', () => {
    const { view } = source();
    const waiting = { id: personId('eve'), name: 'Eve', facilitator: false, reads: true, online: true, done: false };
    const turnedAway = { id: personId('mal'), name: 'Mal' };
    const asFacilitator = {
      ...view,
      participants: [...view.participants, { ...waiting, pending: true as const }],
      former: [turnedAway],
    };
    const asAna = { ...view, me: { ...view.me, participantId: personId('ana'), facilitator: false, marks: [] } };
    expect(exportJson(source({ view: asFacilitator }))).toBe(exportJson(source({ view: asAna })));
    const [b, a] = Object.entries(WALL['1']);
    const turned = { '1': Object.fromEntries([a!, b!]) };
    expect(exportJson(source({ wall: turned }))).toBe(exportJson(source()));
  });

  it.each(['writing', 'paused'] as const)(
    'S1 holds no reading of a round that is %s, whatever hangs on the wall',
    (status) => {
      const { view } = source();
      const rounds = view.rounds.map((round) => ({ ...round, status }));
      const text = exportJson(source({ view: { ...view, rounds } }));
      expect(text).not.toContain('A page');
      expect(JSON.parse(text)).toMatchObject({ rounds: [{ status, readings: null }] });
    },
  );

  it('S2 holds nothing that is withheld', () => {
    const board = exportBoard({ view: viewed({}, { replies: [], marks: [], claims: [] }) });
    expect(board.rounds[0]?.readings).toBeNull();
    expect([board.notes, board.replies, board.claims, board.marks]).toEqual([[], [], [], []]);
  });

  it('S6 shows a gap where somebody took their text back, and an author only where names are shown', () => {
    const wall = {
      '1': {
        [readingId('a')]: { withdrawn: true as const },
        [readingId('b')]: hung({ what: said('A page') }, { by: personId('ben'), late: true }),
      },
    };
    const [round] = exportBoard(source({ wall })).rounds;
    expect(round?.readings).toEqual([
      { id: 'r1', withdrawn: true },
      expect.objectContaining({ id: 'r2', by: 'p3', late: true }),
    ]);
  });

  it('S7 numbers a reading alike in all rounds, late ones after the others', () => {
    const { view } = source();
    const rounds = [1, 2].map((number) => ({ ...view.rounds[0]!, number }));
    const wall = {
      '1': { [readingId('a')]: hung({}, { late: true }), [readingId('c')]: hung({}) },
      '2': { [readingId('a')]: hung({}), [readingId('b')]: hung({}), [readingId('c')]: hung({}) },
    };
    const board = exportBoard(source({ view: { ...view, rounds }, wall }));
    expect(board.rounds.map(({ readings }) => readings?.map(({ id }) => id))).toEqual([
      ['r1', 'r2'],
      ['r1', 'r2', 'r3'],
    ]);
    expect(board.rounds[0]?.readings?.[1]).toMatchObject({ late: true });
  });

  it('D12 names who was removed only where something still names them, and nobody it does not know', () => {
    const former = [
      { id: personId('eli'), name: 'Eli' },
      { id: personId('mal'), name: 'Mal' },
    ];
    const wall = {
      '1': { [readingId('a')]: hung({ who: chose([personId('eli'), personId('lost'), 'p2']) }) },
    };
    const board = exportBoard(source({ view: viewed({}, { former }), wall }));
    expect(board.people.at(-1)).toEqual({ id: 'p4', name: 'Eli', facilitator: false, reads: false, former: true });
    expect(board.rounds[0]?.readings?.[0]).toMatchObject({ answers: { who: { value: ['p4', 'ext:?', 'ext:p2'] } } });
  });
});

describe('a name for a file', () => {
  it.each([
    ['Atlas', 'readback-Atlas.md', 'readback-Atlas.md'],
    [null, 'readback.md', 'readback.md'],
    ['../../etc/passwd', 'readback-etc-passwd.md', 'readback-etc-passwd.md'],
    ['a"; filename=evil.exe\r\nX: y', 'readback-a-filename-evil-exe-X-y.md', 'readback-a-filename-evil-exe-X-y.md'],
    ['Über uns', 'readback-Über-uns.md', 'readback-Uber-uns.md'],
    ['受注 2026', 'readback-受注-2026.md', 'readback-2026.md'],
    ['受注', 'readback-受注.md', 'readback.md'],
    ['x'.repeat(200), `readback-${'x'.repeat(60)}.md`, `readback-${'x'.repeat(60)}.md`],
  ])('S13 is made of letters and digits: %s', (title, name, plain) => {
    expect(fileName(title, 'md')).toBe(name);
    expect(attachment(name)).toBe(`attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`);
  });
});

describe('the return date', () => {
  const calendar = (title: string | null) =>
    returnCalendar({
      boardId: BOARD,
      title,
      returnOn: '2026-12-31',
      setOn: '2026-12-10',
      origin: 'https://board.example.org',
    });

  it('A4 is one event that takes all day, with the address of the board', () => {
    const lines = calendar('Atlas').split('\r\n');
    expect(lines[0]).toBe('BEGIN:VCALENDAR');
    expect(lines).toContain('DTSTART;VALUE=DATE:20261231');
    expect(lines).toContain('DTEND;VALUE=DATE:20270101');
    expect(lines).toContain('DTSTAMP:20261210T000000Z');
    expect(lines.join('').replaceAll('\r\n ', '')).toContain(`URL:https://board.example.org/b/${BOARD}`);
    expect(lines.slice(-3)).toEqual(['END:VEVENT', 'END:VCALENDAR', '']);
  });

  it.each([
    ['Q1, Q2; and \\n', 'Q1\\, Q2\\; and \\\\n'],
    ['a\r\nBEGIN:VALARM', 'a\\nBEGIN:VALARM'],
    ['受注システムの切り替えと、それから何が作られるかについての合意'.repeat(3), undefined],
    ['👩‍👩‍👧‍👦'.repeat(30), undefined],
  ])('S13 takes a title for text, in lines of at most 75 octets: %s', (title, expected) => {
    const text = calendar(title);
    const lines = text.split('\r\n');
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    for (const line of lines) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(text.replaceAll('\r\n ', '').split('\r\n')).toContain(`SUMMARY:What was made? ${expected ?? title}`);
    expect(text.isWellFormed()).toBe(true);
  });
});
