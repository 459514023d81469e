/**
 * Judges the delete set of a scanned update: what it would take out of the document or out of the update itself. What is
 * deleted already does not count; what nobody has cannot be deleted.
 */

import * as Y from 'yjs';
import type { RejectionCode } from '../../../shared/board/rejections.ts';
import { ByteReader } from './byte-reader.ts';
import type { ContentJudge } from './content-judge.ts';
import { CLIENT_LIMIT, CLOCK_LIMIT, firstAfter, type NewStruct, type ScannedUpdate } from './scanned-update.ts';

type Store = Y.Doc['store'];

/** Each may split two items, and an array of a hundred thousand is moved for every split. */
const MOST_RANGES = 20_000;

/** @returns how many items lose something, or why this may not be */
export const judgeDeletions = (update: ScannedUpdate, store: Store, judge: ContentJudge): number | RejectionCode => {
  if (update.deletedRanges === 0) return 0;
  const reader = new ByteReader(update.bytes, update.deleteSet);
  let removed = 0;
  const clients = reader.uint(CLOCK_LIMIT);
  for (let index = 0; index < clients; index++) {
    const client = reader.uint(CLIENT_LIMIT);
    const own = update.sections.find((section) => section.client === client)?.structs ?? [];
    const known = Y.getState(store, client);
    const last = own.at(-1);
    const end = last === undefined ? known : last.clock + last.length;
    const ranges = reader.uint(CLOCK_LIMIT);
    for (let range = 0; range < ranges; range++) {
      const from = reader.uint(CLOCK_LIMIT);
      const to = from + reader.uint(CLOCK_LIMIT);
      if (to > end) return 'reset';
      const count = from < known ? removeKnown(store.clients.get(client) ?? [], from, Math.min(to, known), judge) : 0;
      if (typeof count === 'string') return count;
      removed += count + (to > known ? removeNew(own, from, to, judge) : 0);
      if (removed > MOST_RANGES) return 'too_large';
    }
  }
  return removed;
};

const removeKnown = (
  structs: (Y.Item | Y.GC)[],
  from: number,
  to: number,
  judge: ContentJudge,
): number | RejectionCode => {
  let count = 0;
  for (let index = Y.findIndexSS(structs, from); index < structs.length; index++) {
    const item = structs[index];
    if (item === undefined || item.id.clock >= to) break;
    if (item.deleted || !(item instanceof Y.Item)) continue;
    const units = Math.min(to, item.id.clock + item.length) - Math.max(from, item.id.clock);
    const code = judge.remove(item, units);
    if (code !== undefined) return code;
    count++;
  }
  return count;
};

const removeNew = (structs: readonly NewStruct[], from: number, to: number, judge: ContentJudge): number => {
  let count = 0;
  for (let index = firstAfter(structs, from); index < structs.length; index++) {
    const struct = structs[index];
    if (struct === undefined || struct.clock >= to) break;
    judge.removeNew(struct, Math.min(to, struct.clock + struct.length) - Math.max(from, struct.clock));
    count++;
  }
  return count;
};
