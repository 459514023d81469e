/** Written workshops as scripts: who is who, what is asked, and what stands there in the end. */

import { describe, expect, it } from 'vitest';
import type { Answer, RawAnswer } from '../../shared/board/reading.ts';
import { settleReading } from '../../shared/board/reading.ts';
import type { DimensionId } from '../../shared/board/ids.ts';
import {
  mapDimensions,
  toBoardValue,
  toCaseValue,
  type MappedDimension,
} from '../../shared/scenario/case-dimensions.ts';
import type { Act } from '../../shared/scenario/reading-script.ts';
import { strike } from '../../shared/scenario/typing.ts';
import { answerIn, caseRounds, parseWorkshopCase } from '../../shared/scenario/workshop-case.ts';
import { CASE_NAMES, readCase, scriptOf } from '../kit/workshop-cases.ts';

interface Field {
  state?: unknown;
  value?: unknown;
  raw: string;
  isTouched: boolean;
}

/** A reading on paper: what a document would hold after these acts, on top of what was carried over. */
const playOnPaper = (
  dimensions: readonly MappedDimension[],
  acts: readonly Act[],
  carried: Map<DimensionId, Field>,
) => {
  const fields = new Map<DimensionId, Field>(
    dimensions.map(({ dimension: { id } }) => [id, carried.get(id) ?? { raw: '', isTouched: false }]),
  );
  const nod: { fist?: number; sure?: number } = {};
  for (const { deed } of acts) {
    if (deed.kind === 'nod') nod.fist = deed.fist;
    else if (deed.kind === 'sure') nod.sure = deed.sure;
    else {
      const field = fields.get(deed.dimension)!;
      field.isTouched = true;
      if (deed.kind === 'stroke') field.raw = strike(field.raw, deed.stroke);
      else if (deed.kind === 'clear') field.raw = '';
      else if (deed.kind === 'state') field.state = deed.state;
      else if (deed.kind === 'choose') {
        const asked = dimensions.find(({ dimension }) => dimension.id === deed.dimension)!;
        field.value = toBoardValue(asked, deed.value, new Map());
      }
    }
  }
  const answers = new Map(
    [...fields].map(([id, field]): [DimensionId, RawAnswer] => [id, { ...field, text: field.raw }]),
  );
  return {
    fields,
    settled: settleReading(
      dimensions.map(({ dimension }) => dimension),
      { answers, nod },
    ),
  };
};

describe.each(CASE_NAMES)('the case %s', (name) => {
  const workshop = readCase(name);
  const script = scriptOf(workshop);

  it('S6 is played letter by letter to exactly its answers', () => {
    const carried = new Map<string, Map<DimensionId, Field>>();
    for (const [index, round] of caseRounds(workshop).entries()) {
      for (const { id } of workshop.participants) {
        const acts = script.rounds[index]!.readings.get(id)!.acts;
        const { fields, settled } = playOnPaper(
          script.dimensions,
          acts,
          carried.get(id) ?? new Map<DimensionId, Field>(),
        );
        carried.set(id, new Map([...fields].map(([key, field]) => [key, { ...field, isTouched: false }])));
        expect(settled?.nod).toEqual({ fist: round.nods[id], sure: round.sure[id] });
        for (const asked of script.dimensions) {
          const answer = settled?.answers[asked.dimension.id];
          const inItsWords: Answer | undefined = answer && {
            ...answer,
            value: toCaseValue(asked, answer.value, new Map()),
          };
          expect(inItsWords).toEqual(answerIn(round, asked.caseId, id));
        }
      }
    }
  });

  it('S5 has drafts that are deleted again and are no part of any answer', () => {
    const final = JSON.stringify([workshop.round1, workshop.round2]);
    const drafts = script.rounds.flatMap(({ readings }) => [...readings.values()].flatMap((reading) => reading.drafts));
    expect(drafts.length).toBeGreaterThan(0);
    expect(new Set(drafts).size).toBe(drafts.length);
    for (const draft of drafts) expect(final).not.toContain(draft);
  });

  it('S6 is the same script for the same seed, and another one for another', () => {
    expect(scriptOf(workshop, 1)).toEqual(script);
    expect(scriptOf(workshop, 2)).not.toEqual(script);
  });

  it('S6 asks with ids a board takes, and finds every value again', () => {
    const people = new Map(workshop.participants.map(({ id }, index) => [id, `on-the-board-${index}`]));
    const back = new Map([...people].map(([id, there]) => [there, id]));
    for (const asked of script.dimensions) {
      expect([...asked.choiceIds.values()].every((id) => /^[a-z0-9_-]{1,40}$/.test(id))).toBe(true);
      for (const round of caseRounds(workshop)) {
        for (const { id } of workshop.participants) {
          const { value } = answerIn(round, asked.caseId, id);
          expect(toCaseValue(asked, toBoardValue(asked, value, people), back)).toEqual(value);
        }
      }
    }
  });
});

