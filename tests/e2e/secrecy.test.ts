/**
 * A canary in a reading that is written in a browser, looked for in everything that every other browser gets hold of: on
 * the page, in its storages, databases and caches, in every frame and body. Before the reveal it is in none of them; what
 * was deleted again is there never.
 */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeAll } from '../kit/browser.ts';
import { startBuiltSite, type BuiltSite } from '../kit/built-site.ts';
import { canary, holds } from '../kit/canary.ts';
import { eventually } from '../kit/eventually.ts';
import { recordEverything, type Recording } from '../kit/everything-in.ts';
import { arrive, type Person } from '../kit/person.ts';

let site: BuiltSite;
const people: Person[] = [];
beforeAll(async () => {
  site = await startBuiltSite();
});
afterAll(async () => {
  for (const person of people) {
    person.expectClean();
    await person.leaves();
  }
  await closeAll();
  await site.close();
});

interface Watched {
  readonly person: Person;
  readonly recording: Recording;
}

/** Where service workers may be had, so that what they keep is seen, too. */
const address = () => site.url.replace('127.0.0.1', 'localhost');
const coming = async (name: string): Promise<Watched> => {
  const person = await arrive(address(), name);
  people.push(person);
  return { person, recording: recordEverything(person.context) };
};

const found = async (watched: readonly Watched[], canaries: readonly string[]): Promise<string[]> => {
  const places: string[] = [];
  for (const { person, recording } of watched) {
    const bytes = await recording.bytes();
    for (const words of canaries) if (holds(bytes, words)) places.push(`${words} with ${person.name}`);
  }
  return places;
};

const [kept, draft, other, reason, day, somebody] = ['kept', 'draft', 'other', 'reason', 'day', 'somebody'].map(
  canary,
) as [string, string, string, string, string, string];

describe('what one person writes', () => {
  it('S1, S5 is nowhere in the browser of anybody else before the reveal, and what was deleted never', async () => {
    const noor = await coming('Noor');
    const ana = await coming('Ana');
    const ben = await coming('Ben');
    await noor.person.startsBoard('We launch in Q1.', { isReading: false });
    const { boardId } = noor.person;
    for (const { person } of [ana, ben]) await person.joins(boardId);
    await noor.person.frame.opensRound();
    const { form } = ana.person;
    for (const { person } of [ana, ben]) await person.form.isReady();
    const others = [noor, ben];
    const secrets = [kept, draft, other, reason, day, somebody];

    await form.types('What will exist', draft);
    await form.isSaved();
    await form.nods(2, reason);
    await form.writes('By when', day);
    await form.namesSomebodyElse('Who', somebody);
    await form.writes('What we stop', other);
    await form.isSaved();
    expect(await found([ana], secrets)).toHaveLength(5);
    expect(await found(others, secrets)).toEqual([]);

    await form.writes('What will exist', kept);
    await form.nods(2, '');
    await form.writes('By when', 'soon');
    await form.writes('What we stop', '');
    await form.says('What we stop', 'dont_know');
    await form.isSaved();
    await ben.person.form.nods(4);
    await ben.person.form.isDone();
    await form.isDone();
    await noor.person.form.stepsBack();
    await ben.person.seesPhase('frame');
    await ben.person.reloads();
    await ben.person.isInside();
    expect(await found(others, secrets)).toEqual([]);
    await noor.person.frame.goesOnWith(1);
    await form.isReady();
    await ben.person.form.isReady();
    expect(await found(others, secrets)).toEqual([]);

    await noor.person.form.reveals();
    const late = await coming('Lea');
    await late.person.joins(boardId);
    const all = [...others, late];
    for (const { person } of all) await person.wall.sees();
    await eventually(async () => expect(await found(all, [kept])).toHaveLength(all.length));
    for (const { person } of all) await person.reloads();
    for (const { person } of all) await person.wall.sees();
    expect(await found(all, [draft, other, reason, day])).toEqual([]);
  });

  it('S1 keeps off the facilitator’s own screen what the facilitator writes, until it is asked for', async () => {
    const secret = canary('facilitator');
    const { person: noor } = await coming('Noor');
    await noor.startsBoard('We launch in Q1.');
    await noor.frame.opensRound();
    await noor.form.seesDone(0, 1);
    expect(await noor.page.getByRole('textbox').count()).toBe(0);
    await noor.form.unfolds();
    await noor.form.writes('What will exist', secret);
    await noor.form.isSaved();
    await noor.reloads();
    await noor.seesPhase('write');
    await noor.form.seesDone(0, 1);
    expect(await noor.page.locator('body').innerText()).not.toContain(secret);
    expect(await noor.page.getByRole('textbox').count()).toBe(0);
  });
});
