/** The wording that everybody edits at once, and asking what its words mean. */

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { frame as text } from '../../client/text/en/frame.ts';
import { wording as wordingText } from '../../client/text/en/wording.ts';
import { command, viewBoard, type Member } from '../kit/board-client.ts';
import { closeAll } from '../kit/browser.ts';
import { eventually } from '../kit/eventually.ts';
import { FramingTables, press } from '../kit/framing-table.ts';
import type { Person } from '../kit/person.ts';
import type { BoardPlan } from '../kit/seats.ts';
import { startShownServer, type ShownServer } from '../kit/shown-server.ts';

let site: ShownServer;
const tables = new FramingTables(() => site.url);
const table = (plan?: BoardPlan) => tables.set(plan);
beforeAll(async () => {
  site = await startShownServer();
});
afterEach(() => tables.clear());
afterAll(async () => {
  await closeAll();
  await site.stop();
});

const shownWording = (person: Person) => person.frame.wording.innerText();
const labels = async (board: Member) => (await viewBoard(board)).view.dimensions.map(({ label }) => label);

describe('the wording', () => {
  it('D5 is the same for everybody who types in it at once, and nobody loses a letter', async () => {
    const { board, noor, ben } = await table({ wording: 'We move the importer.' });
    await noor.frame.wording.click();
    await press(noor, 'Control+End');
    await ben.frame.wording.tap();
    await press(ben, 'Control+Home');
    await Promise.all([noor.page.keyboard.type(' By spring.'), ben.page.keyboard.type('From now on: ')]);
    const all = 'From now on: We move the importer. By spring.';
    await Promise.all([noor.frame.seesWording(all), ben.frame.seesWording(all)]);
    await Promise.all([noor.frame.isSaved(), ben.frame.isSaved()]);
    expect((await viewBoard(board)).view.board.wording).toBe(all);
  });

  it('S11 shows the cursors of the others with their names, and tells who is in the text', async () => {
    const { noor, ben } = await table({ wording: 'We move the importer.' });
    await ben.frame.wording.tap();
    await press(ben, 'Control+Home', 'Control+Shift+ArrowRight');
    await noor.page.locator('[data-cursor=Ben]').waitFor({ state: 'attached' });
    await noor.page.getByText(wordingText.othersHere(['Ben'], 0)).waitFor({ state: 'attached' });
    await tables.sendHome(ben);
    await noor.page.locator('[data-cursor=Ben]').waitFor({ state: 'detached' });
  });

  it('U3 takes back what its writer typed, and leaves alone what others did', async () => {
    const { noor, ben } = await table({ wording: 'We move.' });
    await noor.frame.wording.click();
    await press(noor, 'Control+End');
    await noor.page.keyboard.type(' Mine.');
    await noor.frame.seesWording('We move. Mine.');
    await ben.frame.seesWording('We move. Mine.');
    await ben.frame.wording.tap();
    await press(ben, 'Control+Home');
    await ben.page.keyboard.type('Theirs. ');
    await noor.frame.seesWording('Theirs. We move. Mine.');
    await press(noor, 'Control+z');
    await ben.frame.wording.filter({ hasNotText: 'Mine' }).waitFor();
    expect(await shownWording(ben)).toBe('Theirs. We move.');
  });

  it('U3 keeps for its author what came too late for it, and can be typed in again after a step back', async () => {
    const { board, noor, ben } = await table({ wording: 'We move.', template: 'operational' });
    await ben.frame.wording.tap();
    await press(ben, 'Control+End');
    await ben.frame.isSaved();
    // Both go out before either comes back, so that the letters arrive after the round has opened.
    await ben.page.context().setOffline(true);
    await ben.page.keyboard.type(' Too late.');
    await noor.frame.opensRound();
    await noor.seesPhase('write');
    await ben.page.context().setOffline(false);
    const aside = ben.page.getByRole('textbox', { name: wordingText.asideWords });
    await aside.waitFor();
    expect(await aside.inputValue()).toBe('We move. Too late.');
    expect((await viewBoard(board)).view.board.wording).toBe('We move.');
    const { seen } = (await viewBoard(board)).view.board;
    await command(board, 'phase.back', { seen });
    await ben.button(wordingText.asideLetGo).tap();
    await ben.frame.wording.tap();
    await press(ben, 'Control+Home');
    await ben.page.keyboard.type('Again: ');
    await noor.frame.seesWording('Again: We move.');
    await tables.sendHome(ben, /ERR_INTERNET_DISCONNECTED/);
  });

  it('S2 is read and not written where the rules say so, at once, and changes on the screen as others type', async () => {
    const { board, noor, ben } = await table({ wording: 'We move.' });
    await command(board, 'board.configure', { rules: { framing: 'facilitator' } });
    await ben.page.getByText(text.wording.maySee).waitFor();
    await eventually(async () => expect(await ben.frame.wording.getAttribute('contenteditable')).toBe('false'));
    await noor.frame.wording.click();
    await press(noor, 'Control+Home');
    await noor.page.keyboard.type('Now: ');
    await ben.frame.seesWording('Now: We move.');
  });
});

describe('asking what a word means', () => {
  it('U1 works by keyboard alone, and lets Tab leave the text', async () => {
    const { board, noor } = await table({ wording: 'We move the importer.' });
    await noor.frame.wording.focus();
    await press(noor, 'Control+End', 'ArrowLeft', 'Control+Shift+ArrowLeft');
    await noor.button(text.wording.ask('importer')).waitFor();
    await press(noor, 'Tab', 'Enter');
    await noor.frame.seesQuestion(text.wording.termLabel('importer'));
    await press(noor, 'Control+Home', 'Control+Enter');
    await noor.frame.seesQuestion(text.wording.termLabel('We'));
    const asked = (await viewBoard(board)).view.dimensions.map(({ type, term }) => [type, term]);
    expect(asked).toEqual([
      ['text', 'importer'],
      ['text', 'We'],
    ]);
  });

  it('U2 asks once, also when two people ask in the same moment', async () => {
    const { board, noor, ben } = await table({ wording: 'importer' });
    for (const person of [noor, ben]) {
      await person.frame.wording.focus();
      await press(person, 'Control+Home');
    }
    await Promise.all([press(noor, 'Control+Enter'), press(ben, 'Control+Enter')]);
    await Promise.any([noor, ben].map((person) => person.seesText(text.notices.isThere('importer'))));
    await eventually(async () => expect(await labels(board)).toEqual([text.wording.termLabel('importer')]));
    await press(noor, 'Control+Home', 'Control+Enter');
    await noor.seesText(text.notices.isThere('importer'));
    expect(await labels(board)).toHaveLength(1);
  });
});
