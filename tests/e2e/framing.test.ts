/** The questions of a board that several people frame at the same time, and opening its round. */

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { frame as text } from '../../client/text/en/frame.ts';
import { questionForm as formText } from '../../client/text/en/question-form.ts';
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

const labels = async (board: Member) => (await viewBoard(board)).view.dimensions.map(({ label }) => label);

describe('the questions', () => {
  const OPERATIONAL = ['What will exist', 'Who', 'By when', 'How we know it is done', 'What we stop'];

  it('U1 are put in order by keys, the focus staying with what is moved, and by carrying', async () => {
    const { board, noor, ben } = await table({ template: 'operational' });
    const handle = (person: Person, label: string) => person.button(text.list.handle(label));
    await handle(noor, 'What we stop').focus();
    await press(noor, 'ArrowUp', 'ArrowUp', 'ArrowUp');
    await eventually(async () =>
      expect(await labels(board)).toEqual([
        'What will exist',
        'What we stop',
        'Who',
        'By when',
        'How we know it is done',
      ]),
    );
    const focused = await noor.page.evaluate<string | null>("document.activeElement.getAttribute('aria-label')");
    expect(focused).toBe(text.list.handle('What we stop'));
    const [from, to] = await Promise.all([
      handle(ben, 'What we stop').boundingBox(),
      handle(ben, 'How we know it is done').boundingBox(),
    ]);
    await ben.page.mouse.move(from!.x + 10, from!.y + 10);
    await ben.page.mouse.down();
    await ben.page.mouse.move(from!.x + 10, to!.y + 40, { steps: 8 });
    await ben.page.mouse.up();
    await eventually(async () => expect((await labels(board)).at(-1)).toBe('What we stop'));
    await eventually(async () => expect(await noor.frame.questions()).toEqual(OPERATIONAL));
  });

  it('U3 are removed without being asked about, and put back where they were', async () => {
    const { board, noor } = await table({ template: 'operational' });
    await noor.frame.removesQuestion('Who');
    await noor.seesText(text.notices.removed('Who'));
    await noor.button(text.notices.undo).click();
    await noor.frame.seesQuestion('Who');
    expect(await labels(board)).toEqual(OPERATIONAL);
  });

  it('U3 keep what each of two people changed in the same one', async () => {
    const { board, noor, ben } = await table({ template: 'operational' });
    for (const person of [noor, ben]) await person.button('By when').click();
    await noor.page.getByLabel(formText.label, { exact: true }).fill('Latest day');
    await ben.page.getByLabel(formText.tolerance).fill('3');
    await noor.button(formText.save).click();
    await ben.seesText(formText.changedMeanwhile);
    await ben.button(formText.save).tap();
    await ben.page.getByRole('dialog').waitFor({ state: 'hidden' });
    const changed = (await viewBoard(board)).view.dimensions.find(({ id }) => id === 'by_when');
    expect(changed).toMatchObject({ label: 'Latest day', config: { toleranceDays: 3, direction: 'by' } });
  });

  it('U3 in a form that is open when the round opens wait for the board to come back', async () => {
    const { board, noor, ben } = await table({ template: 'operational' });
    await ben.button('Who').tap();
    await ben.page.getByLabel(formText.label, { exact: true }).fill('Who exactly');
    await noor.frame.opensRound();
    await ben.seesPhase('write');
    await command(board, 'phase.back', { seen: (await viewBoard(board)).view.board.seen });
    await ben.button(text.notices.takeUp).tap();
    expect(await ben.page.getByLabel(formText.label, { exact: true }).inputValue()).toBe('Who exactly');
    await ben.button(formText.save).tap();
    await noor.frame.seesQuestion('Who exactly');
  });

  it('U5 refuse a form with what is the matter, at the field', async () => {
    const { ben } = await table();
    await ben.button(text.list.add).tap();
    await ben.page.getByRole('button', { name: formText.types.ranking.label }).tap();
    await ben.button(formText.add).tap();
    await ben.seesText(formText.troubles.empty);
    await ben.seesText(formText.troubles.tooFew);
    const field = ben.page.getByLabel(formText.label, { exact: true });
    await eventually(async () => expect(await field.evaluate((it) => it.matches(':focus'))).toBe(true));
  });
});

describe('opening a round', () => {
  it('U5 says what is missing and forbids nothing', async () => {
    const { noor, ben } = await table({ wording: '' });
    await ben.seesText(text.opening.waits(['Noor']));
    await noor.button(text.opening.open).click();
    const dialog = noor.page.getByRole('dialog');
    await dialog.getByText(text.opening.missingWording).waitFor();
    await dialog.getByText(text.opening.missingQuestions).waitFor();
    await noor.button(text.opening.openAnyway).click();
    await ben.seesPhase('write');
  });

  it('D1 freezes the last letter that was typed before the press', async () => {
    const { board, noor } = await table({ wording: 'We move', template: 'operational' });
    await noor.frame.wording.click();
    await press(noor, 'Control+End');
    await noor.page.keyboard.type(' the importer.');
    await noor.frame.opensRound();
    await noor.seesPhase('write');
    expect((await viewBoard(board)).view.board.wording).toBe('We move the importer.');
  });
});
