/**
 * One session, told in chapters: a facilitator and five people, each in a browser of their own, take an agreement from the
 * start page to the end and to the return, without help. Each chapter goes on where the one before has stopped.
 */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ui } from '../../client/text/en/ui.ts';
import { write as writeText } from '../../client/text/en/write.ts';
import { closeAll } from '../kit/browser.ts';
import { startBuiltSite, type BuiltSite } from '../kit/built-site.ts';
import { arrive, type Person } from '../kit/person.ts';
import type { SeenRound } from '../kit/person/wall.ts';

let site: BuiltSite;
let noor: Person;
let people: readonly Person[];
let everybody: readonly Person[];

beforeAll(async () => {
  site = await startBuiltSite();
  noor = await arrive(site.url, 'Noor');
  people = await Promise.all([
    arrive(site.url, 'Ana', { phone: true }),
    arrive(site.url, 'Ben'),
    arrive(site.url, 'Chloe', { dark: true }),
    arrive(site.url, 'Dev', { phone: true, dark: true }),
    arrive(site.url, 'Eli', { reducedMotion: true }),
  ]);
  everybody = [noor, ...people];
});
afterAll(async () => {
  for (const person of everybody) {
    person.expectClean();
    await person.leaves();
  }
  await closeAll();
  await site.close();
});

const each = <Result>(some: readonly Person[], does: (person: Person) => Promise<Result>): Promise<Result[]> =>
  Promise.all(some.map(does));

/** Resolves with what everybody sees, once it is the same for all; only what their own is told to each alone. */
const sameWall = async (): Promise<SeenRound> => {
  const walls = await each(everybody, async (person) => {
    await person.seesPhase('reveal');
    const seen = await person.wall.sees();
    return { ...seen, names: seen.names.map((name) => name.replace(/, yours$/, '')) };
  });
  const [first] = walls;
  if (first === undefined) throw new Error('Nobody is there');
  for (const wall of walls) expect(wall).toEqual(first);
  return first;
};

const WORDING = 'We launch the new portal in Q1 with high quality.';
const RESTATED = 'We launch the new portal by 31 March with high quality.';
const DAYS = ['1 March 2027', '2 March 2027', 'end of March 2027', '31 March 2027', '3 March 2027'];
const wordsOf = (name: string) => `The portal, as ${name} reads it`;

