/** What the editor of the wording takes from hands, and what it shows of others; without a browser. */

import { EditorSelection, EditorState, type Transaction, type TransactionSpec } from '@codemirror/state';
import { ySyncAnnotation, YSyncConfig } from 'y-codemirror.next';
import { beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { moved } from '../../../client/phases/wording/cursor-layers.ts';
import { cursorsIn, peopleIn } from '../../../client/phases/wording/other-cursors.ts';
import { wordsFrom, wordsIn } from '../../../client/phases/wording/selected-words.ts';
import { typedText } from '../../../client/phases/wording/typed-text.ts';

const doc = new Y.Doc();
const text = doc.getText('wording');
const relative = (at: number): unknown => Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(text, at));
const user = (name: string, colour: unknown = 3) => ({ id: name.toLowerCase(), name, colour });

beforeEach(() => {
  text.delete(0, text.length);
  text.insert(0, 'We move it.');
});

describe('The cursors of others', () => {
  it('S11 stand where they are, under the name the server gave', () => {
    const states = new Map<number, unknown>([
      [1, { user: user('Ana'), cursor: { anchor: relative(0), head: relative(2) } }],
      [2, { user: user('Ben', 7), cursor: { anchor: 4, head: 4 } }],
    ]);
    expect(cursorsIn(states, 9, text)).toEqual([
      { client: 1, id: 'ana', name: 'Ana', colour: 3, anchor: 0, head: 2 },
      { client: 2, id: 'ben', name: 'Ben', colour: 7, anchor: 4, head: 4 },
    ]);
  });

  it('S11 stay with their letters while others type', () => {
    const states = new Map([[1, { user: user('Ana'), cursor: { anchor: relative(3), head: relative(7) } }]]);
    text.insert(0, 'Now: ');
    expect(cursorsIn(states, 9, text)).toMatchObject([{ anchor: 8, head: 12 }]);
  });

  it('S11 are left away where they are not what the server sends, or of a text that has not arrived', () => {
    const cursor = { anchor: relative(1), head: relative(1) };
    const elsewhere: unknown = Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(doc.getText('other'), 0));
    const ahead = { anchor: { type: null, tname: null, item: { client: 5, clock: 900 }, assoc: 0 } };
    const states: unknown[] = [
      null,
      'x',
      {},
      { cursor },
      { user: { name: 'Nobody', colour: 0 }, cursor },
      { user: user('Ana', 8), cursor },
      { user: user('Ana', 'red'), cursor },
      { user: user('Ana'), cursor: null },
      { user: user('Ana'), cursor: { anchor: elsewhere, head: elsewhere } },
      { user: user('Ana'), cursor: { ...ahead, head: ahead.anchor } },
    ];
    expect(cursorsIn(new Map(states.map((state, index) => [index, state])), 99, text)).toEqual([]);
  });

  it('S11 leave out one’s own, and stop at the end of the text', () => {
    const states = new Map([
      [1, { user: user('Ana'), cursor: { anchor: 0, head: 0 } }],
      [2, { user: user('Ben'), cursor: { anchor: 0, head: 5000 } }],
    ]);
    expect(cursorsIn(states, 1, text)).toMatchObject([{ id: 'ben', head: text.length }]);
  });

  it('U1 are told by name as well, each person once', () => {
    const cursor = { anchor: 0, head: 0 };
    const states = new Map<number, unknown>([
      [1, { user: user('Chloe'), cursor }],
      [2, { user: user('Ben'), cursor }],
      [3, { user: user('Ben'), cursor }],
      [4, { user: user('Ana'), cursor }],
      [5, { user: user('Dev') }],
    ]);
    expect(peopleIn(states, 'ana').map(({ name }) => name)).toEqual(['Ben', 'Chloe']);
  });

  it('U3 make room for what is typed here', () => {
    const changes = EditorState.create({ doc: 'We move it.' }).update({ changes: { from: 3, insert: 'all ' } }).changes;
    const cursor = { client: 1, ...user('Ana'), colour: 3, anchor: 1, head: 3 };
    expect(moved([cursor], changes)).toMatchObject([{ anchor: 1, head: 7 }]);
  });
});

describe('What is typed or pasted into the wording', () => {
  const MOST = 20;
  let refusals = 0;
  const start = (content: string) =>
    EditorState.create({ doc: content, extensions: typedText(MOST, () => refusals++) });
  const after = (content: string, ...specs: TransactionSpec[]): Transaction => start(content).update(...specs);

  beforeEach(() => {
    refusals = 0;
  });

  it('S13 becomes plain text with one kind of line break', () => {
    expect(after('', { changes: { from: 0, insert: 'a\r\nb\rc\u0007d\te' } }).newDoc.toString()).toBe('a\nb\ncd\te');
  });

  it('S13 keeps characters whole, also where only half of one would change', () => {
    const emoji = after('a😀b', { changes: { from: 2, to: 3, insert: '\ude01' } });
    expect(emoji.newDoc.toString()).toBe('a😁b');
    expect(
      after('a😀b', { changes: { from: 2, to: 3 } })
        .newDoc.toString()
        .isWellFormed(),
    ).toBe(true);
    expect(after('', { changes: { from: 0, insert: '\ud83d' } }).newDoc.toString()).toBe('\ufffd');
  });

  it('S13 leaves everything else as it was typed, the cursor too', () => {
    const typed = after('We it', { changes: { from: 3, insert: 'move ' }, selection: EditorSelection.cursor(8) });
    expect(typed.newDoc.toString()).toBe('We move it');
    expect(typed.newSelection.main.head).toBe(8);
  });

  it('A2 ends at the limit, and says so', () => {
    const full = 'x'.repeat(MOST);
    expect(after(full, { changes: { from: 0, insert: 'y' } }).newDoc.toString()).toBe(full);
    expect(refusals).toBe(1);
    expect(after(full, { changes: { from: 0, to: 3, insert: 'yy' } }).newDoc.length).toBe(MOST - 1);
    const tooFull = 'x'.repeat(MOST + 5);
    expect(after(tooFull, { changes: { from: 0, to: 2 } }).newDoc.length).toBe(MOST + 3);
  });

  it('D5 never changes what others have written', () => {
    const sync = ySyncAnnotation.of(new YSyncConfig(text, null));
    const theirs = after('', { changes: { from: 0, insert: `a\rb${'x'.repeat(MOST)}` }, annotations: sync });
    expect(theirs.newDoc.length).toBe(MOST + 3);
    expect(refusals).toBe(0);
  });
});

describe('Words one can ask about', () => {
  it.each([
    ['importer', 'importer'],
    [' “the\n old importer”, ', 'the old importer'],
    ['(quality).', 'quality'],
    ['it’s', 'it’s'],
    ['「品質」', '品質'],
  ])('U2 stand without what surrounds them: %j', (selected, words) => {
    expect(wordsFrom(selected)).toBe(words);
  });

  it.each(['', ' \n', '…', 'x'.repeat(81)])('U2 are a word or a phrase, nothing else: %j', (selected) => {
    expect(wordsFrom(selected)).toBeUndefined();
  });

  it('U1 are the word at the cursor where nothing is selected', () => {
    const state = EditorState.create({ doc: 'We move it.', selection: { anchor: 5 } });
    expect(wordsIn(state)).toBe('move');
    expect(wordsIn(EditorState.create({ doc: 'We  move', selection: { anchor: 3 } }))).toBeUndefined();
  });
});
