/** The example's workshop and its audience, without a server. */

import { describe, expect, it } from 'vitest';
import { visitorsAmong } from '../../server/example/audience.ts';
import type { ParticipantId } from '../../shared/board/ids.ts';
import { fittingValue } from '../../shared/board/reading.ts';
import type { VisibleEvent } from '../../shared/board/visible.ts';
import { toBoardValue } from '../../shared/scenario/case-dimensions.ts';
import { EXAMPLE_TALK } from '../../shared/scenario/example-talk.ts';
import { EXAMPLE_WORKSHOP } from '../../shared/scenario/example-workshop.ts';
import { answerIn, parseWorkshopCase } from '../../shared/scenario/workshop-case.ts';
import { scriptOf } from '../kit/workshop-cases.ts';

describe('the workshop of the example', () => {
  const people = EXAMPLE_WORKSHOP.participants.map(({ id }) => id);
  const { dimensions, facilitator, joiners } = scriptOf(EXAMPLE_WORKSHOP);

  it('S6 is a case like any other, with everybody’s answer to every question as a board takes it', () => {
    expect(parseWorkshopCase(EXAMPLE_WORKSHOP)).toEqual({ workshop: EXAMPLE_WORKSHOP });
    expect([facilitator.reader?.caseId, ...joiners.map(({ caseId }) => caseId)]).toEqual(people);
    const there = new Map(people.map((id) => [id, `on-the-board-${id}`]));
    for (const asked of dimensions) {
      for (const person of people) {
        const { state, value } = answerIn(EXAMPLE_WORKSHOP.round1, asked.caseId, person);
        const onBoard = toBoardValue(asked, value, there);
        expect([asked.caseId, person, fittingValue(asked.dimension, onBoard)]).toEqual([
          asked.caseId,
          person,
          state === 'answered' ? onBoard : null,
        ]);
      }
    }
  });

  it('S7 is talked about by people and questions that are there, and marked by three, so that the marks show', () => {
    const questions = new Set(EXAMPLE_WORKSHOP.dimensions.map(({ id }) => id));
    for (const { who, deed } of EXAMPLE_TALK) {
      expect(people).toContain(who);
      if ('question' in deed) expect(questions).toContain(deed.question);
    }
    const markers = EXAMPLE_TALK.filter(({ deed }) => deed.kind === 'mark').map(({ who }) => who);
    expect(new Set(markers).size).toBeGreaterThanOrEqual(3);
    const spotlights = EXAMPLE_TALK.filter(({ deed }) => deed.kind === 'spotlight');
    expect(spotlights.map(({ who }) => who)).toEqual([facilitator.reader?.caseId]);
  });
});

describe('the audience of the example', () => {
  const person = (id: string, reads: boolean) => ({ id: id as ParticipantId, name: id, reads });
  const joined = (id: string, reads: boolean): VisibleEvent => ({
    type: 'participant.joined',
    person: person(id, reads),
  });
  const finished = (id: string, done: boolean): VisibleEvent => ({
    type: 'reading.finished',
    participantId: id as ParticipantId,
    done,
  });

  it.each<[string, VisibleEvent[], readonly { reads: boolean; isDone: boolean }[]]>([
    ['nobody but the cast', [joined('maren', true), finished('maren', true)], []],
    ['one who writes', [joined('vera', true)], [{ reads: true, isDone: false }]],
    ['one who is done', [joined('vera', true), finished('vera', true)], [{ reads: true, isDone: true }]],
    [
      'one who goes on writing',
      [joined('vera', true), finished('vera', true), finished('vera', false)],
      [{ reads: true, isDone: false }],
    ],
    [
      'one who chose to watch instead',
      [joined('vera', true), { type: 'participant.renamed', person: person('vera', false) }],
      [{ reads: false, isDone: false }],
    ],
    [
      'one who was removed',
      [joined('vera', true), { type: 'participant.removed', participantId: 'vera' as ParticipantId, name: null }],
      [],
    ],
  ])('A7 is known from what its facilitator sees: %s', (_, events, visitors) => {
    expect(visitorsAmong(events, new Set(['maren']))).toEqual(visitors);
  });
});
