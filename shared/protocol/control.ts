/** The control socket: what travels on it besides commands. */

import type { ParticipantId } from '../board/ids.ts';
import type { DimensionPulse } from '../board/pulse.ts';
import type { Rejection } from '../board/rejections.ts';
import type { VisibleEntry } from '../board/visible.ts';

/**
 * Why the server ends a connection. `refresh`: what this person may see has changed, load the board again. `restart`:
 * come back in a moment.
 */
export type ByeReason =
  | 'removed'
  | 'key_ended'
  | 'erased'
  | 'refresh'
  | 'restart'
  | 'too_slow'
  | 'too_many'
  | 'not_found'
  | 'malformed'
  | 'idle'
  | 'unavailable';

export interface Spotlight {
  readonly by: ParticipantId;
  readonly dimensionId: string | null;
  readonly readingId: string | null;
}

export type ServerMessage =
  | { readonly type: 'entries'; readonly entries: readonly VisibleEntry[] }
  | {
      readonly type: 'presence';
      /** Everybody, on connecting; afterwards who came and who went. */
      readonly presence:
        | { readonly online: readonly ParticipantId[]; readonly serverNow: number }
        | { readonly arrived: readonly ParticipantId[]; readonly left: readonly ParticipantId[] };
    }
  | {
      readonly type: 'pulse';
      readonly pulse: { readonly round: number; readonly dimensions: readonly DimensionPulse[] };
    }
  | { readonly type: 'spotlight'; readonly spotlight: Spotlight };

export type CommandAck =
  { readonly ok: true; readonly seq: number } | { readonly ok: false; readonly rejection: Rejection };
