/** Reads what Redis answered as the type it should have. An answer of another shape is a fault of the store. */

import { StoreUnavailable } from '../board-store.ts';

/** Bulk strings arrive as bytes, maps as flat lists. */
export type Reply = null | boolean | number | string | Buffer | readonly Reply[];

const unexpected = (wanted: string): never => {
  throw new StoreUnavailable(`Redis answered something else than ${wanted}`);
};

export const asNumber = (reply: Reply | undefined): number => {
  const number =
    typeof reply === 'number' ? reply : reply instanceof Buffer ? Number(reply.toString('latin1')) : Number.NaN;
  return Number.isSafeInteger(number) ? number : unexpected('a whole number');
};

/** 0 where the hash has no such field. */
export const asCount = (reply: Reply | undefined): number => (reply === null ? 0 : asNumber(reply));

const asBuffer = (reply: Reply | undefined): Buffer =>
  reply instanceof Buffer ? reply : unexpected('a string of bytes');

/** A copy: what was received lies in the middle of a block as large as everything that arrived with it. */
export const asBytes = (reply: Reply | undefined): Uint8Array => new Uint8Array(asBuffer(reply));

export const asText = (reply: Reply | undefined): string =>
  typeof reply === 'string' ? reply : asBuffer(reply).toString('utf8');

export const asList = (reply: Reply | undefined): readonly Reply[] =>
  Array.isArray(reply) ? (reply as readonly Reply[]) : unexpected('a list');

/** The id of an entry of a Redis stream: number of the board's order, mark of its append. */
export function asEntryId(reply: Reply | undefined): { readonly seq: number; readonly mark: number } {
  const [seq, mark] = asBuffer(reply).toString('latin1').split('-').map(Number);
  if (!Number.isSafeInteger(seq) || !Number.isSafeInteger(mark)) return unexpected('the id of an entry');
  return { seq: seq ?? 0, mark: mark ?? 0 };
}
