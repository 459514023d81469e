/**
 * One shared document of this device: the standard y-websocket provider, with two additions. What the server has said to
 * be durable is told apart from what was sent ("Saved" is only the first, I8), and refusals come by name. Reconnects are
 * spread out, and stop for good when the server says so.
 */

import * as decoding from 'lib0/decoding';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import type { RejectionCode } from '../../shared/board/rejections.ts';
import { backoffMs } from './backoff.ts';

const SYNC = 0;
const DURABLE = 100;
const REFUSED = 101;

/** The server helps after these, or takes what is missing later. */
const PASSING: ReadonlySet<string> = new Set(['reset', 'rate_limited', 'unavailable', 'busy', 'shutting_down']);

export type DocumentState =
  | { readonly kind: 'connecting' }
  /** Everything written here is on the server's disk. */
  | { readonly kind: 'saved' }
  | { readonly kind: 'saving' }
  /** Connected, but the server cannot save at the moment. */
  | { readonly kind: 'failing' }
  | { readonly kind: 'lost' }
  | { readonly kind: 'refused'; readonly code: RejectionCode | 'unknown' };

export interface DocumentLink {
  readonly doc: Y.Doc;
  readonly awareness: WebsocketProvider['awareness'];
  readonly state: DocumentState;
  /** Whether what the server holds has arrived at least once. */
  readonly hasArrived: boolean;
  /** Told after every change of `state` or `hasArrived`. */
  readonly onChange: (listener: () => void) => () => void;
  readonly networkChanged: (isThere: boolean) => void;
  readonly close: () => void;
}

/** What was sent on one connection; a new connection counts anew. */
interface Sent {
  syncMessages: number;
}

const countingSocket = (onOpen: (sent: Sent) => void, onSend: () => void) =>
  class extends WebSocket {
    readonly #sent: Sent = { syncMessages: 0 };

    constructor(address: string | URL, protocols?: string | string[]) {
      super(address, protocols);
      onOpen(this.#sent);
    }

    override send(data: Uint8Array<ArrayBuffer>): void {
      if (data[0] === SYNC) this.#sent.syncMessages++;
      super.send(data);
      onSend();
    }
  };

export interface DocumentLinkOptions {
  readonly boardId: string;
  readonly name: 'board' | 'wall' | `reading-${number}`;
  readonly doc?: Y.Doc;
  readonly origin?: string;
  /** In [0, 1), for spreading reconnects. */
  readonly chance?: () => number;
}

export const openDocumentLink = ({
  boardId,
  name,
  doc = new Y.Doc(),
  origin = location.origin,
  chance = Math.random,
}: DocumentLinkOptions): DocumentLink => {
  const listeners = new Set<() => void>();
  let sent: Sent = { syncMessages: 0 };
  let acknowledged = 0;
  let attempt = 0;
  let hasArrived = false;
  let isFailing = false;
  let isConnected = false;
  let refused: RejectionCode | 'unknown' | undefined;
  let isClosed = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let told: DocumentState = { kind: 'connecting' };

  const provider = new WebsocketProvider(`${origin.replace(/^http/, 'ws')}/yjs/${boardId}`, name, doc, {
    connect: false,
    // Two people in one browser would read each other's drafts over the broadcast channel.
    disableBc: true,
    params: { ack: '1' },
    WebSocketPolyfill: countingSocket(
      (fresh) => {
        sent = fresh;
        acknowledged = 0;
        isFailing = false;
      },
      () => changed(),
    ) as unknown as typeof globalThis.WebSocket,
  });

  const stateNow = (): DocumentState => {
    if (refused !== undefined) return { kind: 'refused', code: refused };
    if (!isConnected) return { kind: hasArrived || attempt > 0 ? 'lost' : 'connecting' };
    if (isFailing) return { kind: 'failing' };
    if (!provider.synced) return { kind: 'connecting' };
    return { kind: acknowledged >= sent.syncMessages ? 'saved' : 'saving' };
  };
  const changed = (): void => {
    const next = stateNow();
    const hadArrived = hasArrived;
    hasArrived ||= provider.synced;
    if (JSON.stringify(next) === JSON.stringify(told) && hadArrived === hasArrived) return;
    told = next;
    for (const listener of listeners) listener();
  };
  const connectLater = (): void => {
    clearTimeout(timer);
    if (isClosed || refused !== undefined) return;
    timer = setTimeout(() => provider.connect(), backoffMs(attempt++, chance()));
  };

  provider.messageHandlers[DURABLE] = (_encoder, decoder) => {
    decoding.readVarUint8Array(decoder);
    acknowledged = decoding.readVarUint(decoder);
    isFailing = false;
    changed();
  };
  provider.messageHandlers[REFUSED] = (_encoder, decoder) => {
    const code = decoding.readVarString(decoder) as RejectionCode;
    if (code === 'unavailable') isFailing = true;
    else if (!PASSING.has(code)) refused = code;
    changed();
    if (refused !== undefined) provider.disconnect();
  };
  provider.on('status', ({ status }) => {
    isConnected = status === 'connected';
    changed();
  });
  provider.on('sync', () => {
    if (provider.synced) attempt = 0;
    changed();
  });
  provider.on('connection-close', () => {
    // The provider would come back after a time without chance in it.
    provider.shouldConnect = false;
    isConnected = false;
    connectLater();
    changed();
  });
  provider.on('closed', ({ reason }) => {
    clearTimeout(timer);
    refused ??= (reason === '' ? 'unknown' : reason) as RejectionCode | 'unknown';
    changed();
  });
  provider.connect();

  return {
    doc,
    awareness: provider.awareness,
    get state() {
      return told;
    },
    get hasArrived() {
      return hasArrived;
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    networkChanged: (isThere) => {
      if (isClosed || refused !== undefined) return;
      attempt = 0;
      if (isThere) provider.connect();
      else provider.disconnect();
    },
    close: () => {
      isClosed = true;
      clearTimeout(timer);
      listeners.clear();
      provider.destroy();
      doc.destroy();
    },
  };
};
