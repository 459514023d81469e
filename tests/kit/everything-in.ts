/**
 * Everything that a browser gets hold of, as bytes: what its pages received over HTTP and sockets and what they sent, what
 * stands on the page, and whatever it keeps: both storages, databases, caches. To look for what should not be there.
 */

import type { BrowserContext, Page, WebSocket } from 'playwright-core';

export interface Recording {
  /** All of it up to now. */
  readonly bytes: () => Promise<Buffer>;
}

interface Dump {
  readonly texts: readonly string[];
  /** One letter a byte. */
  readonly bytes: readonly string[];
}

/** Runs in the page. */
const DUMP = `(async () => {
  const texts = [];
  const bytes = [];
  const letters = (array) => {
    let text = '';
    for (let at = 0; at < array.length; at += 8192) text += String.fromCharCode(...array.subarray(at, at + 8192));
    return text;
  };
  const take = (value, depth = 0) => {
    if (typeof value === 'string') texts.push(value);
    else if (value instanceof ArrayBuffer) bytes.push(letters(new Uint8Array(value)));
    else if (ArrayBuffer.isView(value)) bytes.push(letters(new Uint8Array(value.buffer, value.byteOffset, value.byteLength)));
    else if (value !== null && typeof value === 'object' && depth < 8) for (const inner of Object.values(value)) take(inner, depth + 1);
    else texts.push(String(value));
  };
  const look = (root) => {
    texts.push(root.innerHTML);
    for (const element of root.querySelectorAll('*')) {
      if ('value' in element) take(element.value);
      if (element.shadowRoot !== null) look(element.shadowRoot);
    }
  };
  look(document.documentElement);
  texts.push(document.title, location.href, JSON.stringify(history.state), document.cookie);
  for (const storage of [localStorage, sessionStorage]) take({ ...storage });
  const done = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  for (const { name } of await indexedDB.databases()) {
    const db = await done(indexedDB.open(name));
    for (const store of db.objectStoreNames) {
      const all = db.transaction(store).objectStore(store);
      take(await done(all.getAllKeys()));
      take(await done(all.getAll()));
    }
    db.close();
  }
  for (const name of 'caches' in window ? await caches.keys() : []) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      texts.push(request.url);
      take(await (await cache.match(request)).arrayBuffer());
    }
  }
  return { texts, bytes };
})()`;

/** Belongs before the first page goes anywhere. */
export const recordEverything = (context: BrowserContext): Recording => {
  const parts: Buffer[] = [];
  const pending = new Set<Promise<void>>();
  const take = (part: string | Buffer | null) => part !== null && parts.push(Buffer.from(part));
  const listen = (socket: WebSocket) => {
    take(socket.url());
    socket.on('framereceived', ({ payload }) => void take(payload));
    socket.on('framesent', ({ payload }) => void take(payload));
  };
  context.on('request', (request) => {
    take(request.url());
    take(JSON.stringify(request.headers()));
    take(request.postDataBuffer());
  });
  context.on('response', (response) => {
    take(JSON.stringify(response.headers()));
    const reading = response
      .body()
      .then((body) => void take(body))
      // What was called off, or has none.
      .catch((fault: unknown) => void take(String(fault)))
      .finally(() => pending.delete(reading));
    pending.add(reading);
  });
  for (const page of context.pages()) page.on('websocket', listen);
  context.on('page', (page) => page.on('websocket', listen));

  const dump = async (page: Page): Promise<Buffer[]> => {
    const { texts, bytes } = await page.evaluate<Dump>(DUMP);
    return [...texts.map((text) => Buffer.from(text)), ...bytes.map((found) => Buffer.from(found, 'latin1'))];
  };
  return {
    bytes: async () => {
      await Promise.all(pending);
      const kept = await Promise.all(context.pages().map(dump));
      return Buffer.concat([...parts, ...kept.flat()]);
    },
  };
};
