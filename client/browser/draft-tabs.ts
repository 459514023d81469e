/**
 * Several tabs of one person with the same draft: each hears what the others write, also without a server. The name of
 * the channel holds the person, so that two people in one browser never meet on it.
 */

import * as Y from 'yjs';

interface Told {
  readonly update: Uint8Array;
  /** Answer with what you have. */
  readonly isAsking: boolean;
}

const isTold = (data: unknown): data is Told =>
  typeof data === 'object' && data !== null && 'update' in data && data.update instanceof Uint8Array;

/**
 * @param origin of what comes from other tabs
 * @returns how to leave
 */
export const shareWithTabs = (name: string, doc: Y.Doc, origin: object): (() => void) => {
  if (!('BroadcastChannel' in globalThis)) return () => undefined;
  const channel = new BroadcastChannel(name);
  const tell = (update: Uint8Array, isAsking: boolean) => channel.postMessage({ update, isAsking } satisfies Told);
  const onUpdate = (update: Uint8Array, from: unknown): void => {
    if (from !== origin) tell(update, false);
  };
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (!isTold(data)) return;
    Y.applyUpdate(doc, data.update, origin);
    if (data.isAsking) tell(Y.encodeStateAsUpdate(doc), false);
  };
  doc.on('update', onUpdate);
  tell(Y.encodeStateAsUpdate(doc), true);
  return () => {
    doc.off('update', onUpdate);
    channel.onmessage = null;
    channel.close();
  };
};
