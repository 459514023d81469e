/**
 * Hours as people write them where a question counts in hours or minutes: 20:30 and half past eight are times of a day,
 * 1 h 30 min is a duration. A time that may be before or after noon is given both ways.
 */

export interface ClockNumber {
  /** In hours, the likeliest first. */
  readonly hours: readonly number[];
  readonly length: number;
}

const MERIDIEM = '(?: ?(?<half>[ap])\\.?m\\b\\.?)?';

const onClock = (hour: number, minutes: number, half: string | undefined, isWritten24: boolean): number[] => {
  if (minutes > 59 || hour > 24) return [];
  const at = hour + minutes / 60;
  if (half !== undefined) return hour > 12 || hour < 1 ? [] : [(at % 12) + (half === 'p' ? 12 : 0)];
  return isWritten24 || hour >= 13 || hour === 0 ? [at] : [at, hour === 12 ? at - 12 : at + 12];
};

const HOUR_WORDS = 'one two three four five six seven eight nine ten eleven twelve'.split(' ');
const HORAS = 'una dos tres cuatro cinco seis siete ocho nueve diez once doce'.split(' ');
const HOUR = `(?<hour>\\d{1,2}|${[...HOUR_WORDS, ...HORAS].join('|')})`;
const hourOf = (word = ''): number => {
  const index = Math.max(HOUR_WORDS.indexOf(word), HORAS.indexOf(word));
  return index < 0 ? Number(word) : index + 1;
};

type Groups = Readonly<Record<string, string | undefined>>;
type Time = readonly [source: string, hours: (groups: Groups) => number[]];

const TIMES: readonly Time[] = [
  [
    `(?<hour>\\d{1,2}):(?<minute>\\d\\d)(?!\\d)${MERIDIEM}`,
    ({ hour, minute, half }) => onClock(hourOf(hour), Number(minute), half, (hour ?? '').startsWith('0')),
  ],
  // 19.30 is half past seven in much of Europe, and a little more than nineteen hours everywhere.
  [
    `(?<hour>\\d{1,2})\\.(?<minute>[0-5]\\d)(?![\\d.])${MERIDIEM}`,
    ({ hour, minute, half }) => {
      const times = onClock(hourOf(hour), Number(minute), half, (hour ?? '').startsWith('0'));
      return half === undefined ? [...times, Number(`${hour}.${minute}`)] : times;
    },
  ],
  [`${HOUR} ?(?<half>[ap])\\.?m\\b\\.?`, ({ hour, half }) => onClock(hourOf(hour), 0, half, false)],
  [`${HOUR} o'clock${MERIDIEM}`, ({ hour, half }) => onClock(hourOf(hour), 0, half, false)],
  [`half past ${HOUR}${MERIDIEM}`, ({ hour, half }) => onClock(hourOf(hour), 30, half, false)],
  [`quarter past ${HOUR}${MERIDIEM}`, ({ hour, half }) => onClock(hourOf(hour), 15, half, false)],
  [
    `quarter to ${HOUR}${MERIDIEM}`,
    ({ hour, half }) => onClock(hourOf(hour) === 1 ? 12 : hourOf(hour) - 1, 45, half, false),
  ],
  [
    `(?:las? )?${HOUR} y (?<part>media|cuarto)\\b`,
    ({ hour, part }) => onClock(hourOf(hour), part === 'media' ? 30 : 15, undefined, false),
  ],
  ['noon|mediodia', () => [12]],
  [
    '(?<half>午前|午後)?(?<hour>\\d{1,2})時(?!間)(?:(?<minute>\\d{1,2})分|(?<part>半))?',
    ({ half, hour, minute, part }) => {
      const meridiem = half === undefined ? undefined : half === '午後' ? 'p' : 'a';
      return onClock(hourOf(hour), part === undefined ? Number(minute ?? 0) : 30, meridiem, false);
    },
  ],
];

const H = '(?:h|hrs?|hours?|horas?)';
const MIN = '(?:min|mins|minutes?|minutos?)';
const NUMBER = '(?<hours>\\d{1,3})';
const toHours = ({ hours, minutes }: Groups): number[] => [Number(hours) + Number(minutes) / 60];
const DURATIONS: readonly Time[] = [
  [`${NUMBER} ?${H},? ?(?:and |y )?(?<minutes>\\d{1,2}) ?${MIN}\\b`, toHours],
  [`${NUMBER}h(?<minutes>\\d\\d)(?!\\d)`, toHours],
  [`an hour and a half|hora y media|una hora y media|1時間半`, () => [1.5]],
  [`${NUMBER}時間(?<minutes>\\d{1,2})分`, toHours],
  [`${NUMBER}時間半`, ({ hours }) => [Number(hours) + 0.5]],
];

const compiled = (times: readonly Time[]) =>
  times.map(([source, hours]) => ({ pattern: new RegExp(`^(?:${source})`, 'u'), hours }));
const COMPILED_TIMES = compiled(TIMES);
const COMPILED_DURATIONS = compiled(DURATIONS);

const firstOf = (times: typeof COMPILED_TIMES, rest: string): ClockNumber | undefined => {
  for (const { pattern, hours } of times) {
    const match = pattern.exec(rest);
    if (match !== null) return { hours: [...new Set(hours(match.groups ?? {}))], length: match[0].length };
  }
  return undefined;
};

/** @param rest folded, from where a time may begin */
export const timeAt = (rest: string): ClockNumber | undefined => firstOf(COMPILED_TIMES, rest);
export const durationAt = (rest: string): ClockNumber | undefined => firstOf(COMPILED_DURATIONS, rest);
