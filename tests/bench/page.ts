/**
 * What the page costs a visitor. Prints the compressed bytes of script until the join page can be used, and the longest
 * task of a page on which one person writes while others do, with the processor slowed four times.
 * `tsx tests/bench/page.ts <url> <people>`, against a built server with `RATE_LIMIT_EXEMPT` for this machine.
 */

import { setTimeout as pause } from 'node:timers/promises';
import { chromium } from 'playwright-core';
import { command, connectControl, createBoard, joinBoard, type Member } from '../kit/board-client.ts';
import { ReadingClient } from '../kit/document-client.ts';
import { eventually } from '../kit/eventually.ts';
import { findProgram } from '../run/programs.mjs';

const [url = 'http://127.0.0.1:3000', count = '60'] = process.argv.slice(2);
const people = Number(count);
const WRITING_MS = 20_000;
const KEY_EVERY_MS = 200;
const SLOWED = 4;

const browser = await chromium.launch({
  executablePath: findProgram('chromium') ?? 'chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
const page = await browser.newPage();
const devtools = await page.context().newCDPSession(page);
await devtools.send('Network.enable');

const scripts = new Map<string, string>();
let scriptBytes = 0;
devtools.on('Network.responseReceived', ({ requestId, type, response }) => {
  if (type === 'Script') scripts.set(requestId, response.url);
});
devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
  if (scripts.has(requestId)) scriptBytes += encodedDataLength;
});

const noor = await createBoard(url, { template: 'operational', reads: false });
await page.goto(`${url}/b/${noor.boardId}`);
await page.getByLabel('Your name').waitFor();
const joinBytes = scriptBytes;

await page.getByLabel('Your name').fill('Visitor');
await page.getByRole('button', { name: 'Join' }).click();
await page.getByRole('main').waitFor();
const others: Member[] = [];
for (let index = 0; index < people; index++)
  others.push(await joinBoard(url, noor.boardId, { name: `Person ${index}` }));
const controls = await Promise.all(others.map((member) => connectControl(member, { after: 0 })));
await command(noor, 'round.open');
const field = page.getByRole('textbox').last();
await eventually(async () => (await page.getByRole('textbox').count()) > 2, { withinMs: 30_000 });
await page.waitForLoadState('networkidle');
const boardBytes = scriptBytes;
const readings = await Promise.all(
  others.map(async (member) => {
    const reading = new ReadingClient(member, 1);
    await reading.synced();
    return reading;
  }),
);

await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWED });
// What a task has used of the processor says what the page does, however busy the machine is with other things.
await browser.startTracing(page, {
  categories: ['toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline'],
});
await page.evaluate(() => {
  const seen: number[] = [];
  Object.assign(globalThis, { seen });
  new PerformanceObserver((list) => seen.push(...list.getEntries().map((entry) => entry.duration))).observe({
    type: 'longtask',
  });
});
const endAtMs = performance.now() + WRITING_MS;
const everybodyElse = Promise.all(
  readings.map(async (reading, index) => {
    await pause(index * (KEY_EVERY_MS / people));
    while (performance.now() < endAtMs) {
      reading.write('what', 'x');
      if (Math.random() < 0.02) await command(others[index] ?? noor, 'reading.finish', { done: Math.random() < 0.5 });
      await pause(KEY_EVERY_MS);
    }
  }),
);
while (performance.now() < endAtMs) await field.pressSequentially('we stop the rest ', { delay: KEY_EVERY_MS });
await everybodyElse;

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds of the processor. */
  readonly tdur?: number;
  readonly args?: { readonly data?: { readonly url?: string } };
}
const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: readonly TraceEvent[] };
const ofPage = traceEvents.find(
  ({ name, args }) => name === 'FunctionCall' && args?.data?.url?.startsWith(url) === true,
);
const usedMs = traceEvents
  .filter(({ name, pid, tid }) => /RunTask$/.test(name) && pid === ofPage?.pid && tid === ofPage.tid)
  .map(({ tdur = 0 }) => tdur / 1000);
const longTasks = await page.evaluate(() => (globalThis as unknown as { seen: number[] }).seen);

console.log(
  JSON.stringify({
    joinScriptBytes: joinBytes,
    boardScriptBytes: boardBytes,
    people,
    slowed: SLOWED,
    tasksOver50Ms: longTasks.length,
    longestTaskMs: Math.round(Math.max(0, ...longTasks)),
    tasks: usedMs.length,
    longestTaskOfProcessorMs: Math.round(usedMs.reduce((most, used) => Math.max(most, used), 0)),
  }),
);
for (const control of controls) control.close();
await browser.close();
process.exit(0);
