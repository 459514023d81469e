/**
 * One document of one client, through the same provider a browser uses. Knows what of it the server has said to be
 * durable: "saved" is not what was sent, but what was acknowledged.
 */

import * as decoding from 'lib0/decoding';
import { WebSocket, type ClientOptions } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import type { Membership } from './board-http.ts';
import { Problem } from './problem.ts';
import { Bell } from './waiting.ts';

const SYNC = 0;
const DURABLE = 100;
const REFUSED = 101;

/** The server helps after these, and the provider sends again what is missing. */
const PASSING_REFUSALS = new Set(['reset', 'rate_limited', 'unavailable', 'busy', 'shutting_down']);

/** What was sent on one connection; a new connection counts anew. */
interface Sent {
  syncMessages: number;
}

/** Proves who it is in a header, which a browser does by its cookie, and counts what goes out. */
const socketFor = (key: string, onOpen: (sent: Sent) => void) =>
  class extends WebSocket {
    readonly #sent: Sent = { syncMessages: 0 };

    constructor(address: string | URL, protocols?: string | string[]) {
      const options: ClientOptions = { headers: { Authorization: `Bearer ${key}` }, perMessageDeflate: false };
      super(address, protocols, options);
      onOpen(this.#sent);
    }

    override send(data: Uint8Array): void {
      if (data[0] === SYNC) this.#sent.syncMessages++;
      super.send(data);
    }
  };

export class DocumentLink {
  readonly doc = new Y.Doc();
  readonly #name: string;
  readonly #provider: WebsocketProvider;
  readonly #bell = new Bell();
  #sent: Sent = { syncMessages: 0 };
  #acknowledged = 0;
  #ending: Problem | undefined;

  constructor({ url, boardId, key }: Membership, name: string) {
    this.#name = name;
    this.#provider = new WebsocketProvider(`${url.replace(/^http/, 'ws')}/yjs/${boardId}`, name, this.doc, {
      connect: false,
      disableBc: true,
      params: { ack: '1' },
      WebSocketPolyfill: socketFor(key, (sent) => {
        this.#sent = sent;
        this.#acknowledged = 0;
      }) as unknown as typeof globalThis.WebSocket,
    });
    this.#provider.messageHandlers[DURABLE] = (_encoder, decoder) => {
      decoding.readVarUint8Array(decoder);
      this.#acknowledged = decoding.readVarUint(decoder);
      this.#bell.changed();
    };
    this.#provider.messageHandlers[REFUSED] = (_encoder, decoder) => {
      const code = decoding.readVarString(decoder);
      if (!PASSING_REFUSALS.has(code)) this.#end(`refused as ${code}`);
    };
    this.#provider.on('closed', ({ code, reason }) => this.#end(`closed with ${code} ${reason}`));
    this.#provider.on('sync', () => this.#bell.changed());
    this.doc.on('update', () => this.#bell.changed());
    this.#provider.connect();
  }

  /** Resolves when what the server holds has arrived and `isThere`. */
  holds(what: string, isThere: (doc: Y.Doc) => boolean): Promise<void> {
    return this.#until(what, () => this.#provider.synced && isThere(this.doc));
  }

  /** Resolves when everything that was written is durable. */
  saved(): Promise<void> {
    return this.#until(
      'an acknowledgement',
      () => this.#provider.synced && this.#acknowledged >= this.#sent.syncMessages,
    );
  }

  /** Whoever still waits is told. */
  close(): void {
    this.#end('closed');
    this.#provider.destroy();
    this.doc.destroy();
  }

  #until(what: string, isSo: () => boolean): Promise<void> {
    return this.#bell.until(`${what} of ${this.#name}`, () => this.#ending ?? isSo());
  }

  #end(how: string): void {
    this.#ending = new Problem(`The document ${this.#name} was ${how}.`);
    this.#bell.changed();
  }
}
