/**
 * Asks the browser to keep what the app is made of (`service-worker.ts`), so that a board opens again without a network.
 * Where it offers that only on https, nothing is missing but this.
 */

const WORKER = '/service-worker.js';

const partsOfPage = (): string[] =>
  performance
    .getEntriesByType('resource')
    .map(({ name }) => name)
    .filter((name) => new URL(name).pathname.startsWith('/assets/'));

export const keepAppShell = async (): Promise<void> => {
  // Undefined without https, whatever the types say.
  const { serviceWorker } = navigator as { readonly serviceWorker?: ServiceWorkerContainer };
  if (serviceWorker === undefined || !import.meta.env.PROD) return;
  try {
    await serviceWorker.register(WORKER);
    const { active } = await serviceWorker.ready;
    active?.postMessage(partsOfPage());
  } catch (fault) {
    // Switched off in this browser, or a private window.
    if (!(fault instanceof DOMException || fault instanceof TypeError)) throw fault;
  }
};
