/**
 * The same way through a board under other conditions: the narrowest screen, everything twice as large, nothing that
 * moves, colours that the system sets. Everything fits, axe finds nothing, and everything can be done. And what the page
 * says of a network that goes and comes back.
 */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closed as closedText } from '../../client/text/en/closed.ts';
import { wording as wordingText } from '../../client/text/en/wording.ts';
import { expectNoAxeFindings } from '../kit/axe.ts';
import { command } from '../kit/board-client.ts';
import { SAMPLE_DIMENSIONS } from '../kit/board-dimensions.ts';
import { closeAll, type PersonOptions } from '../kit/browser.ts';
import { startBuiltSite, type BuiltSite } from '../kit/built-site.ts';
import { expectToFit } from '../kit/fitting.ts';
import { arrive, type Person } from '../kit/person.ts';
import { plannedBoard, sitsIn } from '../kit/seats.ts';

let site: BuiltSite;
beforeAll(async () => {
  site = await startBuiltSite();
});
afterAll(async () => {
  await closeAll();
  await site.close();
});

const CONDITIONS: readonly [string, PersonOptions][] = [
  ['320 pixels wide', { context: { viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true } }],
  ['at 200 % of its size', { context: { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 } }],
  ['with nothing that moves', { reducedMotion: true, dark: true }],
  ['in the colours of the system', { context: { forcedColors: 'active' } }],
];

const looksAt = async ({ page }: Person): Promise<void> => {
  await expectToFit(page);
  await expectNoAxeFindings(page);
};

describe.each(CONDITIONS)('a page %s', (_, options) => {
  it('U1 fits, is found good by axe, and everything on it can be done', { timeout: 180_000 }, async () => {
    const noor = await plannedBoard(site.url, {
      wording: 'We launch the donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft in Q1.',
      dimensions: SAMPLE_DIMENSIONS,
    });
    const ana = await arrive(site.url, 'Ana', options);
    await ana.page.goto('/');
    await ana.button('Start').waitFor();
    await looksAt(ana);
    await ana.opensBoard(noor.boardId);
    await ana.button('Join').waitFor();
    await looksAt(ana);
    await ana.typesAtDoor({ function: 'sales' });
    await ana.pressesJoin();
    await ana.seesPhase('frame');
    await ana.frame.addsQuestion({ type: 'multi', label: 'What else', choices: ['this', 'that'] });
    await ana.frame.movesQuestionUp('What else');
    await looksAt(ana);
    await ana.people.opens();
    await looksAt(ana);
    await ana.page.keyboard.press('Escape');

    await command(noor, 'round.open');
    const { form } = ana;
    await form.isReady();
    await form.nods(4);
    await form.isSure(60);
    await form.writes('How we know it is done', 'Customers use it');
    await form.writes('By when', 'end of March 2027');
    await form.writes('Budget', '12.5 kEUR');
    await form.chooses('How firm', 'contract');
    await form.ticks('What is in', 'web', 'android');
    await form.ticks('Who', 'Noor');
    await form.ranks('Order', 'second', 'first');
    await form.says('What else', 'dont_know');
    await form.isSaved();
    await looksAt(ana);
    await form.isDone();

    await command(noor, 'round.reveal');
    await ana.seesPhase('reveal');
    const seen = await ana.wall.sees();
    expect(seen.questions.filter(({ gave }) => gave === 1)).toHaveLength(SAMPLE_DIMENSIONS.length);
    await ana.wall.replies('done', 'Which customers?');
    await looksAt(ana);

    await command(noor, 'board.close', { returnOn: '2099-01-01' });
    await ana.closed.isShown();
    await ana.page.getByText(closedText.returnOn('1 January 2099')).waitFor();
    await looksAt(ana);
    ana.expectClean();
    await ana.leaves();
  });
});

describe('a network that goes and comes back', () => {
  it('U4 is told on the board and at what is being written, in every phase', async () => {
    const noor = await plannedBoard(site.url, { template: 'operational' });
    const { person: ana } = await sitsIn(noor, 'Ana');
    const { person: ben } = await sitsIn(noor, 'Ben');
    await ana.seesConnection('live');
    await ana.losesNetwork();
    await ana.seesConnection('lost');
    await ana.seesText(wordingText.states.lost);
    await ana.hasNetworkAgain();
    await ana.seesConnection('live');
    await ana.frame.isSaved();
    await command(noor, 'round.open');
    await ana.form.isReady();
    await ana.form.isSaved();
    await ana.losesNetwork();
    await ana.seesConnection('lost');
    await ana.form.sees('lost');
    await ben.people.seesHere(1, 3);
    await ana.hasNetworkAgain();
    await ana.seesConnection('live');
    await ana.form.isSaved();
    await ben.people.seesHere(2, 3);
    for (const person of [ana, ben]) {
      person.expectClean(/ERR_INTERNET_DISCONNECTED|WebSocket/);
      await person.leaves();
    }
  });
});
