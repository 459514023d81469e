/**
 * A person at a document, over the y-websocket protocol spoken by hand: keeps a Y.Doc in step with the server, opts into
 * acknowledgements, and keeps every byte that ever arrived.
 */

import { once } from 'node:events';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import type { Member } from './board-client.ts';
import { eventually } from './eventually.ts';

const SYNC = 0;
const AWARENESS = 1;
const DURABLE = 100;
const REFUSED = 101;

export interface DocumentClientOptions {
  readonly doc?: Y.Doc;
  readonly wantsAcks?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
}

const message = (type: number, write: (encoder: encoding.Encoder) => void): Uint8Array => {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, type);
  write(encoder);
  return encoding.toUint8Array(encoder);
};

export const syncMessage = (kind: 0 | 1 | 2, bytes: Uint8Array): Uint8Array =>
  message(SYNC, (encoder) => {
    encoding.writeVarUint(encoder, kind);
    encoding.writeVarUint8Array(encoder, bytes);
  });

export const awarenessMessage = (clientId: number, clock: number, state: unknown): Uint8Array =>
  message(AWARENESS, (encoder) => {
    const inner = encoding.createEncoder();
    encoding.writeVarUint(inner, 1);
    encoding.writeVarUint(inner, clientId);
    encoding.writeVarUint(inner, clock);
    encoding.writeVarString(inner, JSON.stringify(state));
    encoding.writeVarUint8Array(encoder, encoding.toUint8Array(inner));
  });

/** Server address for a document of a board. */
export const documentUrl = ({ url, boardId }: Pick<Member, 'url' | 'boardId'>, name: string, query = ''): string =>
  `${url.replace(/^http/, 'ws')}/yjs/${boardId}/${name}${query}`;

export class DocumentClient {
  readonly doc: Y.Doc;
  readonly ws: WebSocket;
  readonly received: Buffer[] = [];
  readonly awareness: Uint8Array[] = [];
  readonly refusals: string[] = [];
  isSynced = false;
  closed: { code: number; reason: string } | undefined;
  /** Messages of type 0 sent on this connection, and how many of them the server has said are durable. */
  sent = 0;
  durableCount = 0;
  durableVector = new Map<number, number>();
  readonly #wantsAcks: boolean;

  constructor(
    member: Member,
    name: string,
    { doc = new Y.Doc(), wantsAcks = true, headers }: DocumentClientOptions = {},
  ) {
    this.doc = doc;
    this.#wantsAcks = wantsAcks;
    this.ws = new WebSocket(documentUrl(member, name, wantsAcks ? '?ack=1' : ''), {
      headers: headers ?? { Authorization: `Bearer ${member.key}` },
    });
    this.ws.on('error', () => undefined);
    this.ws.on('open', () => this.send(syncMessage(0, Y.encodeStateVector(this.doc))));
    this.ws.on('message', (data: Buffer) => this.#take(data));
    this.ws.on('close', (code, reason) => {
      this.closed = { code, reason: reason.toString() };
    });
    doc.on('update', this.#onUpdate);
  }

  readonly #onUpdate = (update: Uint8Array, origin: unknown): void => {
    if (origin !== this) this.send(syncMessage(2, update));
  };

  send(bytes: Uint8Array): void {
    if (this.ws.readyState !== WebSocket.OPEN) return;
    if (bytes[0] === SYNC) this.sent++;
    this.ws.send(bytes);
  }

  /** Resolves once the server's state has arrived. */
  async synced(): Promise<this> {
    await eventually(() => {
      if (this.closed !== undefined) throw new Error(`Closed with ${this.closed.code} ${this.closed.reason}`);
      return this.isSynced;
    });
    return this;
  }

  /** Resolves once everything sent so far is acknowledged as durable. */
  async saved(): Promise<this> {
    if (!this.#wantsAcks) throw new Error('Only a client that asked for acknowledgements can wait for one');
    const { sent } = this;
    const isSettled = () => this.durableCount >= sent || this.closed !== undefined;
    await eventually(isSettled);
    if (this.durableCount < sent) throw new Error('Closed before everything was saved');
    return this;
  }

  async ended(): Promise<{ code: number; reason: string }> {
    return eventually(() => this.closed);
  }

  async close(): Promise<void> {
    this.doc.off('update', this.#onUpdate);
    if (this.ws.readyState === WebSocket.CLOSED) return;
    this.ws.close();
    await once(this.ws, 'close');
  }

  #take(data: Buffer): void {
    this.received.push(Buffer.from(data));
    const decoder = decoding.createDecoder(data);
    const type = decoding.readVarUint(decoder);
    if (type === SYNC) this.#sync(decoding.readVarUint(decoder), decoding.readVarUint8Array(decoder));
    else if (type === AWARENESS) this.awareness.push(decoding.readVarUint8Array(decoder));
    else if (type === DURABLE) {
      this.durableVector = Y.decodeStateVector(decoding.readVarUint8Array(decoder));
      this.durableCount = decoding.readVarUint(decoder);
    } else if (type === REFUSED) this.refusals.push(decoding.readVarString(decoder));
  }

  #sync(kind: number, bytes: Uint8Array): void {
    if (kind === 0) {
      this.send(syncMessage(1, Y.encodeStateAsUpdate(this.doc, bytes)));
      return;
    }
    Y.applyUpdate(this.doc, bytes, this);
    if (kind === 1) this.isSynced = true;
  }
}

/** A reading as its author writes it. */
export class ReadingClient extends DocumentClient {
  constructor(member: Member, round = 1, options?: DocumentClientOptions) {
    super(member, `reading-${round}`, options);
  }

  answer(dimension: string): Y.Map<unknown> {
    const found = this.doc.getMap<Y.Map<unknown>>('answers').get(dimension);
    if (found === undefined) throw new Error(`The reading has no answer ${dimension}`);
    return found;
  }

  text(dimension: string): Y.Text {
    return this.answer(dimension).get('value') as Y.Text;
  }

  write(dimension: string, text: string): void {
    const shared = this.text(dimension);
    shared.delete(0, shared.length);
    shared.insert(0, text);
    this.answer(dimension).set('state', 'answered');
  }

  nod(fist: number, sure: number): void {
    const nod = this.doc.getMap('nod');
    nod.set('fist', fist);
    nod.set('sure', sure);
  }
}

export interface WallEntry {
  readonly answers: Record<string, { state: string; value: unknown; raw: string }>;
  readonly nod: { fist: number | null; sure: number | null } | null;
  readonly by?: string;
  readonly salt?: string;
  readonly late?: true;
  readonly withdrawn?: true;
}

/** What hangs on the wall, by round and reading id. */
export const wallOf = (client: DocumentClient): Record<string, Record<string, WallEntry>> =>
  client.doc.getMap('rounds').toJSON();
