/**
 * What changed between two versions of a text, word by word. Pure. Kept and taken out together are the old text, kept and
 * put in together the new one, character for character.
 */

import { diffArrays } from 'diff';

export interface DiffPart {
  readonly kind: 'kept' | 'out' | 'in';
  readonly text: string;
}

/** Texts further apart than so many words are shown as one taken out and one put in. */
const MOST_CHANGES = 400;

const words = (text: string, locale: string): string[] =>
  Array.from(new Intl.Segmenter(locale, { granularity: 'word' }).segment(text), ({ segment }) => segment);

const kindOf = ({ added, removed }: { added: boolean; removed: boolean }): DiffPart['kind'] =>
  added ? 'in' : removed ? 'out' : 'kept';

interface Change {
  out: string;
  in: string;
  /** What stayed after the change. */
  kept: string;
}

/** A blank that stayed between two changes belongs to both, or a changed phrase would be shown word by word. */
const joined = (parts: readonly DiffPart[]): Change[] => {
  const changes: Change[] = [];
  for (const { kind, text } of parts) {
    const last = changes.at(-1);
    if (kind === 'kept') {
      if (last === undefined) changes.push({ out: '', in: '', kept: text });
      else last.kept += text;
      continue;
    }
    const isGoingOn = last !== undefined && last.out + last.in !== '' && last.kept.trim() === '';
    const change = isGoingOn ? last : { out: '', in: '', kept: '' };
    if (!isGoingOn) changes.push(change);
    else if (change.kept !== '') {
      change.out += change.kept;
      change.in += change.kept;
      change.kept = '';
    }
    change[kind] += text;
  }
  return changes;
};

/** @param locale of the words; scripts that write without blanks are parted by dictionary */
export const diffWords = (before: string, after: string, locale: string): readonly DiffPart[] => {
  const found = diffArrays(words(before, locale), words(after, locale), { maxEditLength: MOST_CHANGES });
  const parts: readonly DiffPart[] =
    found === undefined
      ? [
          { kind: 'out', text: before },
          { kind: 'in', text: after },
        ]
      : found.map((part) => ({ kind: kindOf(part), text: part.value.join('') }));
  return joined(parts).flatMap((change) =>
    (['out', 'in', 'kept'] as const).map((kind) => ({ kind, text: change[kind] })).filter(({ text }) => text !== ''),
  );
};