describe('the facilitator of a case', () => {
  it.each([
    ['01-software-launch', undefined],
    ['06-film-rooftop', 'ad'],
    ['11-juchu-system-ja', undefined],
    ['12-flu-day-aligned', 'abel'],
    ['15-university-two-rounds', 'p1'],
    ['16-startup-three', 'io'],
  ])('S9 in %s reads as %s', (name, caseId) => {
    const { facilitator, joiners } = scriptOf(readCase(name));
    expect(facilitator.reader?.caseId).toBe(caseId);
    expect(joiners.map((person) => person.caseId)).not.toContain(caseId);
  });

  it('S9 is nobody of the participants when two could be meant', () => {
    const workshop = readCase('12-flu-day-aligned');
    const twice = { ...workshop, participants: [...workshop.participants, { id: 'abel2', name: 'Nurse Abel' }] };
    expect(scriptOf(twice).facilitator).toEqual({ name: 'Nurse Abel' });
  });
});

describe('choices of a case', () => {
  const mapped = (options: string[], id = 'a') => {
    const result = mapDimensions([{ id, label: 'x', type: 'single', prompt: '', config: { options } }]);
    if ('problem' in result) throw new Error(result.problem);
    return result.mapped[0]!;
  };

  it.each([
    ['ids that are ids', ['web', 'ios'], ['web', 'ios']],
    ['another script', ['国内', 'EDI'], ['option-1', 'option-2']],
    ['a string that looks like a number of ours', ['FAX', 'option-1'], ['option-1-', 'option-1']],
    ['what every object has', ['constructor', 'x'], ['option-1', 'x']],
  ])('S6 keep their words: %s', (_, options, ids) => {
    const { choiceIds, strings, dimension } = mapped(options);
    expect([...choiceIds.values()]).toEqual(ids);
    expect(ids.map((id) => strings.get(id))).toEqual(options);
    expect(dimension.config).toMatchObject({ options: options.map((label, at) => ({ id: ids[at], label })) });
  });

  it('S6 belong to a question whose own id may be anything', () => {
    expect(mapped(['a'], 'By When?').dimension.id).toBe('question-1');
    expect(mapped(['a'], 'By When?').caseId).toBe('By When?');
  });
});

describe('a file that is no case', () => {
  it.each([
    ['nothing', null, 'the file'],
    ['another version', { schema: 'workshop-case/2' }, 'schema'],
    ['a round without nods', { ...readCase('16-startup-three'), schema: 'workshop-case/1', round1: {} }, 'round1.nods'],
  ])('A1 is told apart in one line: %s', (_, input, where) => {
    const parsed = parseWorkshopCase(input);
    expect(parsed).toMatchObject({ problem: expect.stringContaining(`Not a workshop-case/1: ${where}`) as string });
  });

  it('S6 may leave out who leads, and who did not nod', () => {
    const workshop = readCase('16-startup-three');
    const { facilitator: _, ...anonymous } = workshop;
    const nods = { ...workshop.round1.nods, io: null };
    const parsed = parseWorkshopCase({ ...anonymous, round1: { ...workshop.round1, nods } });
    if ('problem' in parsed) throw new Error(parsed.problem);
    const { facilitator, rounds } = scriptOf(parsed.workshop);
    expect(facilitator).toEqual({ name: 'Facilitator' });
    const [first] = rounds[0]!.readings.get('io')!.acts;
    expect(first?.deed.kind).toBe('sure');
  });

  it('A1 asks nothing a board cannot ask', () => {
    const dimension = { id: 'a', label: ' ', type: 'text', prompt: '', config: {} } as const;
    expect(mapDimensions([dimension])).toEqual({ problem: 'A board cannot ask the dimension a.' });
  });
});
