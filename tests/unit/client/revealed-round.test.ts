import { describe, expect, it } from 'vitest';
import { quotesIn } from '../../../client/phases/reveal/quotes.ts';
import type { Hung } from '../../../client/session/hung.ts';
import { marksOfRound, readingNumbers } from '../../../client/session/reading-marks.ts';
import { revealedRound } from '../../../client/session/revealed-round.ts';
import { sayGroup } from '../../../client/text/en/answers.ts';
import { answerIn, caseRounds } from '../../../shared/scenario/workshop-case.ts';
import { hangCase, readingOf } from '../../kit/revealed-case.ts';
import { CASE_NAMES, readCase } from '../../kit/workshop-cases.ts';

const NOBODY = { nameOf: () => undefined };

const rounds = CASE_NAMES.flatMap((name) => {
  const workshop = readCase(name);
  return caseRounds(workshop).map((given, index) => ({ name, number: index + 1, workshop, given }));
});

const show = ({ round, hung }: ReturnType<typeof hangCase>) => revealedRound(round, hung, readingNumbers([hung]));

const changed = (
  hung: readonly Hung[],
  person: string,
  change: (reading: Hung['reading']) => Hung['reading'],
): Hung[] =>
  hung.map((found) => (found.readingId === readingOf(person) ? { ...found, reading: change(found.reading) } : found));

describe('a revealed round', () => {
  it.each(rounds)('M1 shows of $name, round $number, exactly what was written', ({ workshop, given }) => {
    const hanging = hangCase(workshop, given);
    const shown = show(hanging);
    const people = workshop.participants.map(({ id }) => id);
    expect(shown.count).toEqual({ onTime: people.length, late: 0, withdrawn: 0 });
    expect(shown.questions).toHaveLength(workshop.dimensions.length);
    for (const [index, question] of shown.questions.entries()) {
      const { caseId } = hanging.asked[index]!;
      const inState = (...states: string[]) =>
        people.filter((id) => states.includes(answerIn(given, caseId, id).state)).map(readingOf);
      const readings = question.groups.flatMap(({ answers }) => answers.map(({ readingId }) => readingId));
      expect(readings.sort()).toEqual(inState('answered', 'not_decided').sort());
      expect([question.gave, question.asked]).toEqual([readings.length, people.length]);
      expect(question.dontKnow.map(({ readingId }) => readingId).sort()).toEqual(inState('dont_know').sort());
      expect(question.skipped.map(({ readingId }) => readingId).sort()).toEqual(inState('skipped').sort());
      for (const { answers } of question.groups)
        for (const { readingId, answer } of answers)
          expect(answer.raw).toBe(
            answerIn(
              given,
              caseId,
              people.find((id) => readingOf(id) === readingId)!,
            ).raw,
          );
    }
  });

  it.each(rounds)('M1 quotes of $name, round $number, nothing but what was typed, and leaves nobody out', (one) => {
    const shown = show(hangCase(one.workshop, one.given));
    for (const { dimension, groups } of shown.questions)
      for (const group of groups) {
        const quotes = quotesIn(dimension, group.answers, sayGroup(dimension, group, NOBODY), NOBODY);
        const typed = new Map(group.answers.map(({ readingId, answer }) => [readingId, answer.raw]));
        for (const { raw, readings } of quotes)
          for (const reading of readings) if (raw !== '') expect(typed.get(reading)).toBe(raw);
        expect(quotes.flatMap(({ readings }) => readings).sort()).toEqual([...typed.keys()].sort());
      }
  });

  it.each(rounds)('M1 counts the nods of $name, round $number, in six columns', ({ workshop, given }) => {
    const { said } = show(hangCase(workshop, given));
    const nods = Object.values(given.nods).filter((fist) => typeof fist === 'number');
    expect(said.columns.map(({ readings }) => readings.length)).toEqual(
      [0, 1, 2, 3, 4, 5].map((fist) => nods.filter((nod) => nod === fist).length),
    );
    expect([said.atLeast3, said.nodded]).toEqual([nods.filter((nod) => nod >= 3).length, nods.length]);
  });

  it('M3 is the same in whatever order the readings arrive', () => {
    const workshop = readCase('15-university-two-rounds');
    const { round, hung } = hangCase(workshop, workshop.round1);
    const numbers = readingNumbers([hung]);
    const shown = revealedRound(round, hung, numbers);
    expect(revealedRound(round, [...hung].reverse(), numbers)).toEqual(shown);
  });

  it('M5 says that everyone gave the same only where everyone gave a reading and all are in one group', () => {
    const aligned = readCase('12-flu-day-aligned');
    const typed = aligned.dimensions.filter(({ type }) => type !== 'text').map(({ id }) => id);
    expect(show(hangCase(aligned, aligned.round1)).sameForAll).toEqual(typed);
    const three = readCase('16-startup-three');
    // Whoever skipped a question gave nothing there, whatever the others gave.
    expect(show(hangCase(three, three.round1)).sameForAll).toEqual(['amount']);
  });

  it('M6 makes no average of how sure people are below five readings', () => {
    const five = readCase('01-software-launch');
    expect(show(hangCase(five, five.round1)).said.meanSure).toBe(88);
    const four = readCase('14-migration-same-words');
    const { said } = show(hangCase(four, four.round1));
    expect([said.sureCount, said.meanSure]).toEqual([4, undefined]);
  });

  it('M1 counts a late reading in no figure, and shows a withdrawn one as a gap', () => {
    const workshop = readCase('01-software-launch');
    const hanging = hangCase(workshop, workshop.round1);
    const late = changed(hanging.hung, 'ana', (reading) => ({ ...(reading as object), late: true }) as Hung['reading']);
    const hung = changed(late, 'ben', () => ({ withdrawn: true }));
    const shown = show({ ...hanging, hung });
    expect(shown.count).toEqual({ onTime: 3, late: 1, withdrawn: 1 });
    expect(shown.readings).toContain(readingOf('ben'));
    expect(shown.said.nodded).toBe(3);
    expect(shown.lateNods.map(({ readingId }) => readingId)).toEqual([readingOf('ana')]);
    for (const question of shown.questions) {
      expect(question.asked).toBe(3);
      expect(question.late.map(({ readingId }) => readingId)).toEqual([readingOf('ana')]);
      expect(JSON.stringify([question.groups, question.skipped])).not.toContain(readingOf('ana'));
    }
  });
});

