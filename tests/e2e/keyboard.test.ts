/** A whole session by somebody who has nothing but a keyboard: every step can be reached, seen and taken. */

import { afterAll, beforeAll, expect, it } from 'vitest';
import { closed as closedText } from '../../client/text/en/closed.ts';
import { frame as frameText } from '../../client/text/en/frame.ts';
import { home as homeText } from '../../client/text/en/home.ts';
import { header } from '../../client/text/en/people.ts';
import { questionForm as formText } from '../../client/text/en/question-form.ts';
import { reveal as revealText } from '../../client/text/en/reveal.ts';
import { ui } from '../../client/text/en/ui.ts';
import { seat } from '../../client/text/en/write-seat.ts';
import { write as writeText } from '../../client/text/en/write.ts';
import { closeAll, type Locator } from '../kit/browser.ts';
import { startBuiltSite, type BuiltSite } from '../kit/built-site.ts';
import { Keyboard } from '../kit/keyboard.ts';
import { arrive, type Person } from '../kit/person.ts';

let site: BuiltSite;
let noor: Person;
let keys: Keyboard;
beforeAll(async () => {
  site = await startBuiltSite();
  noor = await arrive(site.url, 'Noor');
  keys = new Keyboard(noor.page);
});
afterAll(async () => {
  noor.expectClean();
  await noor.leaves();
  await closeAll();
  await site.close();
});

const inDialog = (name: string): Locator => noor.page.getByRole('dialog').getByRole('button', { name, exact: true });

it('U1 starting a board takes two fields and the enter key', async () => {
  await noor.page.goto('/');
  await keys.reaches(noor.page.getByLabel(homeText.whatWasAgreed));
  await keys.types('We launch the portal in Q1.');
  await keys.press('Enter');
  await keys.expectAt(noor.page.getByLabel(homeText.yourName));
  await keys.types('Noor');
  await keys.press('Enter');
  await noor.seesPhase('frame');
});

it('U1 the way past the header leads to the board, and the address stays what it was', async () => {
  const address = noor.page.url();
  await keys.reachesAndPresses(noor.page.getByRole('link', { name: ui.skipToContent, exact: true }));
  await keys.expectAt(noor.page.getByRole('main'));
  await noor.seesPhase('frame');
  expect(noor.page.url()).toBe(address);
});

it('U1 framing: questions are added and put in order, dialogs are left with escape, and focus is where it was', async () => {
  const share = noor.button(header.share);
  await keys.reachesAndPresses(share);
  await noor.page.getByRole('dialog').waitFor();
  await keys.press('Escape');
  await keys.expectAt(share);

  await keys.reachesAndPresses(noor.button(frameText.list.add));
  await keys.reachesAndPresses(
    noor.page.getByRole('dialog').getByRole('button', { name: formText.types.ranking.label }),
  );
  await keys.expectAt(noor.page.getByLabel(formText.label, { exact: true }));
  await keys.types('Order');
  await keys.reaches(noor.page.getByLabel(formText.item(1), { exact: true }));
  await keys.types('first');
  await keys.press('Enter');
  await keys.expectAt(noor.page.getByLabel(formText.item(2), { exact: true }));
  await keys.types('second');
  await keys.reachesAndPresses(inDialog(formText.add));
  await noor.frame.seesQuestion('Order');
  await keys.expectAt(noor.button(frameText.list.add));

  await keys.reaches(noor.button(frameText.list.handle('Order')));
  await keys.press('Home');
  await expect.poll(async () => (await noor.frame.questions())[0]).toBe('Order');
  await keys.expectAt(noor.button(frameText.list.handle('Order')));

  await keys.reaches(noor.frame.wording);
  await keys.presses('ControlOrMeta+End', 'Backspace');
  await keys.types(', for customers.');
  await noor.frame.seesWording('We launch the portal in Q1, for customers.');
  await keys.reachesAndPresses(noor.button(frameText.opening.open));
  await noor.seesPhase('write');
});

