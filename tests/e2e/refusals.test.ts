/**
 * Every refusal that a person can meet in the page: provoked for real where that can be done, answered in the place of the
 * server where not. Each says what it means and what to do next, where it happened. A new code does not compile here until
 * it has found its place.
 */

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { door as doorText } from '../../client/text/en/door.ts';
import { home as homeText } from '../../client/text/en/home.ts';
import { own, people as peopleText } from '../../client/text/en/people.ts';
import { refusals } from '../../client/text/en/refusals.ts';
import { reveal as revealText } from '../../client/text/en/reveal.ts';
import { REJECTION_CODES, type RejectionCode } from '../../shared/board/rejections.ts';
import { Arrivals } from '../kit/arrivals.ts';
import { command, joinBoard } from '../kit/board-client.ts';
import { closeAll, type Page } from '../kit/browser.ts';
import { startBuiltSite, type BuiltSite } from '../kit/built-site.ts';
import type { Person } from '../kit/person.ts';
import { refuseCommands, refuseRequests, withholdEntries } from '../kit/refusing.ts';
import { plannedBoard, revealedBoard, sitsIn } from '../kit/seats.ts';

/** Where it is provoked for real: in this file, at the door, around the seat; or how it is answered in the server's place. */
type Place = 'here' | 'door.test' | 'seat.test' | 'links.test' | 'answered';

const PLACES: Readonly<Record<RejectionCode, Place>> = {
  malformed: 'here',
  not_found: 'links.test',
  forbidden: 'answered',
  not_yours: 'answered',
  does_not_read: 'answered',
  stale: 'here',
  wrong_phase: 'answered',
  not_available: 'answered',
  busy: 'here',
  unavailable: 'answered',
  rate_limited: 'here',
  too_large: 'answered',
  too_many: 'answered',
  too_many_people: 'here',
  locked: 'door.test',
  pending: 'answered',
  removed: 'answered',
  passphrase_required: 'door.test',
  passphrase_wrong: 'door.test',
  unknown_participant: 'answered',
  unknown_dimension: 'answered',
  unknown_reading: 'answered',
  unknown_reply: 'answered',
  unknown_round: 'answered',
  duplicate_id: 'answered',
  last_facilitator: 'answered',
  seat_taken: 'seat.test',
  seat_closed: 'answered',
  unsealed_writing: 'here',
  nothing_to_reveal: 'answered',
  already_done: 'answered',
  sealed: 'answered',
  withheld: 'answered',
  read_only: 'answered',
  reset: 'answered',
  foreign_client: 'answered',
  unknown_content: 'answered',
  unsupported_media: 'answered',
  bad_origin: 'answered',
  method_not_allowed: 'answered',
  shutting_down: 'answered',
  internal: 'answered',
};

let site: BuiltSite;
let strict: BuiltSite;
beforeAll(async () => {
  site = await startBuiltSite();
  strict = await startBuiltSite({
    RATE_LIMIT_EXEMPT: '10.0.0.1',
    LIMIT_PEOPLE: '3',
    LIMIT_JOINS_PER_ADDRESS: '3',
    LIMIT_EXAMPLES: '1',
  });
});
afterAll(async () => {
  await closeAll();
  await site.close();
  await strict.close();
});

const arrivals = new Arrivals(() => site.url);
afterEach(() => arrivals.goHome(/ (400|404|409|429|503) /, /ERR_(FAILED|INTERNET_DISCONNECTED)/));
const coming = (name: string, url = site.url): Promise<Person> => arrivals.come(name, undefined, url);

/** Verbs with which a sentence tells what to do. */
const STEPS = /(?:^|[.;:] )(?:ask|change|copy|give|go|hand|keep|load|look|make|open|press|remove|type|wait|write)\b/i;

describe('the words of a refusal', () => {
  it('U5 are there for every code, and tell what to do next', () => {
    expect(Object.keys(PLACES).sort()).toEqual([...REJECTION_CODES].sort());
    const silent = Object.entries(refusals).filter(([, sentence]) => !STEPS.test(sentence));
    expect(silent).toEqual([]);
  });

  it('U5 stand at the door for whatever joining is refused with', async () => {
    const noor = await plannedBoard(site.url);
    const ana = await coming('Ana');
    const { refuse } = await refuseRequests(ana.page);
    await ana.opensBoard(noor.boardId);
    await ana.typesAtDoor();
    // These two are said at the field that they are about.
    for (const code of REJECTION_CODES.filter((other) => !other.startsWith('passphrase_'))) {
      refuse(code);
      await ana.pressesJoin();
      await ana.seesRefusal(code);
    }
    refuse('silently');
    await ana.pressesJoin();
    await ana.seesRefusal('offline');
    refuse(null);
    await ana.pressesJoin();
    await ana.isInside();
  });

  it('U5 stand on the board for whatever a command is refused with', { timeout: 120_000 }, async () => {
    const noor = await revealedBoard(site.url);
    const ana = await coming('Ana');
    const { refuse } = await refuseCommands(ana.page);
    await ana.joins(noor.boardId);
    await ana.wall.isOpen();
    const talk = ana.wall.question('what');
    await talk.getByText(revealText.talk.summary).click();
    await talk.getByRole('textbox', { name: revealText.talk.reply }).fill('Which portal?');
    const send = talk.getByRole('button', { name: revealText.talk.send, exact: true });
    for (const code of [...REJECTION_CODES, 'unanswered' as const]) {
      refuse(code === 'unanswered' ? 'silently' : code);
      await send.click();
      await ana.page.locator(`[data-refusal=${code}]`).waitFor({ timeout: 40_000 });
      await ana.seesRefusal(code);
    }
    refuse(null);
    await send.click();
    await ana.wall.seesReply('what', 'Which portal?');
  });
});

