/**
 * What an append to the embedded store costs: 200 boards, 100 bytes each, at several rates, every board followed by a
 * tail. Prints, for each rate, the CPU time of the process per append, without what the same load costs against a store
 * that does nothing, and how long appends took to be committed and to be durable.
 *
 *     npx tsx tests/bench/store-appends.ts [seconds at each rate]
 */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { BoardId } from '../../shared/board/ids.ts';
import { systemClock } from '../../server/runtime/clock.ts';
import type { BoardStore } from '../../server/store/board-store.ts';
import { openLmdbStore } from '../../server/store/lmdb-store.ts';

const SECONDS = Number(process.argv[2] ?? 10);
const WARM_UP_SECONDS = 5;
const BOARDS = Array.from({ length: 200 }, (_, index) => `board-${index}`.padEnd(22, 'x') as BoardId);
const PAYLOAD = new Uint8Array(100).fill(7);

type Append = Pick<BoardStore, 'append'>;

interface Run {
  readonly cpuMicros: number;
  readonly committedMs: readonly number[];
  readonly durableMs: readonly number[];
}

async function run(store: Append, ratePerSecond: number): Promise<Run> {
  const committedMs: number[] = [];
  const durableMs: number[] = [];
  let [sent, answered, warm] = [0, 0, 0];
  let cpu = process.cpuUsage();
  const one = async (board: BoardId): Promise<void> => {
    const begun = performance.now();
    const outcome = await store.append(board, [{ stream: 'doc:board', payload: PAYLOAD }], { fence: 0 });
    if (outcome.refused !== undefined) throw new Error(outcome.refused);
    const committed = performance.now() - begun;
    await outcome.durable;
    answered += 1;
    committedMs.push(committed);
    durableMs.push(performance.now() - begun);
  };
  const start = performance.now();
  for (;;) {
    const seconds = (performance.now() - start) / 1000;
    if (seconds > WARM_UP_SECONDS + SECONDS) break;
    if (warm === 0 && seconds > WARM_UP_SECONDS) {
      warm = answered;
      committedMs.length = durableMs.length = 0;
      cpu = process.cpuUsage();
    }
    for (const due = Math.floor(seconds * ratePerSecond); sent < due; sent += 1)
      void one(BOARDS[sent % BOARDS.length]!);
    await pause(1);
  }
  while (answered < sent) await pause(1);
  const { user, system } = process.cpuUsage(cpu);
  return { cpuMicros: (user + system) / (answered - warm), committedMs, durableMs };
}

const quantile = (values: readonly number[], part: number): string =>
  ([...values].sort((one, other) => one - other)[Math.floor(values.length * part)] ?? 0).toFixed(1);

const nothing: Append = { append: async () => ({ seqs: [1], durable: Promise.resolve() }) };

for (const rate of [500, 2000, 4000, 20_000]) {
  const dir = await mkdtemp(join(tmpdir(), 'readback-bench-'));
  const store = await openLmdbStore({
    dir,
    clock: systemClock(),
    makeId: () => dir,
    onFatal: (fault) => {
      throw fault;
    },
  });
  for (const board of BOARDS) await store.tail(board, 0, { onEntries: () => undefined });
  const load = await run(nothing, rate);
  const { cpuMicros, committedMs, durableMs } = await run(store, rate);
  const figures = [
    `${rate} appends/s`,
    `${(cpuMicros - load.cpuMicros).toFixed(0)} µs CPU each`,
    `committed p50 ${quantile(committedMs, 0.5)} p99 ${quantile(committedMs, 0.99)} ms`,
    `durable p50 ${quantile(durableMs, 0.5)} p99 ${quantile(durableMs, 0.99)} ms`,
  ];
  process.stdout.write(`${figures.join(', ')}\n`);
  await store.close();
  await rm(dir, { recursive: true });
}
