/** The facilitator's seat: it survives its holder's browser, can be shared, handed over, recovered and taken; and what it can do to people. */

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { news, people as peopleText } from '../../client/text/en/people.ts';
import { frame as frameText } from '../../client/text/en/frame.ts';
import { ui } from '../../client/text/en/ui.ts';
import { EMPTY_SEAT_MS } from '../../shared/board/decide-people.ts';
import { viewBoard } from '../kit/board-client.ts';
import { closeAll, type PersonOptions } from '../kit/browser.ts';
import { eventually } from '../kit/eventually.ts';
import { arrive, type Person } from '../kit/person.ts';
import { plannedBoard, sitDown, sitsIn } from '../kit/seats.ts';
import { startShownServer, type ShownServer } from '../kit/shown-server.ts';

let site: ShownServer;
beforeAll(async () => {
  site = await startShownServer();
});
afterAll(async () => {
  await closeAll();
  await site.stop();
});

const here: Person[] = [];
afterEach(async () => {
  for (const person of here.splice(0)) {
    person.expectClean(/ 404 /);
    await person.leaves();
  }
});
const coming = async (name: string, options?: PersonOptions): Promise<Person> => {
  const person = await arrive(site.url, name, options);
  here.push(person);
  return person;
};
const joining = async (name: string, boardId: string): Promise<Person> => {
  const person = await coming(name);
  await person.joins(boardId);
  return person;
};
/** Who has the seat can open a round. */
const hasSeat = (person: Person) => person.button(frameText.opening.open).waitFor();
const hasNoSeat = (person: Person) => person.button(frameText.opening.open).waitFor({ state: 'detached' });

describe('a facilitator who goes', () => {
  it('A6 and whose browser dies comes back in the seat', async () => {
    const first = await arrive(site.url, 'Noor');
    await first.startsBoard('We launch in Q1.', { isReading: false });
    const { boardId } = first;
    const ana = await joining('Ana', boardId);
    await first.frame.opensRound();
    await ana.form.isReady();
    await ana.form.answers({ fist: 4, words: { 'What will exist': 'A portal' } });
    await ana.form.isDone();
    // A browser that has ended keeps only what is meant to last.
    const { cookies, origins } = await first.context.storageState();
    const storageState = { origins, cookies: cookies.filter(({ expires }) => expires > 0) };
    await first.leaves();
    await ana.people.seesHere(1, 2);
    const noor = await coming('Noor', { context: { storageState } });
    await noor.opensBoard(boardId);
    await noor.seesPhase('write');
    await noor.form.seesDone(1, 1);
    await noor.form.reveals();
    await ana.seesPhase('reveal');
    const seen = await ana.wall.sees();
    expect(seen.questions[0]?.groups[0]?.quotes[0]?.raw).toBe('A portal');
  });

  it('A6 has a recovery link, which gives the seat back on another device', async () => {
    const noor = await coming('Noor');
    await noor.startsBoard('We launch in Q1.');
    const ana = await joining('Ana', noor.boardId);
    const link = await noor.people.looksUpRecoveryLink();
    await noor.people.does('handOver', 'Ana');
    await hasSeat(ana);
    await hasNoSeat(noor);
    const again = await coming('Noor');
    await again.page.goto(link);
    await again.isInside();
    await hasSeat(again);
    expect(again.page.url()).toBe(`${site.url}/b/${noor.boardId}`);
    await ana.seesText(news.seat_recovered('Noor'));
    await hasSeat(noor);
  });
});

