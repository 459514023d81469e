/**
 * People in a real browser: Debian's Chromium, started once for each test file, and for everybody a context of their own,
 * so that nothing is shared that different people would not share. Whatever a page complains of is kept; `expectClean` of
 * everybody belongs at the end of a test.
 */

import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from 'playwright-core';
import { expect } from 'vitest';
import { findProgram } from '../run/programs.mjs';

export type { BrowserContext, Locator, Page } from 'playwright-core';

export interface PersonOptions {
  /** A phone held upright, with touch; else a laptop. */
  readonly phone?: boolean;
  readonly dark?: boolean;
  readonly reducedMotion?: boolean;
  /** Anything else that a context can be given: a smaller screen, forced colours, a language. */
  readonly context?: BrowserContextOptions;
}

export interface BrowserPerson {
  readonly page: Page;
  /** For a second tab of the same person, going offline, or storage. */
  readonly context: BrowserContext;
  /** What any page of theirs complained of so far: errors, refusals of the policy, requests to other hosts. */
  readonly complaints: readonly string[];
  /** @param expected complaints that this test has itself provoked */
  readonly expectClean: (...expected: readonly RegExp[]) => void;
  readonly close: () => Promise<void>;
}

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // A page that asks another host is found out without anybody being asked.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
];
const PATIENCE_MS = 15_000;

const PHONE: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
};
const LAPTOP: BrowserContextOptions = { viewport: { width: 1280, height: 800 } };

let started: Promise<Browser> | undefined;

const browser = (): Promise<Browser> => {
  const executablePath = findProgram('chromium');
  if (executablePath === undefined) throw new Error('There is no Chromium. Run npm test, which says how to get it.');
  started ??= chromium.launch({ executablePath, args: ARGUMENTS });
  return started;
};

/** Runs in the page, before anything of ours; Chromium tells consoles of most refusals, but not of all. */
const TELL_REFUSALS = `document.addEventListener('securitypolicyviolation', (event) => {
  tellRefusal(event.effectiveDirective + ' refuses ' + (event.blockedURI || 'something'));
});`;

const isForeign = (url: string, host: string): boolean => /^(https?|wss?):/.test(url) && new URL(url).host !== host;

const listen = async (context: BrowserContext, host: string, note: (complaint: string) => void): Promise<void> => {
  await context.exposeFunction('tellRefusal', (what: string) => note(`policy: ${what}`));
  await context.addInitScript(TELL_REFUSALS);
  context.on('console', (message) => {
    if (message.type() === 'error') note(`console: ${message.text()} (${message.location().url})`);
  });
  context.on('weberror', (fault) => note(`fault: ${fault.error().stack ?? fault.error().message}`));
  context.on('request', (request) => {
    if (isForeign(request.url(), host)) note(`foreign: ${request.url()}`);
  });
  context.on('page', (page) => {
    page.on('crash', () => note('crash'));
    page.on('websocket', (socket) => {
      if (isForeign(socket.url(), host)) note(`foreign: ${socket.url()}`);
    });
  });
};

/** A person with an empty page; `goto` takes paths from `baseUrl` on. */
export const openPerson = async (baseUrl: string, options: PersonOptions = {}): Promise<BrowserPerson> => {
  const complaints: string[] = [];
  const context = await (
    await browser()
  ).newContext({
    ...(options.phone === true ? PHONE : LAPTOP),
    baseURL: baseUrl,
    colorScheme: options.dark === true ? 'dark' : 'light',
    reducedMotion: options.reducedMotion === true ? 'reduce' : 'no-preference',
    ...options.context,
  });
  context.setDefaultTimeout(PATIENCE_MS);
  await listen(context, new URL(baseUrl).host, (complaint) => complaints.push(complaint));
  return {
    page: await context.newPage(),
    context,
    complaints,
    expectClean: (...expected) =>
      expect(complaints.filter((complaint) => !expected.some((pattern) => pattern.test(complaint)))).toEqual([]),
    close: () => context.close(),
  };
};

/** Belongs in `afterAll`. */
export const closeAll = async (): Promise<void> => {
  const closing = started;
  started = undefined;
  await (await closing)?.close();
};
