/** Whatever a facilitator does on a board may be refused, and is then told in the place where it was done (U5). */

import { afterAll, beforeAll, describe, it } from 'vitest';
import { frame as frameText } from '../../client/text/en/frame.ts';
import { people as peopleText } from '../../client/text/en/people.ts';
import { reveal as revealText } from '../../client/text/en/reveal.ts';
import { seat } from '../../client/text/en/write-seat.ts';
import { command, joinBoard } from '../kit/board-client.ts';
import { closeAll, type Page } from '../kit/browser.ts';
import { startBuiltSite, type BuiltSite } from '../kit/built-site.ts';
import { arrive, type Person } from '../kit/person.ts';
import { refuseCommands } from '../kit/refusing.ts';
import { plannedBoard, revealedBoard } from '../kit/seats.ts';

let site: BuiltSite;
beforeAll(async () => {
  site = await startBuiltSite();
});
afterAll(async () => {
  await closeAll();
  await site.close();
});

/** Something a facilitator does, in the page, that the server may refuse. */
interface Deed {
  readonly what: string;
  readonly phase: 'frame' | 'write' | 'reveal';
  readonly does: (person: Person) => Promise<void>;
}
const press = async (page: Page, ...names: readonly string[]): Promise<void> => {
  for (const name of names) await page.getByRole('button', { name, exact: true }).last().click();
};
const DEEDS: readonly Deed[] = [
  { what: 'opening a round', phase: 'frame', does: ({ frame }) => frame.opensRound() },
  {
    what: 'taking a question away',
    phase: 'frame',
    does: async ({ page }) => {
      await press(page, frameText.list.menu('Who'));
      await page.getByRole('menuitem', { name: frameText.list.remove, exact: true }).click();
    },
  },
  {
    what: 'changing the rules',
    phase: 'frame',
    does: async ({ page }) => {
      await press(page, frameText.rulesForm.change);
      await page.getByRole('dialog').getByLabel(frameText.rulesForm.pulse).click();
    },
  },
  {
    what: 'handing over the seat',
    phase: 'frame',
    does: async ({ page, people }) => {
      await people.opens();
      await press(page, peopleText.moreAbout('Ben'), peopleText.handOver, peopleText.handOverNow);
    },
  },
  { what: 'revealing', phase: 'write', does: async ({ form }) => void (await form.revealsAnyway()) },
  { what: 'stepping back', phase: 'write', does: ({ form }) => form.stepsBack() },
  {
    what: 'being done',
    phase: 'write',
    does: ({ page }) => press(page, seat.done.say),
  },
  { what: 'asking again', phase: 'reveal', does: ({ wall }) => wall.asksAgain() },
  { what: 'closing', phase: 'reveal', does: ({ wall }) => wall.closesBoard() },
  {
    what: 'marking a question',
    phase: 'reveal',
    does: ({ wall }) => wall.question('what').getByRole('button', { name: revealText.talk.matters }).click(),
  },
];

describe('a command that is refused', () => {
  it.each(DEEDS.map((deed) => [deed.what, deed] as const))('U5 is told where it was given: %s', async (_, deed) => {
    const isRevealed = deed.phase === 'reveal';
    const noor = isRevealed
      ? await revealedBoard(site.url)
      : await plannedBoard(site.url, { template: 'operational', isReading: true });
    await joinBoard(site.url, noor.boardId, { name: 'Ben' });
    if (deed.phase === 'write') await command(noor, 'round.open');
    const lead = await arrive(site.url, 'Noor');
    const { refuse } = await refuseCommands(lead.page);
    await lead.opensBoard(noor.boardId, noor.key);
    await lead.seesPhase(deed.phase);
    await lead.seesConnection('live');
    refuse('internal');
    await deed.does(lead);
    await lead.seesRefusal('internal');
    await lead.seesPhase(deed.phase);
    lead.expectClean();
    await lead.leaves();
  });
});
