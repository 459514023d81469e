/**
 * Runs beside the pages, where browsers offer it (https, or this machine itself): keeps what the app is made of, so that a
 * board that is being written opens again without a network. Nothing anybody wrote, and no answer of the API, ever goes
 * through here. Built as a file of its own at the root; imports nothing.
 *
 *   a page → the network, and what was kept where there is none        /assets → kept for good, they never change
 */

interface LastingEvent extends Event {
  readonly waitUntil: (work: Promise<unknown>) => void;
}
interface FetchedEvent extends LastingEvent {
  readonly request: Request;
  readonly respondWith: (answer: Promise<Response>) => void;
}
interface WorkerScope {
  readonly location: Location;
  readonly skipWaiting: () => Promise<void>;
  readonly clients: { readonly claim: () => Promise<void> };
  readonly addEventListener: <Name extends keyof Heard>(name: Name, hear: (event: Heard[Name]) => void) => void;
}
interface Heard {
  readonly install: LastingEvent;
  readonly fetch: FetchedEvent;
  readonly message: LastingEvent & { readonly data: unknown };
}

const scope = globalThis as unknown as WorkerScope;
const SHELL = 'readback shell';
const PAGE = '/';
/** Of several versions, because an old page may still be open; the oldest go first. */
const MOST_FILES = 300;
/** A network that does not answer for so long counts as none. */
const PATIENCE_MS = 5000;

const isAsset = ({ pathname }: URL): boolean => pathname.startsWith('/assets/');
/** Everything else that has a meaning of its own is none of ours. */
const isPage = ({ pathname }: URL): boolean => pathname === PAGE || /^\/[bj]\//.test(pathname);

const keepPage = async (response: Response): Promise<void> => {
  const cache = await caches.open(SHELL);
  await cache.put(PAGE, response);
};

const keepAsset = async (address: string): Promise<Response> => {
  const cache = await caches.open(SHELL);
  const kept = await cache.match(address);
  if (kept !== undefined) return kept;
  const response = await fetch(address);
  if (response.ok) {
    await cache.put(address, response.clone());
    const files = await cache.keys();
    for (const file of files.slice(0, Math.max(0, files.length - MOST_FILES)))
      if (new URL(file.url).pathname !== PAGE) await cache.delete(file);
  }
  return response;
};

const page = async (request: Request): Promise<Response> => {
  const kept = async () => (await caches.open(SHELL)).match(PAGE);
  const patience = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), PATIENCE_MS));
  const fetched = fetch(request);
  // Whoever was answered from what is kept does not wait for it any more.
  void fetched.catch(() => undefined);
  try {
    const response = (await Promise.race([fetched, patience])) ?? (await kept()) ?? (await fetched);
    if (response.ok && !response.redirected) await keepPage(response.clone());
    return response.status >= 500 ? ((await kept()) ?? response) : response;
  } catch (fault) {
    const found = await kept();
    if (found !== undefined) return found;
    throw fault;
  }
};

scope.addEventListener('install', (event) => event.waitUntil(scope.skipWaiting()));

scope.addEventListener('fetch', (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== 'GET' || address.origin !== scope.location.origin) return;
  if (isAsset(address)) event.respondWith(keepAsset(request.url));
  else if (request.mode === 'navigate' && isPage(address)) event.respondWith(page(request));
});

/** What a page was made of before this worker was there. Only with all of it kept are its pages answered for. */
scope.addEventListener('message', (event) => {
  const told: readonly unknown[] = Array.isArray(event.data) ? event.data : [];
  const own = told.filter((address): address is string => {
    if (typeof address !== 'string') return false;
    const url = new URL(address, scope.location.href);
    return url.origin === scope.location.origin && isAsset(url);
  });
  const shell = async () => {
    const response = await fetch(PAGE);
    if (response.ok) await keepPage(response);
  };
  event.waitUntil(Promise.all([shell(), ...own.map(keepAsset)]).then(() => scope.clients.claim()));
});
