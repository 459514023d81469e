/** Days as people on the board count them: in the board's time zone. */

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
