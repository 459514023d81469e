/** The way onto a board: joining, whatever goes wrong on the way, and being let in or not. */

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { door as text } from '../../client/text/en/door.ts';
import { write as writeText } from '../../client/text/en/write.ts';
import { Arrivals } from '../kit/arrivals.ts';
import { command, viewBoard, type Member } from '../kit/board-client.ts';
import { closeAll, type PersonOptions } from '../kit/browser.ts';
import { startBuiltSite, type BuiltSite } from '../kit/built-site.ts';
import { eventually } from '../kit/eventually.ts';
import type { Person } from '../kit/person.ts';
import { plannedBoard, revealedBoard } from '../kit/seats.ts';

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
const coming = (name: string, options?: PersonOptions): Promise<Person> => arrivals.come(name, options);
const namesOn = async (noor: Member) => (await viewBoard(noor)).view.participants.map(({ name }) => name).sort();

describe('joining', () => {
  it('U2 is a link and a name, and the browser is known from then on', async () => {
    const noor = await plannedBoard(site.url);
    const ana = await coming('Ana', { phone: true });
    await ana.joins(noor.boardId, { function: 'sales' });
    await ana.seesPhase('frame');
    await ana.reloads();
    await ana.isInside();
    expect(await namesOn(noor)).toEqual(['Ana', 'Noor']);
    await ana.page.goto('/');
    await ana.page.getByRole('link', { name: 'We launch in Q1.' }).click();
    await ana.isInside();
    expect(ana.boardId).toBe(noor.boardId);
  });

  it('U2 pressed twice is one participant', async () => {
    const noor = await plannedBoard(site.url);
    const ana = await coming('Ana');
    await ana.opensBoard(noor.boardId);
    await ana.typesAtDoor();
    await ana.button(text.join).dblclick();
    await ana.isInside();
    expect(await namesOn(noor)).toEqual(['Ana', 'Noor']);
  });

  it('U2 pressed again after the first answer was lost is one participant', async () => {
    const noor = await plannedBoard(site.url);
    const ana = await coming('Ana');
    await ana.opensBoard(noor.boardId);
    await ana.typesAtDoor();
    const statuses: number[] = [];
    await ana.page.route('**/participants', async (route) => {
      const response = await route.fetch();
      statuses.push(response.status());
      if (statuses.length === 1) await route.abort();
      else await route.fulfill({ response });
    });
    await ana.pressesJoin();
    await ana.seesRefusal('offline');
    await ana.pressesJoin();
    await ana.isInside();
    expect(statuses).toEqual([201, 201]);
    expect(await namesOn(noor)).toEqual(['Ana', 'Noor']);
  });

  it('U2 two people with the same name are two', async () => {
    const noor = await plannedBoard(site.url);
    for (const person of [await coming('Ana'), await coming('Ana')]) await person.joins(noor.boardId);
    expect(await namesOn(noor)).toEqual(['Ana', 'Ana', 'Noor']);
  });

  it('U5 without a name says that one is missing', async () => {
    const noor = await plannedBoard(site.url);
    const ana = await coming('');
    await ana.opensBoard(noor.boardId);
    await ana.pressesJoin();
    await ana.seesText(text.nameMissing);
    expect(await namesOn(noor)).toEqual(['Noor']);
  });

  it('U2 by the spoken code leads to the same door', async () => {
    const noor = await plannedBoard(site.url);
    const code = String((await viewBoard(noor)).view.board['code']);
    const ana = await coming('Ana');
    await ana.page.goto('/');
    await ana.page.getByLabel(text.codeLabel).fill(code.replaceAll('-', ' ').toUpperCase());
    await ana.button(text.codeGo).click();
    await ana.typesAtDoor();
    await ana.pressesJoin();
    await ana.isInside();
    expect(ana.boardId).toBe(noor.boardId);
  });
});