describe('the seat', () => {
  it('A6, S12 is handed over in a moment, and told', async () => {
    const noor = await coming('Noor');
    await noor.startsBoard('We launch in Q1.');
    const ana = await joining('Ana', noor.boardId);
    const ben = await joining('Ben', noor.boardId);
    await noor.people.does('handOver', 'Ana');
    await hasSeat(ana);
    await hasNoSeat(noor);
    await ana.seesText(news.seat_givenMe);
    await ben.seesText(news.seat_given('Ana'));
    await ana.frame.opensRound();
    await noor.seesPhase('write');
  });

  it('A6 can be shared, and taken back', async () => {
    const noor = await coming('Noor');
    await noor.startsBoard('We launch in Q1.');
    const ana = await joining('Ana', noor.boardId);
    await noor.people.does('grant', 'Ana');
    await hasSeat(ana);
    await hasSeat(noor);
    await noor.people.does('revoke', 'Ana');
    await hasNoSeat(ana);
    await ana.seesText(news.seat_leftMe);
  });

  it('A6 may be taken ten minutes after the last facilitator was there, and everybody is told', async () => {
    const noor = await plannedBoard(site.url);
    const { person: ana } = await sitsIn(noor, 'Ana');
    const { person: ben } = await sitsIn(noor, 'Ben');
    const lead = await sitDown(noor, 'Noor');
    here.push(ana, ben, lead);
    await ana.people.seesHere(3, 3);
    await lead.page.goto('about:blank');
    await ana.people.seesHere(2, 3);
    await ana.people.takesSeat();
    await ana.seesRefusal('seat_taken');
    site.putClockForward(EMPTY_SEAT_MS);
    await ana.button(peopleText.takeSeat).click();
    await ana.page.keyboard.press('Escape');
    await hasSeat(ana);
    await ben.seesText(news.seat_taken('Ana'));
    await lead.opensBoard(noor.boardId);
    await lead.seesText(news.seat_since('Ana'));
    await hasSeat(lead);
  });

  it('A7 asks before it reveals over those who are not done, and names them', async () => {
    const noor = await coming('Noor');
    await noor.startsBoard('We launch in Q1.', { isReading: false });
    const ana = await joining('Ana', noor.boardId);
    const ben = await joining('Ben', noor.boardId);
    await noor.frame.opensRound();
    await ana.form.isReady();
    await ana.form.nods(3);
    await ana.form.isDone();
    await noor.form.seesDone(1, 2);
    const asked = await noor.form.revealsAnyway();
    expect(asked).toContain('Ben');
    expect(asked).not.toContain('Ana');
    await ben.seesPhase('reveal');
    expect((await ben.wall.sees()).onTime).toBe(1);
  });
});

describe('people', () => {
  it('S12 who are removed see it at once, write nothing more, and find the door', async () => {
    const noor = await coming('Noor');
    await noor.startsBoard('We launch in Q1.', { isReading: false });
    const ana = await joining('Ana', noor.boardId);
    await noor.frame.opensRound();
    await ana.form.isReady();
    await ana.form.types('What will exist', 'A portal');
    await ana.form.isSaved();
    await noor.people.does('remove', 'Ana');
    await ana.seesText(ui.endings.removed);
    expect(await ana.page.getByRole('textbox').count()).toBe(0);
    await noor.people.seesHere(1, 1);
    await ana.reloads();
    await ana.button('Join').waitFor();
  });

  it('S12 who have lost their link get a new one, which ends the old', async () => {
    const noor = await coming('Noor');
    await noor.startsBoard('We launch in Q1.', { isReading: false });
    const ana = await joining('Ana', noor.boardId);
    const ben = await joining('Ben', noor.boardId);
    const link = await noor.people.makesLinkFor('Ana');
    await ana.seesText(ui.endings.key_ended);
    await ben.seesText(news.key_replaced('Ana', 'Noor'));
    const again = await coming('Ana');
    await again.page.goto(link);
    await again.isInside();
    await noor.people.seesHere(3, 3);
  });

  it('S2 who wait at the door are let in by the facilitator', async () => {
    const noor = await coming('Noor');
    await noor.startsBoard('We launch in Q1.');
    await noor.people.wantsToApprove();
    const ana = await coming('Ana');
    await ana.opensBoard(noor.boardId);
    await ana.typesAtDoor();
    await ana.pressesJoin();
    await noor.seesText(news.waiting(['Ana']));
    await noor.people.letsIn('Ana');
    await ana.isInside();
  });

  it('S10 make themselves a personal link, and are the same person with it elsewhere', async () => {
    const noor = await plannedBoard(site.url);
    const { person: ana, member } = await sitsIn(noor, 'Ana');
    here.push(ana);
    const link = await ana.people.makesOwnLink();
    const phone = await coming('Ana', { phone: true });
    await phone.page.goto(link);
    await phone.isInside();
    expect((await viewBoard(member)).view.participants.map(({ name }) => name).sort()).toEqual(['Ana', 'Noor']);
  });

  it('D13 who are on a board that is deleted are told, and nothing of it is left with them', async () => {
    const noor = await coming('Noor');
    await noor.startsBoard('We launch in Q1.');
    const ana = await joining('Ana', noor.boardId);
    const { boardId } = noor;
    await noor.people.deletesBoard();
    await ana.seesText(ui.endings.erased);
    for (const person of [noor, ana]) {
      await person.page.goto('/');
      await eventually(async () =>
        expect(await person.page.evaluate<string>('JSON.stringify({ ...localStorage })')).not.toContain(boardId),
      );
    }
  });
});
