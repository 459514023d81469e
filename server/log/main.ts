/**
 * `npm run log -- <board> [--at <seq>]`: the control log of a board as JSON lines, or the state it had after one entry.
 * Reads beside a running server. For those who run the server: it shows what the log holds, which is no text of a
 * reading and no name.
 */

import { evolve } from '../../shared/board/evolve.ts';
import { parseBoardId } from '../../shared/board/ids.ts';
import { NO_BOARD } from '../../shared/board/state.ts';
import { readConfig } from '../config.ts';
import { decodeEntry } from '../room/entry-codec.ts';
import { EVENTS } from '../room/streams.ts';
import { systemClock } from '../runtime/clock.ts';
import { systemRandom } from '../runtime/random.ts';
import { openStoreReadOnly } from '../store/open-store.ts';

/** Whose reading is whose stays unsaid here as everywhere, and so do the hashes of keys. */
const UNSAID = new Set(['readingId', 'hash', 'passphrase', 'keys']);
const withoutUnsaid = (key: string, value: unknown): unknown => (UNSAID.has(key) ? undefined : value);

const withCollections = (key: string, value: unknown): unknown =>
  UNSAID.has(key)
    ? undefined
    : value instanceof Map
      ? Object.fromEntries(value)
      : value instanceof Set
        ? [...(value as Set<unknown>)]
        : value;

const [id, flag, wanted] = process.argv.slice(2);
const board = parseBoardId(id);
const at = flag === '--at' ? Number(wanted) : undefined;
if (board === undefined || (flag !== undefined && !Number.isInteger(at))) {
  process.stderr.write('Usage: npm run log -- <board> [--at <seq>]\n');
  process.exit(2);
}

const store = await openStoreReadOnly(readConfig(process.env), { clock: systemClock(), random: systemRandom() });
const { entries } = await store.read(board, EVENTS);
if (entries.length === 0) {
  process.stderr.write('There is no such board in this store.\n');
  process.exitCode = 1;
}
let state = NO_BOARD;
for (const { payload } of entries) {
  const { entry } = decodeEntry(payload);
  if (at !== undefined && entry.seq > at) break;
  state = evolve(state, entry);
  if (at === undefined) process.stdout.write(`${JSON.stringify(entry, withoutUnsaid)}\n`);
}
if (at !== undefined) process.stdout.write(`${JSON.stringify(state, withCollections, 2)}\n`);
await store.close();
