/** Addresses and what they open: boards, codes and personal links, known and unknown, ended and somebody else's. */

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { door as text } from '../../client/text/en/door.ts';
import { Arrivals } from '../kit/arrivals.ts';
import { joinBoard, viewBoard, type Member } from '../kit/board-client.ts';
import { closeAll } from '../kit/browser.ts';
import { startBuiltSite, type BuiltSite } from '../kit/built-site.ts';
import type { Person } from '../kit/person.ts';
import { plannedBoard } from '../kit/seats.ts';

let site: BuiltSite;
beforeAll(async () => {
  site = await startBuiltSite();
});
afterAll(async () => {
  await closeAll();
  await site.close();
});

const arrivals = new Arrivals(() => site.url);
afterEach(() => arrivals.goHome(/^console: Failed to load resource/));
const coming = (name: string): Promise<Person> => arrivals.come(name);
const namesOn = async (noor: Member) => (await viewBoard(noor)).view.participants.map(({ name }) => name).sort();

describe('an address that opens nothing', () => {
  it('S3 an unknown board looks like one that is there for others, until a name is given', async () => {
    const noor = await plannedBoard(site.url);
    const [ana, ben] = [await coming('Ana'), await coming('Ben')];
    await ana.opensBoard(noor.boardId);
    await ben.opensBoard('no-such-board-0000000');
    const [real, none] = await Promise.all(
      [ana, ben].map(async (person) => {
        await person.button(text.join).waitFor();
        return person.page.locator('main').innerText();
      }),
    );
    expect(none).toBe(real);
    await ben.typesAtDoor();
    await ben.pressesJoin();
    await ben.seesRefusal('not_found');
  });

  it('U5 an unknown code is said to be one, and can be typed again', async () => {
    const ana = await coming('Ana');
    await ana.page.goto('/j/apple-apple-apple');
    await ana.seesText(text.codeUnknown);
    expect(await ana.page.getByLabel(text.codeLabel).inputValue()).toBe('apple apple apple');
  });

  it('U5 an unknown page leads home', async () => {
    const ana = await coming('Ana');
    await ana.page.goto('/nowhere/at/all');
    await ana.page.getByRole('main').getByRole('link').click();
    await ana.button('Start').waitFor();
  });
});

describe('a personal link', () => {
  it('S10 brings its owner in on another device, and leaves the address at once', async () => {
    const noor = await plannedBoard(site.url);
    const member = await joinBoard(site.url, noor.boardId);
    const ana = await coming('Ana');
    await ana.opensBoard(noor.boardId, member.key);
    await ana.isInside();
    expect(ana.page.url()).toBe(`${site.url}/b/${noor.boardId}`);
    const kept = await ana.page.evaluate(`JSON.stringify({ ...localStorage }) + document.cookie`);
    expect(kept).not.toContain(member.key);
    expect(await namesOn(noor)).toEqual(['Ana', 'Noor']);
  });

  it('S11 of somebody else asks who this device shall be, and does as it is told', async () => {
    const noor = await plannedBoard(site.url);
    const ben = await joinBoard(site.url, noor.boardId, { name: 'Ben' });
    const ana = await coming('Ana');
    await ana.joins(noor.boardId);
    const whoAmI = async () => {
      const [cookie] = await ana.context.cookies();
      const { view } = await viewBoard({ ...noor, key: cookie?.value ?? '' });
      return view.participants.find(({ id }) => id === view.me['participantId'])?.name;
    };
    await ana.opensBoard(noor.boardId, ben.key);
    await ana.button(text.twoStay('Ana')).click();
    await ana.isInside();
    expect(await whoAmI()).toBe('Ana');
    await ana.opensBoard(noor.boardId, ben.key);
    await ana.button(text.twoGoOn('Ben')).click();
    await ana.isInside();
    expect(await whoAmI()).toBe('Ben');
    expect(await namesOn(noor)).toEqual(['Ana', 'Ben', 'Noor']);
  });

  it('U5 that has ended says so, and offers to join instead', async () => {
    const noor = await plannedBoard(site.url);
    const ana = await coming('Ana');
    await ana.opensBoard(noor.boardId, 'a-key-that-never-was-0000000');
    await ana.seesText(text.linkEnded);
    await ana.seesText(text.linkEndedNext);
    await ana.typesAtDoor();
    await ana.pressesJoin();
    await ana.isInside();
  });
});

describe('a server that cannot be reached', () => {
  it('U4 is said to be that, and the door opens by itself once it is back', async () => {
    const noor = await plannedBoard(site.url);
    const ana = await coming('Ana');
    let isGone = true;
    await ana.page.route('**/api/**', (route) => (isGone ? route.abort() : route.continue()));
    await ana.opensBoard(noor.boardId);
    await ana.page.getByRole('heading', { name: text.unreachableTitle }).waitFor();
    isGone = false;
    await ana.button(text.join).waitFor();
  });
});
