/** A person at a document: what y-websocket would do, without the web. */

import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import type { DocumentName } from '../../server/documents/board-access.ts';
import type { DocumentPeer, Outgoing, ServedPeer } from '../../server/documents/document-peer.ts';
import type { ParticipantId } from '../../shared/board/ids.ts';
import type { DocumentNode } from './document-node.ts';

export interface VisitorOptions {
  readonly doc?: Y.Doc;
  readonly clientId?: number;
  readonly wantsAcks?: boolean;
  /** What it has been sent stays in its socket. */
  readonly takesNothing?: boolean;
}

export class DocumentVisitor implements DocumentPeer {
  readonly person: ParticipantId;
  readonly keyHash = 'key';
  readonly wantsAcks: boolean;
  readonly doc: Y.Doc;
  readonly received: Uint8Array[] = [];
  readonly refusals: string[] = [];
  readonly awareness: { clientId: number; clock: number; state: Record<string, unknown> | null }[] = [];
  readonly acknowledged: { count: number; vector: Map<number, number> }[] = [];
  closed: { code: number; reason: string } | undefined;
  isSynced = false;
  takesNothing: boolean;
  buffered = 0;
  sent = 0;
  #served: ServedPeer | undefined;

  constructor(
    person: ParticipantId,
    { doc = new Y.Doc(), clientId, wantsAcks = true, takesNothing = false }: VisitorOptions = {},
  ) {
    this.person = person;
    this.wantsAcks = wantsAcks;
    this.doc = doc;
    this.takesNothing = takesNothing;
    if (clientId !== undefined) doc.clientID = clientId;
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== this) this.sync(2, update);
    });
  }

  connect(node: DocumentNode, name: DocumentName): this {
    this.closed = undefined;
    this.#served = node.documents.get(name).connect(this);
    this.sync(0, Y.encodeStateVector(this.doc));
    return this;
  }

  leave(): void {
    const served = this.#served;
    this.#served = undefined;
    served?.closed();
  }

  sync(step: 0 | 1 | 2, body: Uint8Array): void {
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, 0);
    encoding.writeVarUint(encoder, step);
    encoding.writeVarUint8Array(encoder, body);
    this.sent += this.#served === undefined ? 0 : 1;
    this.raw(encoding.toUint8Array(encoder));
  }

  tellAwareness(entries: readonly (readonly [clientId: number, clock: number, state: unknown])[]): void {
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, 1);
    const inner = encoding.createEncoder();
    encoding.writeVarUint(inner, entries.length);
    for (const [clientId, clock, state] of entries) {
      encoding.writeVarUint(inner, clientId);
      encoding.writeVarUint(inner, clock);
      encoding.writeVarString(inner, JSON.stringify(state));
    }
    encoding.writeVarUint8Array(encoder, encoding.toUint8Array(inner));
    this.raw(encoding.toUint8Array(encoder));
  }

  raw(bytes: Uint8Array): void {
    this.#served?.receive(bytes);
  }

  get lastCount(): number {
    return this.acknowledged.at(-1)?.count ?? 0;
  }

  readonly send = (message: Outgoing): void => {
    if (this.takesNothing) {
      this.buffered += message.payload.length;
      return;
    }
    this.received.push(message.payload);
    const decoder = decoding.createDecoder(message.payload);
    const type = decoding.readVarUint(decoder);
    if (type === 0) this.#take(decoding.readVarUint(decoder), decoding.readVarUint8Array(decoder));
    else if (type === 1) this.#hear(decoding.readVarUint8Array(decoder));
    else if (type === 100) {
      const vector = Y.decodeStateVector(decoding.readVarUint8Array(decoder));
      this.acknowledged.push({ vector, count: decoding.readVarUint(decoder) });
    } else if (type === 101) this.refusals.push(decoding.readVarString(decoder));
  };

  readonly bufferedBytes = (): number => this.buffered;

  readonly close = (code: number, reason: string): void => {
    this.closed = { code, reason };
    this.leave();
  };

  #take(step: number, body: Uint8Array): void {
    if (step === 0) return this.sync(1, Y.encodeStateAsUpdate(this.doc, body));
    Y.applyUpdate(this.doc, body, this);
    if (step === 1) this.isSynced = true;
  }

  #hear(update: Uint8Array): void {
    const decoder = decoding.createDecoder(update);
    for (let left = decoding.readVarUint(decoder); left > 0; left--) {
      const clientId = decoding.readVarUint(decoder);
      const clock = decoding.readVarUint(decoder);
      const state = JSON.parse(decoding.readVarString(decoder)) as Record<string, unknown> | null;
      this.awareness.push({ clientId, clock, state });
    }
  }
}