it('U1 writing: every type of answer is given, and the round revealed', async () => {
  await keys.reachesAndPresses(noor.button(seat.own.open));
  const { form } = noor;
  await form.isReady();
  await keys.reaches(form.card(writeText.nod.title).getByRole('radio'));
  await keys.presses('Space', 'ArrowRight', 'ArrowRight', 'ArrowRight');
  await keys.reaches(form.card(writeText.sure.title).getByRole('slider'));
  await keys.press('ArrowRight');
  await form.card(writeText.sure.title).getByText(writeText.sure.value(60), { exact: true }).waitFor();

  const order = form.card('Order');
  await keys.reachesAndPresses(order.getByRole('button', { name: writeText.ranking.place('first', 1), exact: true }));
  await keys.reachesAndPresses(order.getByRole('button', { name: writeText.ranking.place('second', 2), exact: true }));
  await keys.reaches(order.getByRole('button', { name: frameText.list.handle('second') }));
  await keys.press('ArrowUp');
  await expect.poll(() => form.order('Order')).toEqual(['second', 'first']);

  await keys.reaches(form.field('What will exist'));
  await keys.types('A portal');
  await keys.reaches(form.card('Who').getByRole('checkbox').first());
  await keys.press('Space');
  await keys.reaches(form.field('By when'));
  await keys.types('end of March 2027');
  await keys.reachesAndPresses(
    form.card('What we stop').getByRole('button', { name: writeText.states.not_decided, exact: true }),
  );
  await form.isSaved();
  await keys.reachesAndPresses(noor.button(seat.done.say));
  await noor.button(seat.done.takeBack).waitFor();
  await keys.reachesAndPresses(noor.button(seat.move.reveal));
  await noor.seesPhase('reveal');
});

it('U1 the reveal: read from its heading on, talked about, claimed, and the board closed', async () => {
  const seen = await noor.wall.sees();
  expect(seen.nods.filter(({ count }) => count === 1).map(({ value }) => value)).toEqual([3]);
  expect(seen.questions.map(({ gave }) => gave)).toEqual([1, 1, 1, 1, 0, 1]);
  await keys.expectAt(noor.page.getByRole('heading', { name: revealText.title }));

  const mark = noor.page.getByRole('group', { name: revealText.mark.legend }).locator('[data-reading]');
  await keys.reachesAndPresses(mark);
  expect(await mark.first().getAttribute('aria-pressed')).toBe('true');

  const what = noor.wall.question('what');
  await keys.reachesAndPresses(what.getByText(revealText.talk.summary));
  await keys.reaches(what.getByRole('textbox', { name: revealText.talk.reply }));
  await keys.types('The one for customers');
  await keys.reachesAndPresses(what.getByRole('button', { name: revealText.talk.send, exact: true }));
  await noor.wall.seesReply('what', 'The one for customers');

  await keys.reachesAndPresses(noor.button(revealText.mine.menu));
  const claim = noor.page.getByRole('menuitem', { name: revealText.mine.claim });
  await claim.waitFor();
  for (let item = 0; item < 6 && !(await keys.isAt(claim)); item++) await keys.press('ArrowDown');
  await keys.press('Enter');
  await keys.reachesAndPresses(inDialog(revealText.mine.claimDo));
  await expect.poll(async () => (await noor.wall.sees()).names).toEqual(['Noor, yours']);

  await keys.reachesAndPresses(noor.button(revealText.close.button));
  await keys.reaches(noor.page.getByRole('dialog').getByRole('radio'));
  await keys.press('ArrowUp');
  await keys.reachesAndPresses(inDialog(revealText.close.confirm));
  await noor.seesPhase('closed');
});

it('U1 a closed board is left with a link in hand, and nowhere on it is the focus caught', async () => {
  await keys.reachesAndPresses(noor.button(closedText.personal.make));
  expect(await noor.page.getByRole('textbox', { name: closedText.personal.label }).inputValue()).toContain(site.url);
  await keys.goesAround();
  expect(await keys.goesAround()).toBeGreaterThan(10);
  await keys.reachesAndPresses(noor.page.getByRole('link', { name: header.home }));
  await noor.button(homeText.start).waitFor();
});
