/**
 * How far apart people see a reveal: so many browsers at one board, somebody presses, and each page notes the moment at
 * which its cards begin to turn, by one clock. `tsx tests/bench/reveal-spread.ts <url> <people> <rounds>`, against a built
 * server with `RATE_LIMIT_EXEMPT` for this machine.
 */

import { chromium, type Page } from 'playwright-core';
import { personalLink } from '../../shared/protocol/links.ts';
import { command, createBoard, joinBoard } from '../kit/board-client.ts';
import { eventually } from '../kit/eventually.ts';
import { findProgram } from '../run/programs.mjs';

const [url = 'http://127.0.0.1:3000', count = '5', times = '10'] = process.argv.slice(2);
const people = Number(count);

/** Runs in each page. Milliseconds since 1970, by the machine's clock, which all pages share. */
const NOTE_THE_MOMENT = `{
  const look = () => {
    const round = document.querySelector('[data-round]');
    if (round !== null && round.dataset.side !== 'down') globalThis.turnedAt ??= performance.timeOrigin + performance.now();
  };
  addEventListener('DOMContentLoaded', () =>
    new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true }));
}`;

const browser = await chromium.launch({
  executablePath: findProgram('chromium') ?? 'chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});

const pages: Page[] = await Promise.all(
  Array.from({ length: people }, async () => {
    const context = await browser.newContext();
    await context.addInitScript(NOTE_THE_MOMENT);
    return context.newPage();
  }),
);

const measured: { spreadMs: number; lastAfterPressMs: number }[] = [];
for (let round = 0; round < Number(times); round++) {
  const noor = await createBoard(url, { template: 'operational', reads: false });
  await Promise.all(
    pages.map(async (page, index) => {
      const member = await joinBoard(url, noor.boardId, { name: `Person ${index}` });
      await page.goto('about:blank');
      await page.goto(personalLink(url, member.boardId, member.key));
      await page.getByRole('navigation').first().waitFor();
    }),
  );
  await command(noor, 'round.open');
  await Promise.all(
    pages.map(async (page, index) => {
      const field = page.getByRole('textbox', { name: 'What will exist', exact: true });
      await field.fill(`A portal, as ${index} reads it`);
      await page.locator('[data-saving=saved]').first().waitFor();
      await page.getByRole('button', { name: 'I’m done', exact: true }).click();
    }),
  );
  await pages[0]?.getByText(`${people} of ${people} done`).first().waitFor();
  const pressedAt = performance.timeOrigin + performance.now();
  await command(noor, 'round.reveal');
  const moments = await Promise.all(
    pages.map((page) =>
      eventually(async () => (await page.evaluate<number | null>('globalThis.turnedAt ?? null')) ?? false),
    ),
  );
  measured.push({
    spreadMs: Math.round(Math.max(...moments) - Math.min(...moments)),
    lastAfterPressMs: Math.round(Math.max(...moments) - pressedAt),
  });
}
const sorted = (pick: (one: (typeof measured)[number]) => number) => measured.map(pick).sort((a, b) => a - b);
const [spreads, lasts] = [sorted(({ spreadMs }) => spreadMs), sorted(({ lastAfterPressMs }) => lastAfterPressMs)];
console.log(
  JSON.stringify({
    people,
    reveals: measured.length,
    spreadMs: { median: spreads[Math.floor(spreads.length / 2)], worst: spreads.at(-1) },
    lastAfterPressMs: { median: lasts[Math.floor(lasts.length / 2)], worst: lasts.at(-1) },
  }),
);
await browser.close();