describe('a session', () => {
  it('U2 starts with one field, and people come in by the link', async () => {
    await noor.startsBoard(WORDING, { isReading: false });
    await each(people, (person) => person.joins(noor.boardId));
    await each(everybody, (person) => person.frame.seesWording(WORDING));
    await noor.people.seesHere(6, 6);
  });

  it('U3 is framed by everybody at once', async () => {
    const [ana, ben] = people as [Person, Person];
    await ana.frame.writesWording(WORDING);
    await ben.frame.seesWording(WORDING);
    await ben.frame.addsQuestion({ type: 'single', label: 'How firm', choices: ['target', 'promise'] });
    await ben.frame.asksAboutFirstWord('We');
    await each(everybody, (person) => person.frame.seesQuestion('What does “We” mean here?'));
    await noor.frame.removesQuestion('What does “We” mean here?');
    const asked = ['What will exist', 'Who', 'By when', 'How we know it is done', 'What we stop', 'How firm'];
    expect(await noor.frame.questions()).toEqual(asked);
  });

  it('S8 is written by all at the same time, under a promise that everybody reads first', async () => {
    await noor.frame.opensRound();
    await each(people, async (person) => {
      await person.seesPhase('write');
      await person.form.isReady();
      expect(await person.form.promise()).toContain(writeText.promise.sealed({ names: ['Noor'], isMe: false }, false));
      expect(await person.agreement()).toBe(WORDING);
    });
    await Promise.all(
      people.map(async ({ name, form }, index) => {
        await form.nods(index + 1);
        await form.isSure(50 + 10 * index);
        await form.writes('What will exist', wordsOf(name));
        await form.ticks('Who', index < 3 ? 'Noor' : 'Ben', ...(index === 4 ? ['Chloe'] : []));
        await form.writes('By when', DAYS[index] ?? '');
        await form.chooses('How firm', index % 2 === 0 ? 'target' : 'promise');
        await form.says('What we stop', 'not_decided');
        await form.isDone();
      }),
    );
    await noor.form.seesDone(5, 5);
    expect(await noor.page.locator('body').innerText()).not.toContain('as Ana reads it');
  });

  it('D3 is revealed by one press, and everybody sees the same wall', async () => {
    await noor.form.reveals();
    const wall = await sameWall();
    expect(wall.onTime).toBe(5);
    expect(wall.nods.filter(({ count }) => count > 0).map(({ value }) => value)).toEqual([1, 2, 3, 4, 5]);
    expect(wall.sure.map(({ value }) => value)).toEqual([50, 60, 70, 80, 90]);
    const [what, who, , , stop, firm] = wall.questions;
    const quotes = what?.groups.flatMap((group) => group.quotes.map(({ raw }) => raw)) ?? [];
    expect(quotes.sort()).toEqual(people.map(({ name }) => wordsOf(name)).sort());
    expect(who?.groups.map(({ value, count }) => [value, count])).toEqual(
      expect.arrayContaining([
        ['Noor', 3],
        ['Ben', 1],
      ]),
    );
    expect(stop?.groups.map(({ state, count }) => [state, count])).toEqual([['not_decided', 5]]);
    expect(firm?.groups.map(({ value, count }) => [value, count])).toEqual([
      ['target', 3],
      ['promise', 2],
    ]);
  });

  it('S7 shows no names but of those who say that it is theirs', async () => {
    const [ana, ben] = people as [Person, Person];
    const before = await ben.wall.sees();
    expect(before.names.every((name) => name.startsWith('Reading '))).toBe(true);
    await ana.wall.claims();
    await ben.page.getByText('said so themselves').first().waitFor();
    expect((await ben.wall.sees()).names.filter((name) => !name.startsWith('Reading '))).toEqual(['Ana']);
  });

  it('S11 is talked about, under the names of those who speak', async () => {
    const [ana, ben] = people as [Person, Person];
    const [what] = (await ana.wall.sees()).questions;
    await ben.wall.replies(what?.id ?? '', 'I meant the old portal, too');
    await each(everybody, (person) => person.wall.seesReply(what?.id ?? '', 'I meant the old portal, too'));
    await noor.wall.pointsAt(what?.id ?? '');
    await each(everybody, (person) => person.wall.isShown(what?.id ?? ''));
  });

  it('U3 is stated anew, and asked again with everybody’s own answers filled in', async () => {
    const [ana, ben, ...others] = people as [Person, Person, ...Person[]];
    await noor.wall.restates(RESTATED, 2);
    await noor.wall.asksAgain();
    await each(everybody, (person) => person.seesPhase('frame'));
    await noor.frame.seesWording(RESTATED);
    await noor.frame.opensRound(2);
    await each(people, async (person) => {
      await person.seesPhase('write');
      await person.form.isReady();
      expect(await person.agreement()).toBe(RESTATED);
      expect(await person.form.field('What will exist').inputValue()).toBe(wordsOf(person.name));
    });
    await each([ana, ...others], async ({ form }) => {
      await form.keeps('What will exist');
      await form.keeps('By when');
      await form.nods(5);
      await form.isDone();
    });
    await ben.form.keeps('What will exist');
    await ben.form.writes('By when', '31 March 2027');
    await ben.form.isDone();
    await noor.form.reveals();
    const wall = await sameWall();
    expect(wall.round).toBe(2);
    const [what, who, when] = wall.questions;
    expect(what?.gave).toBe(5);
    expect(when?.gave).toBe(5);
    // What was carried over counts only once its author has kept or changed it.
    expect(who?.gave).toBe(0);
    expect(when?.groups.flatMap(({ quotes }) => quotes.map(({ raw }) => raw))).not.toContain('2 March 2027');
  });

  it('U3 keeps the earlier round, to be looked at', async () => {
    const [ana] = people as [Person];
    await ana.page.getByRole('link', { name: ui.roundLabel(1), exact: true }).click();
    await ana.page.locator('[data-round="1"]').waitFor();
    const first = await ana.wall.sees();
    expect(first.round).toBe(1);
    expect(first.questions[1]?.gave).toBe(5);
    expect(await ana.agreement()).toBe(WORDING);
    await ana.page.getByRole('link', { name: 'Reveal', exact: true }).click();
    await ana.page.locator('[data-round="2"]').waitFor();
  });

  it('A6 is closed with a day to come back, and can be taken along', async () => {
    const [ana, ben] = people as [Person, Person];
    await noor.wall.closesBoard('In two weeks');
    await each(everybody, (person) => person.seesPhase('closed'));
    await each(everybody, (person) => person.closed.isShown());
    expect(await ben.closed.returnDay()).toMatch(/^\d{4}-\d\d-\d\d$/);
    const markdown = await ben.closed.takesMarkdown();
    for (const words of [RESTATED, wordsOf('Ana'), '31 March 2027']) expect(markdown).toContain(words);
    expect(JSON.parse(await ben.closed.takesJson())).toBeTypeOf('object');
    expect(await ben.closed.takesCalendar()).toContain('BEGIN:VEVENT');

    const link = await ana.closed.makesPersonalLink();
    const later = await arrive(site.url, 'Ana');
    await later.page.goto(link);
    await later.seesPhase('closed');
    await later.people.opens();
    await later.page.getByRole('dialog').getByText('you', { exact: false }).first().waitFor();
    expect(later.page.url()).toBe(`${site.url}/b/${ana.boardId}`);
    const wall = await later.wall.sees();
    expect(wall.names).toContain('Ana, yours');
    later.expectClean();
    await later.leaves();
  });
});

describe('stepping back', () => {
  it('U3 from writing loses nothing: the round goes on where it was', async () => {
    const lead = await arrive(site.url, 'Lea');
    const max = await arrive(site.url, 'Max');
    await lead.startsBoard('We hire two people.', { isReading: false });
    await max.joins(lead.boardId);
    await lead.frame.opensRound();
    await max.form.isReady();
    await max.form.writes('What will exist', 'Two people');
    await max.form.isSaved();
    await lead.form.stepsBack();
    await lead.seesPhase('frame');
    await lead.frame.goesOnWith(1);
    await max.seesPhase('write');
    await max.form.isReady();
    expect(await max.form.field('What will exist').inputValue()).toBe('Two people');
    for (const person of [lead, max]) {
      person.expectClean();
      await person.leaves();
    }
  });
});
