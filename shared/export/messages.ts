/**
 * Every sentence of an exported Markdown file. Counts and names only: what it means is for its readers. Arguments are text
 * that is safe to stand in Markdown.
 */

import { dayIn } from '../board/calendar.ts';

const LOCALE = 'en-GB';
const listFormat = new Intl.ListFormat(LOCALE, { type: 'conjunction' });
const amountFormat = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 12 });
const dayFormat = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });

/** @param iso an ISO 8601 day */
const day = (iso: string): string => {
  const atMs = Date.parse(`${iso}T00:00:00Z`);
  return Number.isNaN(atMs) ? iso : dayFormat.format(atMs);
};

const readings = (count: number): string => (count === 1 ? '1 reading' : `${count} readings`);

export const EXPORT_TEXT = {
  untitled: 'What was agreed',
  day,
  dayOf: (iso: string, timeZone: string): string => day(dayIn(timeZone, Date.parse(iso))),
  period: (first: string, last: string): string => (first === last ? day(first) : `${day(first)} to ${day(last)}`),
  amount: (amount: number, unit: string): string => [amountFormat.format(amount), unit].join(' ').trim(),
  list: (items: readonly string[]): string => listFormat.format(items),
  inOrder: (items: readonly string[]): string => items.join(', then '),
  quote: (text: string): string => `“${text}”`,
  times: (count: number, what: string): string => `${count} × ${what}`,
  none: 'none of them',
  nobody: 'nobody',
  nameless: 'somebody who took their name back',
  unknown: 'somebody who is not on the board',
  notDecided: 'not decided',
  dontKnow: 'does not know',
  skipped: 'skipped',
  late: 'late',
  closedOn: (when: string): string => `Closed on ${when}`,
  returnOn: (when: string): string => `Return date: ${when}`,
  people: (names: string): string => `People: ${names}`,
  facilitator: 'facilitator',
  noReading: 'gives no reading',
  versions: 'Versions of the wording',
  version: (version: number, when: string): string => `Version ${version}, ${when}`,
  questions: 'Questions',
  asRead: (round: number): string => `Who and when, as read in round ${round}`,
  round: (round: number): string => `Round ${round}`,
  aboutVersion: (version: number): string => `About version ${version} of the wording.`,
  count: (onTime: number, late: number, gone: number): string =>
    [
      readings(onTime),
      ...(late === 0 ? [] : [`${late} late, not counted below`]),
      ...(gone === 0 ? [] : [`${gone} taken back by their authors`]),
    ].join('; ') + '.',
  writing: 'This round is being written. Its readings are in here once they are revealed.',
  paused: 'This round was stepped back from before its reveal.',
  withheld: 'The readings of this round are in here once you have given yours.',
  nods: (counts: string): string => `Nods, 0 to 5: ${counts}`,
  sure: (counts: string): string => `Sure, 0 to 100: ${counts}`,
  talk: 'Notes and replies',
  matters: (count: number): string => `Matters for our work: ${count}`,
  open: (count: number): string => `Left open on purpose: ${count}`,
} as const;
