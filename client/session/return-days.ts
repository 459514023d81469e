/** Days to come back on, counted from today in the board's time zone. Pure. Days are ISO 8601. */

export type ReturnPreset = 'two_weeks' | 'one_month' | 'three_months';

const DAY_MS = 86_400_000;
const isoOf = (atMs: number): string => new Date(atMs).toISOString().slice(0, 10);

export const daysAfter = (day: string, days: number): string => isoOf(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS);

/** The same day of a later month, or its last day where it is too short. */
export const monthsAfter = (day: string, months: number): string => {
  const date = new Date(`${day}T00:00:00Z`);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + months];
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return isoOf(Date.UTC(year, month, Math.min(date.getUTCDate(), last)));
};

export const returnDay = (preset: ReturnPreset, today: string): string =>
  preset === 'two_weeks' ? daysAfter(today, 14) : monthsAfter(today, preset === 'one_month' ? 1 : 3);
