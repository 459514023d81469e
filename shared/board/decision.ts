/** What `decide` answers with, and what it is told besides the state. */

import type { BoardLimits } from '../protocol/limits.ts';
import type { BoardEvent, PersonRecord, RecordChange } from './events.ts';
import type { ParticipantId } from './ids.ts';
import { rejection, type Rejection, type RejectionCode } from './rejections.ts';

export interface Decision {
  readonly rejected?: undefined;
  readonly events: readonly BoardEvent[];
  readonly records: readonly RecordChange[];
  /**
   * Writes in flight under what was allowed before must be judged again: the entry becomes the board's fence. Set by
   * everything that can take a permission away.
   */
  readonly raisesFence: boolean;
}

export interface Refusal {
  readonly rejected: Rejection;
}

export type Verdict = Decision | Refusal;

/** What a decision may depend on besides the log; all of it handed in, so that deciding stays pure. */
export interface DecideContext {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Who asks. */
  readonly by: ParticipantId;
  readonly limits: BoardLimits;
  /** Two fresh random ids of 22 characters. */
  readonly freshIds: readonly [string, string];
  /** The shared wording text as it stands in the board document. */
  readonly wording: string;
  /** How long no facilitator has been connected; 0 while one is. */
  readonly facilitatorAwayMs: number;
  /** Hash of the passphrase that the command sets, made by the server. */
  readonly passphraseHash?: string | undefined;
  readonly nameOf: (id: ParticipantId) => PersonRecord | undefined;
}

export const refuse = (code: RejectionCode): Refusal => ({ rejected: rejection(code) });

export const accept = (
  events: readonly BoardEvent[],
  { records = [], raisesFence = false }: { records?: readonly RecordChange[]; raisesFence?: boolean } = {},
): Decision => ({ events, records, raisesFence });
