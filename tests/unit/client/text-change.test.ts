import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { changeBetween, rebased, shifted, wellFormed, type TextChange } from '../../../client/session/text-change.ts';

const apply = (text: string, { at, remove, insert }: TextChange): string =>
  text.slice(0, at) + insert + text.slice(at + remove);
const applyAll = (text: string, changes: readonly TextChange[]): string => changes.reduce(apply, text);

const CHARACTERS = ['a', 'b', 'e\u0301', 'é', '👍🏽', '👩‍👩‍👧', '🇪🇸', '🇯🇵', 'が', 'か\u3099', ' ', '\n', '\r\n', 'ß', '한'];
const words = fc.array(fc.constantFrom(...CHARACTERS), { maxLength: 12 }).map((parts) => parts.join(''));

const plain = fc.string({ unit: fc.constantFrom('a', 'b', ' '), maxLength: 20 });

describe('a change of a text', () => {
  it('D7 turns what was shown into what was typed, whatever both are', () => {
    fc.assert(
      fc.property(words, words, fc.nat(40), (before, after, caret) => {
        const change = changeBetween(before, after, Math.min(caret, after.length));
        expect(change === undefined ? before : apply(before, change)).toBe(after);
        expect(change === undefined).toBe(before === after);
      }),
    );
  });

  it('D7 never takes a character apart', () => {
    fc.assert(
      fc.property(words, words, (before, after) => {
        const change = changeBetween(before, after);
        if (change === undefined) return;
        const taken = before.slice(change.at, change.at + change.remove);
        const starts = (text: string) =>
          new Set([...new Intl.Segmenter('und').segment(text)].map(({ index }) => index)).add(text.length);
        for (const offset of [change.at, change.at + change.remove]) expect(starts(before)).toContain(offset);
        for (const offset of [change.at, change.at + change.insert.length]) expect(starts(after)).toContain(offset);
        expect(wellFormed(taken)).toBe(taken);
        expect(wellFormed(change.insert)).toBe(change.insert);
      }),
    );
  });

  it.each([
    ['a letter typed into a row of the same', 'aaa', 'aaaa', 2, { at: 1, remove: 0, insert: 'a' }],
    ['a word', 'the database', 'the new database', 8, { at: 4, remove: 0, insert: 'new ' }],
    ['a letter taken away', 'moved', 'move', 4, { at: 4, remove: 1, insert: '' }],
    ['a skin tone changed', 'ok 👍🏽', 'ok 👍🏿', 7, { at: 3, remove: 4, insert: '👍🏿' }],
    ['an accent added', 'cafe', 'cafe\u0301', 5, { at: 3, remove: 1, insert: 'e\u0301' }],
  ])('D7 is as small as it can be: %s', (_what, before, after, caret, change) => {
    expect(changeBetween(before, after, caret)).toEqual(change);
  });

  it('D7 keeps half of a pair as the sign for it, as the others would get it', () => {
    expect(wellFormed('a\ud83db')).toBe('a\ufffdb');
    expect(wellFormed('a\udc4d')).toBe('a\ufffd');
    expect(wellFormed('a👍')).toBe('a👍');
  });

  it('D7 made elsewhere at the same time loses neither side', () => {
    fc.assert(
      fc.property(plain, fc.nat(30), fc.nat(30), fc.nat(6), (base, mineAt, theirsAt, mineRemoves) => {
        const at = (place: number) => Math.min(place, base.length);
        const mine = { at: at(mineAt), remove: Math.min(mineRemoves, base.length - at(mineAt)), insert: 'MINE' };
        const theirs = { at: at(theirsAt), remove: 0, insert: 'THEIRS' };
        const merged = applyAll(apply(base, theirs), rebased(mine, base, apply(base, theirs)));
        expect(merged).toContain('MINE');
        expect(merged).toContain('THEIRS');
        expect(merged.length).toBe(base.length - mine.remove + 10);
      }),
    );
  });

  it('D7 takes away only what it meant to, when others took away some of it', () => {
    const base = 'one two six';
    const now = 'one six';
    const mine = { at: 0, remove: 8, insert: '' };
    expect(applyAll(now, rebased(mine, base, now))).toBe('six');
  });

  it('D7 leaves the caret at the words it stood at', () => {
    const change = changeBetween('the contract', 'today the contract');
    expect(change && shifted(4, change)).toBe(10);
    const removal = changeBetween('now the contract', 'the contract');
    expect(removal && shifted(2, removal)).toBe(0);
  });

  it('D7 written into a shared text arrives as it was typed', () => {
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 8 }), (versions) => {
        const [here, there] = [new Y.Doc(), new Y.Doc()];
        here.on('update', (update: Uint8Array) => Y.applyUpdate(there, update));
        const text = here.getText();
        for (const version of versions) {
          const change = changeBetween(text.toJSON(), version);
          if (change === undefined) continue;
          here.transact(() => {
            text.delete(change.at, change.remove);
            text.insert(change.at, change.insert);
          });
        }
        expect(there.getText().toJSON()).toBe(versions.at(-1));
      }),
    );
  });
});
