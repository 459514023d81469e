import { describe, expect, it } from 'vitest';
import { quotesIn } from '../../../client/phases/reveal/quotes.ts';
import { sayAnswer, sayGroup, sayPeriod } from '../../../client/text/en/answers.ts';
import { closed } from '../../../client/text/en/closed.ts';
import { reveal } from '../../../client/text/en/reveal.ts';
import type { Answer, AnswerValue } from '../../../shared/board/reading.ts';
import { dimensionOf } from '../../kit/board-dimensions.ts';

const NAMING = {
  nameOf: (id: string) =>
    new Map<string, string | null>([
      ['a', 'Ana'],
      ['b', 'Ben'],
      ['gone', null],
    ]).get(id),
};
const of = (...values: AnswerValue[]) => ({ state: 'answered', value: values[0] ?? null, values }) as const;
/** Which blanks stand around a dash is a matter of the platform. */
const withPlainBlanks = (text: string | undefined) => text?.replace(/\s/gu, ' ');
const day = (date: string) => ({ start: date, end: date, precision: 'day' });
const answered = (value: AnswerValue, raw: string): Answer => ({ state: 'answered', value, raw });

describe('what a group gives', () => {
  const cases: readonly (readonly [
    string,
    Parameters<typeof sayGroup>[0],
    ReturnType<typeof of>,
    string | undefined,
  ])[] = [
    ['a day', dimensionOf('date'), of(day('2025-03-01')), '1 March 2025'],
    ['days within the tolerance', dimensionOf('date'), of(day('2025-03-01'), day('2025-03-03')), '1 – 3 March 2025'],
    [
      'a period, by its last day',
      dimensionOf('date'),
      of({ start: '2025-01-01', end: '2025-03-31', precision: 'quarter' }),
      '31 March 2025',
    ],
    ['an amount', dimensionOf('number'), of({ amount: 1500, unit: 'EUR' }), '1,500 EUR'],
    [
      'amounts within the tolerance',
      dimensionOf('number'),
      of({ amount: 480, unit: 'EUR' }, { amount: 500, unit: 'EUR' }),
      '480 EUR to 500 EUR',
    ],
    [
      'one amount in two units',
      dimensionOf('number'),
      of({ amount: 1.5, unit: 'kEUR' }, { amount: 1500, unit: 'EUR' }),
      '1.5 kEUR and 1,500 EUR',
    ],
    [
      'an option',
      dimensionOf('single', { config: { options: [{ id: 'x', label: 'A contract' }] } }),
      of('x'),
      'A contract',
    ],
    ['options, in the order of the question', dimensionOf('multi'), of(['ios', 'web']), 'web and ios'],
    ['no option at all', dimensionOf('multi'), of([]), 'none of them'],
    [
      'people',
      dimensionOf('persons'),
      of(['b', 'a', 'ext:the caretaker', 'gone']),
      'Ben, Ana, the caretaker and somebody who took their name back',
    ],
    ['nobody', dimensionOf('persons'), of([]), 'nobody'],
    ['an order', dimensionOf('ranking'), of(['second', 'first']), 'second, then first'],
    ['what was not understood', dimensionOf('date'), of(), undefined],
  ];
  it.each(cases)('M1 is said of %s in plain words', (_, dimension, group, said) => {
    expect(withPlainBlanks(sayGroup(dimension, group, NAMING))).toBe(said);
  });

  it('M1 says "not decided" as an answer among the others, and tells not knowing from skipping', () => {
    const open = { state: 'not_decided', value: null, values: [] } as const;
    expect(sayGroup(dimensionOf('date'), open, NAMING)).toBe('Not decided');
    const states = (['dont_know', 'skipped'] as const).map((state) =>
      sayAnswer(dimensionOf('date'), { state, value: null, raw: '' }, NAMING),
    );
    expect(states).toEqual(['Does not know', 'Skipped']);
  });

  it('M1 shows a period that no calendar has as it stands', () => {
    expect(sayPeriod('2025-03-05', 'soon')).toBe('2025-03-05 to soon');
  });
});

describe('the quotes of a group', () => {
  it('M1 stand once for all who typed the very same, with how a longer period was read', () => {
    const quarter = { start: '2025-01-01', end: '2025-03-31', precision: 'quarter' };
    const answers = [
      { readingId: 'r1', answer: answered(day('2025-03-31'), '31.03.2025') },
      { readingId: 'r2', answer: answered(quarter, 'end of Q1') },
      { readingId: 'r3', answer: answered(day('2025-03-31'), '31.03.2025') },
    ];
    const quotes = quotesIn(dimensionOf('date'), answers, '31 March 2025', NAMING);
    expect(quotes.map((quote) => ({ ...quote, understood: withPlainBlanks(quote.understood) }))).toEqual([
      { raw: '31.03.2025', understood: undefined, readings: ['r1', 'r3'] },
      { raw: 'end of Q1', understood: '1 January – 31 March 2025', readings: ['r2'] },
    ]);
  });

  it('M1 do not repeat the words of the question for those who chose without typing', () => {
    const answers = [
      { readingId: 'r1', answer: answered(['web', 'ios'], 'web, ios') },
      { readingId: 'r2', answer: answered(['web', 'ios'], '') },
      { readingId: 'r3', answer: answered(['web', 'ios'], 'the web and the phone') },
    ];
    expect(quotesIn(dimensionOf('multi'), answers, 'web and ios', NAMING).map(({ raw }) => raw)).toEqual([
      '',
      'the web and the phone',
    ]);
  });
});

/** MEASURES: what no sentence of the software says. */
const JUDGING =
  /\b(aligned|misaligned|consensus|wrong|right|correct|fail\w*|problem|issue|risk|conflict|contradict\w*|confus\w*|unclear|vague|poor|good|bad|low|high|gap|mistake|error|misunderst\w*|disagree\w*|should|must|need to|better|worse|unfortunately|despite|but|still|already)\b/i;

/** Every sentence of a catalogue; what depends on something is said for some of it. */
const sentencesIn = (words: unknown): string[] => {
  if (typeof words === 'string') return [words];
  if (typeof words === 'function') {
    const say = words as (...some: unknown[]) => unknown;
    return [1, 2, 7].map((count) => String(say(count, count + 1, count)));
  }
  return typeof words === 'object' && words !== null ? Object.values(words).flatMap(sentencesIn) : [];
};

describe('the words of the reveal', () => {
  it.each(sentencesIn({ reveal, closed }))('M2 judge nothing and nobody: %s', (sentence) => {
    expect(sentence).not.toMatch(JUDGING);
    expect(sentence).not.toMatch(/[!✓✗⚠]/u);
  });

  it('M6 have no percentage', () => {
    expect(sentencesIn({ reveal, closed }).join('\n')).not.toMatch(/%|per ?cent/);
  });
});
