/**
 * A request that makes something, pressed as often as it takes. It keeps its command id until it is answered, so that a
 * double press, or an answer that got lost, makes one board or one person (U2); after a refusal it is another request.
 */

import type { Refusal, RefusalCode } from '../link/refusal.ts';

/** After these nobody knows whether it happened, or an earlier try of the same request may have gone through. */
const DOUBTFUL: ReadonlySet<RefusalCode> = new Set<RefusalCode>([
  'offline',
  'unanswered',
  'unavailable',
  'busy',
  'internal',
  'shutting_down',
  'rate_limited',
]);

export class Attempt {
  readonly #freshCommandId: () => string;
  #commandId: string;

  constructor(freshCommandId: () => string) {
    this.#freshCommandId = freshCommandId;
    this.#commandId = freshCommandId();
  }

  get commandId(): string {
    return this.#commandId;
  }

  refused({ code }: Refusal): void {
    if (!DOUBTFUL.has(code)) this.#commandId = this.#freshCommandId();
  }
}