describe('the mark of a reading', () => {
  const workshop = readCase('01-software-launch');
  const known = {
    nameOf: (id: string) => workshop.participants.find((person) => person.id === id)?.name,
    claims: new Map<string, string>(),
    myReadingId: readingOf('ana'),
  };
  const marksIn = ({ round, hung }: ReturnType<typeof hangCase>, claims = known.claims) =>
    marksOfRound({ ...known, claims }, round, hung, readingNumbers([hung]));

  it('S7 carries a number where names are off, until its author says whose it is', () => {
    const hanging = hangCase(workshop, workshop.round1);
    const marks = [...marksIn(hanging).values()];
    expect(marks.map(({ number }) => number).sort()).toEqual([1, 2, 3, 4, 5]);
    for (const mark of marks) expect(mark).not.toHaveProperty('name');
    expect(marks.filter(({ isMine }) => isMine).map(({ readingId }) => readingId)).toEqual([readingOf('ana')]);

    const claimed = marksIn(hanging, new Map([[readingOf('ben'), 'ben']])).get(readingOf('ben'));
    expect(claimed).toMatchObject({ name: 'Ben', initials: 'B', isClaimed: true });
  });

  it('S7 carries the name where names are on, and none once it was taken back', () => {
    const hanging = hangCase(workshop, workshop.round1, { names: true });
    expect(marksIn(hanging).get(readingOf('chloe'))).toMatchObject({ name: 'Chloe', isClaimed: false });
    const { round, hung } = hanging;
    const marks = marksOfRound({ ...known, nameOf: () => null }, round, hung, readingNumbers([hung]));
    expect(marks.get(readingOf('chloe'))?.name).toBeNull();
    expect(marks.get(readingOf('chloe'))).not.toHaveProperty('initials');
  });

  it('S7 keeps its number when a late reading and a further round come', () => {
    const { hung } = hangCase(workshop, workshop.round1);
    const before = readingNumbers([hung]);
    const late: Hung = { readingId: '0 before all others', reading: { answers: {}, nod: null, late: true } };
    const further: Hung = { readingId: '00 before that one', reading: { answers: {}, nod: null } };
    const after = readingNumbers([
      [late, ...hung],
      [further, ...hung],
    ]);
    for (const [readingId, number] of before) expect(after.get(readingId)).toBe(number);
    expect([after.get(late.readingId), after.get(further.readingId)]).toEqual([6, 7]);
  });
});
