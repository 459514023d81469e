/** What nodes tell each other besides the log, best effort: who is here, where the spotlight is, cursors. */

import * as v from 'valibot';
import type { ParticipantId } from '../../shared/board/ids.ts';
import type { Spotlight } from '../../shared/protocol/control.ts';

const signalSchema = v.variant('kind', [
  v.object({ kind: v.literal('presence'), node: v.string(), ids: v.array(v.string()) }),
  v.object({
    kind: v.literal('spotlight'),
    node: v.string(),
    spotlight: v.object({ by: v.string(), dimensionId: v.nullable(v.string()), readingId: v.nullable(v.string()) }),
  }),
  v.object({ kind: v.literal('awareness'), node: v.string(), message: v.string() }),
]);

export type NodeSignal =
  | { readonly kind: 'presence'; readonly node: string; readonly ids: readonly ParticipantId[] }
  | { readonly kind: 'spotlight'; readonly node: string; readonly spotlight: Spotlight }
  /** `message` is base64. */
  | { readonly kind: 'awareness'; readonly node: string; readonly message: string };

export const encodeSignal = (signal: NodeSignal): Uint8Array => Buffer.from(JSON.stringify(signal));

/** Undefined for what a newer node may send. */
export const decodeSignal = (bytes: Uint8Array): NodeSignal | undefined => {
  try {
    const parsed = v.safeParse(signalSchema, JSON.parse(Buffer.from(bytes).toString('utf8')));
    return parsed.success ? (parsed.output as NodeSignal) : undefined;
  } catch (fault) {
    if (fault instanceof SyntaxError) return undefined;
    throw fault;
  }
};
