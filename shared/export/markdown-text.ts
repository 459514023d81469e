/**
 * What people typed, inside a Markdown file: it stays text in whatever it is pasted into (S13). No markup, no HTML, no
 * link, no list, no heading comes of it, and no override of the writing direction reaches the lines after it.
 */

/** Signs that nobody sees and a renderer may obey, and overrides of the writing direction. */
const UNSEEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/gu;
const LINE_END = /\r\n?|[\n\u2028\u2029]/u;

/** Entities for what could begin HTML: there are renderers that know no backslash before it. */
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

const escaped = (line: string): string =>
  line
    .replace(/[\\`*_{}[\]#|~^$@]/g, '\\$&')
    // Addresses and the short names of pictures; the time of day keeps its colon.
    .replace(/:(?=[^\s\d])/gu, '\\:')
    .replace(/\bwww(?=\.)/gi, '$&\\')
    .replace(/[&<>]/g, (sign) => ENTITIES[sign] ?? sign);

/** What would begin a list, a heading or a rule at the start of a line. */
const atLineStart = (line: string): string =>
  line.replace(/^[-+=]/, '\\$&').replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2');

/** Lines that say something, each safe at the start of a line of Markdown. */
export const markdownLines = (text: string): string[] =>
  text
    .split(LINE_END)
    .map((line) => line.replace(UNSEEN, '').replace(/\s+/gu, ' ').trim())
    .filter((line) => line !== '')
    .map((line) => atLineStart(escaped(line)));

/** A name, a title, a label: one line, whatever was handed in. */
export const lineInMarkdown = (text: string): string => markdownLines(text).join(' ');

/** Running text within a line; where it has several, they are broken and indented as a list item needs it. */
export const inMarkdown = (text: string): string => markdownLines(text).join('  \n  ');

/** Text as a block of its own; empty for text that says nothing. */
export const blockQuote = (text: string): string =>
  markdownLines(text)
    .map((line) => `> ${line}`)
    .join('  \n');
