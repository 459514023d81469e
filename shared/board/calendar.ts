/** Days as people on the board count them: in the board's time zone. */

import * as v from 'valibot';

/** An ISO 8601 day that the calendar has: 2026-02-28, not 2026-02-30. */
export const daySchema = v.pipe(
  v.string(),
  v.isoDate(),
  v.check((text) => {
    const atMs = Date.parse(`${text}T00:00:00Z`);
    return !Number.isNaN(atMs) && new Date(atMs).toISOString().startsWith(text);
  }),
);

/** ISO 8601 day of a moment (milliseconds since 1970) in an IANA time zone. */
export const dayIn = (timeZone: string, atMs: number): string => {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone,
    calendar: 'iso8601',
    numberingSystem: 'latn',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).formatToParts(atMs);
  const part = (type: string) => parts.find((found) => found.type === type)?.value ?? '';
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`;
};
