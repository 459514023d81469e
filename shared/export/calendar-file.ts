/**
 * The return date as a calendar file (RFC 5545): one event that takes all day, with the board's address. The same board
 * is the same file, so that a calendar that gets it twice holds it once.
 */

import { boardLink } from '../protocol/links.ts';

export interface ReturnDate {
  readonly boardId: string;
  readonly title: string | null;
  /** ISO 8601 day. */
  readonly returnOn: string;
  /** Day on which it was set, ISO 8601. */
  readonly setOn: string;
  /** Of the server as its people reach it. */
  readonly origin: string;
}

const SUMMARY = 'What was made?';
const DESCRIPTION = 'The day to come back to the board and write down what was made.';

const DAY_MS = 86_400_000;
const MOST_OCTETS = 75;

const basic = (iso: string): string => iso.replaceAll('-', '');
const dayAfter = (iso: string): string =>
  new Date(Date.parse(`${iso}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 'YYYY-MM-DD'.length);

const escapeText = (text: string): string =>
  text
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\r\n?|[\n\u2028\u2029]/gu, '\\n')
    .replace(/[\u0000-\u001f\u007f]/g, '');

const octetsOf = (character: string): number => {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
};

/** Lines of at most 75 octets, never cut within a character; a line that goes on begins with a space. */
const fold = (line: string): string => {
  let folded = '';
  let octets = 0;
  for (const character of line) {
    const size = octetsOf(character);
    if (octets + size > MOST_OCTETS) {
      folded += '\r\n ';
      octets = 1;
    }
    folded += character;
    octets += size;
  }
  return folded;
};

export const returnCalendar = ({ boardId, title, returnOn, setOn, origin }: ReturnDate): string => {
  const link = boardLink(origin, boardId);
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Readback//Return date//EN',
    'CALSCALE:GREGORIAN',
    'BEGIN:VEVENT',
    `UID:return-${boardId}@readback`,
    `DTSTAMP:${basic(setOn)}T000000Z`,
    `DTSTART;VALUE=DATE:${basic(returnOn)}`,
    `DTEND;VALUE=DATE:${basic(dayAfter(returnOn))}`,
    `SUMMARY:${escapeText(title === null ? SUMMARY : `${SUMMARY} ${title}`)}`,
    `DESCRIPTION:${escapeText(`${DESCRIPTION}\n${link}`)}`,
    `URL:${link}`,
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
    'END:VCALENDAR',
  ]
    .map((line) => `${fold(line)}\r\n`)
    .join('');
};
