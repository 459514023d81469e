/**
 * Answers to "what is there that I do not have", ready to be sent. Many ask the same at once: newcomers, who have
 * nothing, and after a restart everybody, who have the same. Valid for one version of the document (PERFORMANCE, 3.3).
 */

import * as Y from 'yjs';
import type { Outgoing } from './document-peer.ts';
import { step1Message, step2Message } from './wire-messages.ts';

const MOST_ANSWERS = 16;
/** Longer state vectors are not worth being remembered. */
const LONGEST_VECTOR = 4096;

export class JoinCache {
  readonly #answers = new Map<string, Outgoing>();
  #stateVector: Uint8Array | undefined;
  #question: Outgoing | undefined;

  /** The document has changed. */
  clear(): void {
    this.#answers.clear();
    this.#stateVector = undefined;
    this.#question = undefined;
  }

  stateVector(doc: Y.Doc): Uint8Array {
    this.#stateVector ??= Y.encodeStateVector(doc);
    return this.#stateVector;
  }

  /** What the server has. */
  step1(doc: Y.Doc): Outgoing {
    this.#question ??= step1Message(this.stateVector(doc));
    return this.#question;
  }

  /** What somebody at `stateVector`, as encoded, does not have. */
  step2(doc: Y.Doc, stateVector: Uint8Array): Outgoing {
    if (stateVector.length > LONGEST_VECTOR) return step2Message(Y.encodeStateAsUpdate(doc, stateVector));
    const key = Buffer.from(stateVector.buffer, stateVector.byteOffset, stateVector.length).toString('latin1');
    const known = this.#answers.get(key);
    if (known !== undefined) return known;
    const answer = step2Message(Y.encodeStateAsUpdate(doc, stateVector));
    if (this.#answers.size < MOST_ANSWERS) this.#answers.set(key, answer);
    return answer;
  }
}
