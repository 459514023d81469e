/** What the player of workshops is told, and how it judges a wall. */

import { describe, expect, it } from 'vitest';
import { readArguments } from '../../server/play/arguments.ts';
import { differences, parseWall, roundOutcome } from '../../server/play/outcome.ts';
import { caseRounds } from '../../shared/scenario/workshop-case.ts';
import { toBoardValue } from '../../shared/scenario/case-dimensions.ts';
import { readCase, scriptOf } from '../kit/workshop-cases.ts';

describe('the arguments of play', () => {
  it('A4 are few, and known', () => {
    expect(readArguments(['case.json'])).toEqual({
      path: 'case.json',
      urls: ['http://localhost:3000'],
      speed: Infinity,
      isChecked: true,
      seed: 1,
    });
    const all = '--url http://a:1/ case.json --url=http://b:2 --speed 4 --no-check --seed=7';
    expect(readArguments(all.split(' '))).toEqual({
      path: 'case.json',
      urls: ['http://a:1', 'http://b:2'],
      speed: 4,
      isChecked: false,
      seed: 7,
    });
  });

  it.each([
    ['', 'Which case?'],
    ['a.json b.json', 'I do not know b.json'],
    ['a.json --fast', 'I do not know --fast'],
    ['a.json --url', '--url wants a value'],
    ['a.json --url ftp://x', '--url wants an address'],
    ['a.json --speed quick', '--speed wants a number'],
    ['a.json --speed -1', '--speed wants a number'],
    ['a.json --seed 0.5', '--seed wants a whole number'],
  ])('A4 %j is answered with what is wanted', (words, line) => {
    expect(() => readArguments(words.split(' ').filter((word) => word !== ''))).toThrow(line);
  });
});

describe('a wall', () => {
  const workshop = readCase('16-startup-three');
  const { dimensions } = scriptOf(workshop);
  const [round] = caseRounds(workshop);
  const readers = workshop.participants.map(({ id }) => ({
    caseId: id,
    participantId: `person-${id}`,
    readingId: `reading-${id}`,
  }));
  const people = new Map(readers.map(({ caseId, participantId }) => [caseId, participantId]));

  const hanging = () =>
    readers.map(({ caseId, readingId }) => {
      const answers = dimensions.map((asked) => {
        const answer = round!.readings[asked.caseId]![caseId]!;
        return [asked.dimension.id, { ...answer, value: toBoardValue(asked, answer.value, people) }] as const;
      });
      const nod = { fist: round!.nods[caseId] ?? 0, sure: round!.sure[caseId] ?? 0 };
      return [readingId, { answers: Object.fromEntries(answers), nod, salt: 'x' }] as const;
    });

  const judge = (readings: ReturnType<typeof hanging>) =>
    differences(workshop, [roundOutcome(parseWall({ '1': Object.fromEntries(readings) }), 1, readers, dimensions)]);

  it('S6 that holds the case differs in nothing', () => {
    expect(judge(hanging())).toEqual([]);
  });

  it('S6 that lacks somebody, or holds another letter, is told', () => {
    const [first, ...others] = hanging();
    expect(judge(others).length).toBeGreaterThan(0);
    const [id, { answers, nod, salt }] = first!;
    const until = { ...answers['until']!, raw: `${answers['until']!.raw}!` };
    const changed = [id, { answers: { ...answers, until }, nod: { ...nod, fist: nod.fist - 1 }, salt }] as const;
    expect(judge([changed, ...others])).toEqual([
      'round 1, nod of io: 4 instead of 5',
      expect.stringContaining('round 1, until of io: {"state":"not_decided"'),
    ]);
  });

  it('S6 of a round that was never revealed is told', () => {
    expect(differences(workshop, [])).toEqual(['round 1 was never revealed']);
  });

  it('A1 that is none is no wall', () => {
    expect(() => parseWall({ '1': { x: 5 } })).toThrow('The wall is not what a wall is: 1.x');
  });
});
