/**
 * A server that refuses, where the real one would not do so in a test: requests of a page are answered with a refusal, or
 * its commands are, or nothing at all comes back. Everything else goes its way.
 */

import { rejection, type RejectionCode } from '../../shared/board/rejections.ts';
import type { Page } from './browser.ts';

export interface Refusing {
  /** From now on; null lets everything through again. */
  readonly refuse: (code: RejectionCode | 'silently' | null) => void;
}

/** Requests that change something. */
export const refuseRequests = async (page: Page): Promise<Refusing> => {
  let code: RejectionCode | 'silently' | null = null;
  await page.route('**/api/**', async (route) => {
    if (code === null || route.request().method() === 'GET') await route.fallback();
    else if (code === 'silently') await route.abort();
    else await route.fulfill({ status: 409, json: { rejection: rejection(code) } });
  });
  return { refuse: (next) => (code = next) };
};

/** A packet of socket.io that wants an answer: its number, and what it holds. */
const COMMAND = /^42(\d+)\["command",/;

/** Belongs before the page goes to a board. */
export const refuseCommands = async (page: Page): Promise<Refusing> => {
  let code: RejectionCode | 'silently' | null = null;
  await page.routeWebSocket(/\/socket\.io\//, (socket) => {
    const server = socket.connectToServer();
    socket.onMessage((message) => {
      const [, id] = (typeof message === 'string' ? COMMAND.exec(message) : null) ?? [];
      if (id === undefined || code === null) server.send(message);
      else if (code !== 'silently')
        socket.send(`43${id}${JSON.stringify([{ ok: false, rejection: rejection(code) }])}`);
    });
  });
  return { refuse: (next) => (code = next) };
};

export interface Withheld {
  /** Nothing that happens on the board reaches the page any more. */
  readonly withhold: () => void;
}

/** Belongs before the page goes to a board. */
export const withholdEntries = async (page: Page): Promise<Withheld> => {
  let isWithheld = false;
  await page.routeWebSocket(/\/socket\.io\//, (socket) => {
    const server = socket.connectToServer();
    server.onMessage((message) => {
      if (!isWithheld || typeof message !== 'string' || !message.startsWith('42["entries"')) socket.send(message);
    });
  });
  return { withhold: () => (isWithheld = true) };
};
