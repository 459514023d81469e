/**
 * A document as one device holds it: survives the connection, sends what the server does not have, and believes that
 * something is saved only when it was told so.
 */

import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import type { Violations } from './archive.ts';

export interface CopyOwner {
  readonly violations: Violations;
  readonly freshClientId: () => number;
  /** The first messages of a connection are durable: these updates are. */
  readonly saved: (updates: readonly Uint8Array[], stateVector: Uint8Array) => void;
  /** What was refused is put aside, and the copy begins anew. */
  readonly refused: (code: string) => void;
}

const SYNC = 0;
const DURABLE = 100;
const REFUSED = 101;

/** The server helps after these. */
const PASSING = new Set(['reset', 'rate_limited', 'unavailable', 'busy', 'shutting_down']);

export class DocumentCopy {
  readonly #owner: CopyOwner;
  readonly wantsAcks: boolean;
  doc: Y.Doc;
  #send: ((message: Uint8Array) => void) | undefined;
  /** What each sync message of this connection brought; undefined for questions. */
  #sent: (Uint8Array | undefined)[] = [];
  #acknowledged = 0;
  #isTrusting = true;
  isSynced = false;
  refusals: string[] = [];
  /** Texts that were refused: still on the device, never part of a reading. */
  readonly aside: string[] = [];

  constructor(owner: CopyOwner, wantsAcks: boolean) {
    this.#owner = owner;
    this.wantsAcks = wantsAcks;
    this.doc = this.#fresh();
  }

  get isConnected(): boolean {
    return this.#send !== undefined;
  }

  /** Everything written here was said to be saved. */
  get isSaved(): boolean {
    return this.#acknowledged >= this.#sent.length;
  }

  get progress(): string {
    return `${this.#acknowledged} of ${this.#sent.length}`;
  }

  connected(send: (message: Uint8Array) => void): void {
    this.#send = send;
    this.#sent = [];
    this.#acknowledged = 0;
    this.#isTrusting = true;
    this.isSynced = false;
    this.#sync(0, Y.encodeStateVector(this.doc));
  }

  disconnected(): void {
    this.#send = undefined;
    this.isSynced = false;
  }

  /** Begins anew with nothing, under a client id of its own. */
  reset(): void {
    this.aside.push(JSON.stringify(this.doc.toJSON()));
    this.doc.destroy();
    this.doc = this.#fresh();
  }

  received(payload: Uint8Array): void {
    const decoder = decoding.createDecoder(payload);
    const type = decoding.readVarUint(decoder);
    if (type === SYNC) this.#take(decoding.readVarUint(decoder), decoding.readVarUint8Array(decoder));
    else if (type === DURABLE) this.#hearSaved(decoding.readVarUint8Array(decoder), decoding.readVarUint(decoder));
    else if (type === REFUSED) this.#hearRefusal(decoding.readVarString(decoder));
  }

  #fresh(): Y.Doc {
    const doc = new Y.Doc();
    doc.clientID = this.#owner.freshClientId();
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== this) this.#sync(2, update);
    });
    return doc;
  }

  #sync(step: 0 | 1 | 2, body: Uint8Array): void {
    if (this.#send === undefined) return;
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, SYNC);
    encoding.writeVarUint(encoder, step);
    encoding.writeVarUint8Array(encoder, body);
    this.#sent.push(step === 0 ? undefined : body);
    this.#send(encoding.toUint8Array(encoder));
  }

  #take(step: number, body: Uint8Array): void {
    if (step === 0) {
      this.#sync(1, Y.encodeStateAsUpdate(this.doc, body));
      return;
    }
    Y.applyUpdate(this.doc, body, this);
    if (step === 1) this.isSynced = true;
    if (this.doc.store.pendingStructs !== null) this.#owner.violations.add('D5', 'an update came before what it needs');
  }

  #hearSaved(stateVector: Uint8Array, count: number): void {
    if (count > this.#sent.length)
      this.#owner.violations.add('D1', `${count} acknowledged of ${this.#sent.length} sent`);
    if (count <= this.#acknowledged) this.#owner.violations.add('D1', 'acknowledgements go back');
    const saved = this.#sent.slice(this.#acknowledged, count).filter((update) => update !== undefined);
    this.#acknowledged = count;
    if (this.#isTrusting) this.#owner.saved(saved, stateVector);
  }

  #hearRefusal(code: string): void {
    this.refusals.push(code);
    if (PASSING.has(code)) return;
    this.#isTrusting = false;
    this.#owner.refused(code);
  }
}