const press = async (page: Page, ...names: readonly string[]): Promise<void> => {
  for (const name of names) await page.getByRole('button', { name, exact: true }).last().click();
};

describe('a refusal by the server itself', () => {
  it('U5 stale: somebody else has moved the board meanwhile', async () => {
    const noor = await plannedBoard(site.url, { template: 'operational', isReading: true });
    const ben = await joinBoard(site.url, noor.boardId, { name: 'Ben' });
    await command(noor, 'facilitator.grant', { participantId: ben.participantId });
    const lead = await coming('Noor');
    const { withhold } = await withholdEntries(lead.page);
    await lead.opensBoard(noor.boardId, noor.key);
    await lead.seesPhase('frame');
    await lead.seesConnection('live');
    withhold();
    await command(ben, 'round.open');
    await lead.frame.opensRound();
    await lead.seesRefusal('stale');
  });

  it('U5 unsealed_writing: a new link would open somebody’s draft', async () => {
    const noor = await plannedBoard(site.url, { template: 'operational' });
    const { person: ana } = await sitsIn(noor, 'Ana');
    arrivals.add(ana);
    await command(noor, 'round.open');
    await ana.form.isReady();
    await ana.form.types('What will exist', 'A portal');
    await ana.form.isSaved();
    const lead = await coming('Noor');
    await lead.opensBoard(noor.boardId, noor.key);
    await lead.people.opens();
    await press(lead.page, peopleText.moreAbout('Ana'), peopleText.newLink, peopleText.newLinkNow);
    await lead.seesRefusal('unsealed_writing');
  });

  it('U5 offline: nothing is sent late', async () => {
    const noor = await plannedBoard(site.url, { template: 'operational', isReading: true });
    const lead = await coming('Noor');
    await lead.opensBoard(noor.boardId, noor.key);
    await lead.seesConnection('live');
    await lead.losesNetwork();
    await lead.seesConnection('lost');
    await lead.frame.opensRound();
    await lead.seesRefusal('offline');
    await lead.hasNetworkAgain();
    await lead.seesConnection('live');
    await lead.seesPhase('frame');
  });

  it('U5 malformed: a name of nothing but invisible characters', async () => {
    const noor = await plannedBoard(site.url);
    const nobody = await coming('\u2800');
    await nobody.opensBoard(noor.boardId);
    await nobody.typesAtDoor();
    await nobody.pressesJoin();
    await nobody.seesRefusal('malformed');
  });

  it('U5 too_many_people, rate_limited and busy: a server with little room', async () => {
    const noor = await plannedBoard(strict.url);
    for (const name of ['Ben', 'Chloe']) await joinBoard(strict.url, noor.boardId, { name });
    const ana = await coming('Ana', strict.url);
    await ana.opensBoard(noor.boardId);
    await ana.typesAtDoor();
    await ana.pressesJoin();
    await ana.seesRefusal('too_many_people');
    await ana.pressesJoin();
    await ana.seesRefusal('rate_limited');
    await ana.page.goto('/');
    await ana.button(homeText.example).click();
    await ana.page.getByRole('heading', { name: doorText.exampleTitle }).waitFor();
    await ana.page.goto('/');
    await ana.button(homeText.example).click();
    const shown = ana.page.locator('[data-refusal=busy]');
    await shown.waitFor();
    expect(await shown.textContent()).toBe(homeText.exampleFull);
  });

  it('U5 a request of the board’s own dialogs says why not, too', async () => {
    const noor = await plannedBoard(site.url);
    const lead = await coming('Noor');
    const { refuse } = await refuseRequests(lead.page);
    await lead.opensBoard(noor.boardId, noor.key);
    await lead.isInside();
    refuse('unavailable');
    await lead.people.deletesBoard();
    await lead.seesRefusal('unavailable');
    await press(lead.page, own.keep);
    await lead.people.forgetsBoard();
    await lead.seesRefusal('unavailable');
    await lead.seesPhase('frame');
  });
});