describe('somebody who comes late', () => {
  const board = () => plannedBoard(site.url, { template: 'operational', isReading: true });

  it('U2 is in the midst of whatever phase the board is in', async () => {
    const noor = await board();
    await command(noor, 'round.open');
    const ana = await coming('Ana');
    await ana.joins(noor.boardId);
    await ana.seesPhase('write');
    await command(noor, 'reading.finish', { done: true });
    await command(noor, 'round.reveal');
    await ana.seesPhase('reveal');
    const ben = await coming('Ben');
    await ben.joins(noor.boardId);
    await ben.seesPhase('reveal');
    await command(noor, 'board.close');
    const chloe = await coming('Chloe');
    await chloe.joins(noor.boardId);
    await chloe.seesPhase('closed');
  });

  it('S1 and was not in the room reads nothing of the others before they have given their own reading', async () => {
    const noor = await revealedBoard(site.url);
    const ana = await coming('Ana');
    await ana.joins(noor.boardId, { isAbsent: true });
    await ana.form.isReady();
    await ana.seesText(writeText.promise.late(false));
    await ana.seesText(writeText.promise.lateTells);
    expect(await ana.page.content()).not.toContain('The portal');
    await ana.page.goto(`/b/${noor.boardId}/round/1`);
    await ana.form.isReady();
    expect(await ana.page.content()).not.toContain('The portal');
    await ana.form.writes('What will exist', 'A page for customers');
    await ana.form.isSaved();
    await ana.form.addsLateReading();
    const seen = await ana.wall.sees();
    const [what] = seen.questions;
    expect(what?.groups.flatMap(({ quotes }) => quotes.map(({ raw }) => raw))).toEqual(['The portal']);
    expect([seen.onTime, what?.gave, what?.of]).toEqual([1, 1, 1]);
    expect(what?.outside.find(({ kind }) => kind === 'late')?.quotes).toEqual(['A page for customers']);
  });
});

describe('a door with a guard', () => {
  it('S2 asks for the passphrase, refuses a wrong one in words, and opens to the right one', async () => {
    const noor = await plannedBoard(site.url);
    await command(noor, 'board.configure', { passphrase: 'lemon tea' });
    const ana = await coming('Ana');
    await ana.opensBoard(noor.boardId);
    await ana.typesAtDoor();
    await ana.pressesJoin();
    const field = ana.page.getByLabel(text.passphrase);
    await field.waitFor();
    await field.fill('lemonade');
    await ana.pressesJoin();
    await ana.page.getByRole('alert').getByText('That is not the passphrase').waitFor();
    expect(await namesOn(noor)).toEqual(['Noor']);
    await field.fill('lemon tea');
    await ana.pressesJoin();
    await ana.isInside();
    expect(await namesOn(noor)).toEqual(['Ana', 'Noor']);
  });

  it('S2 lets people wait who need approval, and opens by itself once they are admitted', async () => {
    const noor = await plannedBoard(site.url, { rules: { approval: true } });
    const ana = await coming('Ana');
    await ana.opensBoard(noor.boardId);
    await ana.typesAtDoor();
    await ana.pressesJoin();
    await ana.page.getByRole('heading', { name: text.waitingTitle }).waitFor();
    await ana.reloads();
    await ana.page.getByRole('heading', { name: text.waitingTitle }).waitFor();
    const waiting = await eventually(async () =>
      (await viewBoard(noor)).view.participants.find(({ name }) => name === 'Ana'),
    );
    await command(noor, 'participant.admit', { participantId: waiting.id });
    await ana.isInside();
    expect(await namesOn(noor)).toEqual(['Ana', 'Noor']);
  });

  it('S2 tells whoever is not let in, and they may knock again', async () => {
    const noor = await plannedBoard(site.url, { rules: { approval: true } });
    const ana = await coming('Ana');
    await ana.opensBoard(noor.boardId);
    await ana.typesAtDoor();
    await ana.pressesJoin();
    await ana.page.getByRole('heading', { name: text.waitingTitle }).waitFor();
    const waiting = await eventually(async () =>
      (await viewBoard(noor)).view.participants.find(({ name }) => name === 'Ana'),
    );
    await command(noor, 'participant.remove', { participantId: waiting.id });
    await ana.page.getByRole('heading', { name: text.turnedAwayTitle }).waitFor();
    await ana.button(text.knock).click();
    await ana.typesAtDoor();
    await ana.pressesJoin();
    await ana.page.getByRole('heading', { name: text.waitingTitle }).waitFor();
  });

  it('U5 says that it is locked, and whom to ask', async () => {
    const noor = await plannedBoard(site.url);
    await command(noor, 'board.configure', { locked: true });
    const ana = await coming('Ana');
    await ana.opensBoard(noor.boardId);
    await ana.typesAtDoor();
    await ana.pressesJoin();
    await ana.seesRefusal('locked');
    await command(noor, 'board.configure', { locked: false });
    await ana.pressesJoin();
    await ana.isInside();
  });
});
