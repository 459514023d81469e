/** What the server itself writes into documents, and what it reads out of them. */

import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { firstBoardState, missingNotes, readWording, writeWording } from '../../../server/documents/board-document.ts';
import { ClientOwners, SERVER } from '../../../server/documents/client-owners.ts';
import { decodeKept, encodeKept } from '../../../server/documents/entry-format.ts';
import { parseDocumentName } from '../../../server/documents/document-name.ts';
import { firstReadingState, readReading } from '../../../server/documents/reading-document.ts';
import { readWall, wallUpdate, type WallChange } from '../../../server/documents/wall-document.ts';
import { windowMs } from '../../../server/documents/write-window.ts';
import { parseDimensionId, parseReadingId } from '../../../shared/board/ids.ts';
import { ANA, answerOf, QUESTIONS, SERVER_CLIENT, textOf } from '../../kit/vetted-documents.ts';

const id = (text: string) => parseDimensionId(text)!;
const reading = (letter: string) => parseReadingId(letter.repeat(22))!;

const loaded = (...updates: (Uint8Array | undefined)[]): Y.Doc => {
  const doc = new Y.Doc();
  for (const update of updates) if (update !== undefined) Y.applyUpdate(doc, update);
  return doc;
};

describe('the wall', () => {
  const change = (letter: string, raw: string, round = 1): WallChange => ({
    round,
    readingId: reading(letter),
    value: { answers: { what: { state: 'answered', value: raw, raw } }, nod: null },
  });

  it('D2 is written without touching the copy that is served', () => {
    const wall = new Y.Doc();
    const update = wallUpdate(wall, [change('r', 'A page'), change('s', 'Two pages'), change('r', 'One', 2)], 5);
    expect(Y.encodeStateAsUpdate(wall)).toEqual(Uint8Array.of(0, 0));
    const shown = readWall(loaded(update));
    expect(Object.keys(shown)).toEqual(['1', '2']);
    expect(shown['1']?.[reading('s')]).toEqual(change('s', 'Two pages').value);
    expect(wallUpdate(wall, [], 5)).toBeUndefined();
  });

  it('S6 what is replaced is gone from every byte of the next state', () => {
    const wall = loaded(wallUpdate(new Y.Doc(), [change('r', 'canary')], 5));
    const other = loaded(Y.encodeStateAsUpdate(wall));
    const taken = wallUpdate(wall, [{ round: 1, readingId: reading('r'), value: { withdrawn: true } }], 6)!;
    for (const doc of [wall, other]) {
      Y.applyUpdate(doc, taken);
      expect(readWall(doc)['1']).toEqual({ [reading('r')]: { withdrawn: true } });
      expect(Buffer.from(Y.encodeStateAsUpdate(doc)).includes('canary')).toBe(false);
      expect(doc.store.pendingStructs).toBeNull();
    }
  });

  it('S6 of one reading changed twice in one write the later value stays', () => {
    const wall = loaded(wallUpdate(new Y.Doc(), [change('r', 'first'), change('r', 'second')], 5));
    expect(readWall(wall)['1']?.[reading('r')]).toEqual(change('r', 'second').value);
  });
});

describe('the board document', () => {
  it('U3 a question that comes later gets its notes, once', () => {
    const doc = loaded(firstBoardState('We ship it.', [id('what')], SERVER_CLIENT));
    const update = missingNotes(doc, [id('what'), id('who')], 9);
    Y.applyUpdate(doc, update!);
    expect(doc.getMap('notes').get('who')).toBeInstanceOf(Y.Text);
    expect(missingNotes(doc, [id('what'), id('who')], 9)).toBeUndefined();
  });

  it.each([
    ['We ship it.', 'We ship it in May.'],
    ['We ship it.', ''],
    ['', 'We ship it.'],
    ['a🙂b', 'a🙃b'],
    ['🙂🙂', '🙂'],
    ['aaa', 'aaaa'],
    ['same', 'same'],
  ])('U3 the wording %j becomes %j, and no character is cut in two', (before, after) => {
    const doc = loaded(firstBoardState(before, [], SERVER_CLIENT));
    writeWording(doc, after);
    expect(readWording(doc)).toBe(after);
    expect(readWording(loaded(Y.encodeStateAsUpdate(doc)))).toBe(after);
  });
});

