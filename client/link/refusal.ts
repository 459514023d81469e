/**
 * A refusal as screens meet it: a code of the server, or one of the few that only the client can know of. The sentence
 * and the next step come from the catalogue, by code (`text/en/refusals.ts`); the message that travels is for programs.
 */

import type { RejectionCode } from '../../shared/board/rejections.ts';

/** `offline`: this device reaches no server. `unanswered`: it was sent, and nobody knows what became of it. */
export type RefusalCode = RejectionCode | 'offline' | 'unanswered';

export interface Refusal {
  readonly code: RefusalCode;
}

export const refusedLocally = (code: 'offline' | 'unavailable' | 'unanswered'): Refusal => ({ code });
