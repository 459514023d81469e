/**
 * Text that people type, made safe to keep and show: NFC, well-formed, no control or bidirectional override
 * characters, no towers of combining marks. Lengths count graphemes. Text that would be changed beyond recognition is
 * refused rather than repaired.
 */

import * as v from 'valibot';

const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/u;
const LINE_BREAKS = /[\n\r\u2028\u2029\t]/u;
const BIDI = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
const TOO_MANY_MARKS = /\p{M}{5}/u;
/** Characters that look like nothing but are not white space to `trim`. */
const BLANK =
  /[\s\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202f\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0]/gu;

const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** Number of characters as a person counts them; stops counting just above `atMost`. */
export const graphemes = (text: string, atMost: number): number => {
  if (text.length <= atMost && /^[\x20-\x7e]*$/.test(text)) return text.length;
  let count = 0;
  for (const _ of segmenter.segment(text)) if (++count > atMost) break;
  return count;
};

export const isBlank = (text: string): boolean => text.replace(BLANK, '') === '';

/**
 * Thirty combining marks on one letter: no script needs more. Unicode's Stream-Safe Text Format (UAX #15) parts such
 * towers with a joiner that nobody sees. Normalising takes time with the square of their height, so that one tower in
 * one message would hold up every board for seconds.
 */
const TOWER = /(?:(?!\u034f)\p{M}){30}(?!\u034f)/gu;
const partTowers = (text: string): string => text.replace(TOWER, '$&\u034f');

/** What is stored and shown of any text: well-formed, NFC, in time that grows with its length alone. */
export const toPlain = (text: string): string => partTowers(partTowers(text.toWellFormed()).normalize('NFC'));

const fits = (atMost: number) => (text: string) => text.length <= atMost * 16 && graphemes(text, atMost) <= atMost;

/** Longer than anything that could still fit once it is normalised: refused before any work is spent on it. */
const atFirstSight = (atMost: number) => v.pipe(v.string(), v.maxLength(atMost * 64));

/** One line that names something: a name, a title, a label. Never blank, no overrides of writing direction. */
export const lineSchema = (atMost: number) =>
  v.pipe(
    atFirstSight(atMost),
    v.transform((text) => toPlain(text).trim()),
    v.check(
      (text) => !CONTROLS.test(text) && !LINE_BREAKS.test(text) && !BIDI.test(text) && !TOO_MANY_MARKS.test(text),
    ),
    v.check((text) => !isBlank(text)),
    v.check(fits(atMost)),
  );

/** Running text that may be empty and may have several lines. */
export const textSchema = (atMost: number) =>
  v.pipe(
    atFirstSight(atMost),
    v.transform((text) => toPlain(text).replace(/\r\n?/g, '\n')),
    v.check((text) => !CONTROLS.test(text)),
    v.check(fits(atMost)),
  );