describe('a reading', () => {
  const owners = () => {
    const made = new ClientOwners();
    made.add(SERVER_CLIENT, SERVER);
    made.add(7, ANA);
    return made;
  };
  const written = (before?: Parameters<typeof firstReadingState>[2]) => {
    const doc = loaded(firstReadingState(QUESTIONS, SERVER_CLIENT, before));
    doc.clientID = 7;
    return doc;
  };
  const earlier = () => {
    const doc = written();
    textOf(doc, 'what').insert(0, 'A page');
    answerOf(doc, 'what').set('state', 'answered');
    answerOf(doc, 'when').set('value', { start: '2026-01-01', end: '2026-01-01', precision: 'day' });
    answerOf(doc, 'when').set('raw', '1 January');
    doc.getMap('nod').set('fist', 4);
    return readReading(doc, owners());
  };

  it('S5 is read as plain, well-formed text without what was deleted', () => {
    const doc = written();
    textOf(doc, 'what').insert(0, 'e\u0301 \ud83d and more');
    textOf(doc, 'what').delete(4, 9);
    expect(readReading(doc, owners()).answers.get(id('what'))).toMatchObject({
      text: '\u00e9 \ufffd',
      isTouched: true,
    });
  });

  it('S5 what was carried over counts once it is kept or changed', () => {
    const touched = (change: (doc: Y.Doc) => void) => {
      const doc = written(earlier());
      change(doc);
      return [...readReading(doc, owners()).answers].filter(([, answer]) => answer.isTouched).map(([key]) => key);
    };
    expect(touched(() => undefined)).toEqual([]);
    expect(touched((doc) => answerOf(doc, 'when').set('kept', true))).toEqual(['when']);
    expect(touched((doc) => answerOf(doc, 'when').set('kept', false))).toEqual([]);
    expect(touched((doc) => answerOf(doc, 'when').set('raw', '1 January'))).toEqual(['when']);
    expect(touched((doc) => textOf(doc, 'what').delete(0, 2))).toEqual(['what']);
    expect(touched((doc) => textOf(doc, 'why').insert(0, 'x'))).toEqual(['why']);
    expect(
      touched((doc) => {
        textOf(doc, 'what').insert(0, 'x');
        textOf(doc, 'what').delete(0, 1);
      }),
    ).toEqual(['what']);
  });

  it('S5 nod and sure start empty in a new round', () => {
    expect(written(earlier()).getMap('nod').size).toBe(0);
  });
});

describe('names, entries and windows', () => {
  it.each([
    '',
    'boards',
    'board/',
    'reading-',
    'reading-0',
    'reading-01',
    'reading-1/../wall',
    'reading-9999999',
    '%62oard',
    'wall\n',
  ])('S3 %j is the name of no document', (tail) => {
    expect(parseDocumentName(tail, ANA)).toBeUndefined();
  });

  it('S3 a reading is always the caller’s own', () => {
    expect(parseDocumentName('reading-2', ANA)).toEqual({ kind: 'reading', round: 2, author: ANA });
  });

  it('D10 an entry keeps its update and whose client ids are new; one of a later version is not guessed at', () => {
    for (const owners of [[], [[7, ANA] as const, [8, SERVER] as const]]) {
      const kept = decodeKept(encodeKept({ owners, update: Uint8Array.of(0, 0) }));
      expect([kept.owners, [...kept.update]]).toEqual([owners, [0, 0]]);
    }
    expect(() => decodeKept(Uint8Array.of(2, 0, 0, 0))).toThrow('version');
  });

  it('A3 the window grows with the room', () => {
    expect([1, 20, 60, 100, 200, 600, 1000, 5000].map(windowMs)).toEqual([8, 8, 12, 16, 25, 37.5, 50, 50]);
  });
});
