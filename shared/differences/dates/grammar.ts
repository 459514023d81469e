/**
 * How the grammars are run: all rules of all languages over one folded text, and of what overlaps the earliest and then
 * the longest stays. Patterns are matched on whole words; none of them can run longer than a text of capped length allows.
 */

import type { Passage } from '../clause.ts';
import type { Meaning, Moment } from './meaning.ts';

type Groups = Readonly<Record<string, string | undefined>>;
/** Undefined where the words say nothing about days after all. */
export type Mean = (groups: Groups, moment: Moment, passage: Passage) => Meaning | undefined;

export interface Rule {
  readonly pattern: RegExp;
  readonly mean: Mean;
  /** Latin words are parted by spaces; Japanese is not, only its digits are kept whole. */
  readonly script: 'latin' | 'japanese';
}

export interface Found extends Passage {
  readonly meaning: Meaning;
}

const WORD = /[\p{Script=Latin}\p{N}]/u;
/** A number goes on: the 3 of 2.3, of 10:3 and of 10-3. */
const NUMBER_BEFORE = /[\p{N}][.,:/-]$/u;

export const latin = (source: string, mean: Mean): Rule => ({
  pattern: new RegExp(`(?:${source})(?![\\p{Script=Latin}\\p{N}])`, 'gu'),
  mean,
  script: 'latin',
});

export const japanese = (source: string, mean: Mean): Rule => ({
  pattern: new RegExp(`(?:${source})`, 'gu'),
  mean,
  script: 'japanese',
});

const startsWell = (text: string, from: number, script: Rule['script']): boolean => {
  const before = text.slice(Math.max(0, from - 2), from);
  const last = before.slice(-1);
  if (script === 'japanese') return !(/\p{N}/u.test(text.charAt(from)) && /[\p{N}.,:/-]/u.test(last));
  return !WORD.test(last) && !(/\p{N}/u.test(text.charAt(from)) && NUMBER_BEFORE.test(before));
};

const findBy = ({ pattern, mean, script }: Rule, text: string, moment: Moment): Found[] => {
  const found: Found[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const passage = { text, from: match.index, to: match.index + match[0].length };
    const meaning = startsWell(text, passage.from, script) ? mean(match.groups ?? {}, moment, passage) : undefined;
    if (meaning !== undefined) found.push({ ...passage, meaning });
    // What begins one letter later may be a better one.
    else pattern.lastIndex = match.index + 1;
  }
  return found;
};

/** Everything found, from left to right, nothing overlapping. */
export const findAll = (text: string, rules: readonly Rule[], moment: Moment): Found[] => {
  const all = rules.flatMap((rule) => findBy(rule, text, moment));
  const ordered = all.sort((a, b) => a.from - b.from || b.to - a.to);
  const kept: Found[] = [];
  for (const found of ordered) if (found.from >= (kept.at(-1)?.to ?? 0)) kept.push(found);
  return kept;
};

/** Alternatives of a pattern, the longest first, so that none hides a longer one. */
export const anyOf = (words: Iterable<string>): string =>
  [...words].sort((a, b) => b.length - a.length || (a < b ? -1 : 1)).join('|');
