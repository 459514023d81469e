/**
 * Proof by the kernel: runs the store writer under `strace` and checks that every append it calls durable was written,
 * and then flushed by a call that began after the write and ended before the word. Needs `strace`, so it is no test.
 * Run by hand: `npx tsx tests/crash/trace-flushes.ts`; exits with 1 when an append was called durable too early.
 */

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const SECONDS = 8;

/** One call of a thread, from its line in the trace to the line with its result. */
interface Call {
  readonly name: string;
  readonly text: string;
  readonly begun: number;
  ended: number;
}

/** `strace -f` prints a call that others interrupt in two lines: `<unfinished ...>`, later `<... resumed>`. */
function callsOf(trace: string): Call[] {
  const calls: Call[] = [];
  const open = new Map<string, Call>();
  for (const [line, text] of trace.split('\n').entries()) {
    const [, thread, rest] = /^(\d+)\s+(.*)$/.exec(text) ?? [];
    if (thread === undefined || rest === undefined) continue;
    const resumed = /^<\.\.\. \w+ resumed>/.test(rest);
    const call = resumed
      ? open.get(thread)
      : { name: /^\w+/.exec(rest)?.[0] ?? '', text: rest, begun: line, ended: line };
    if (!call) continue;
    call.ended = line;
    if (!resumed) calls.push(call);
    if (rest.endsWith('<unfinished ...>')) open.set(thread, call);
  }
  return calls;
}

const dir = mkdtempSync(join(tmpdir(), 'readback-trace-'));
try {
  const log = join(dir, 'trace');
  const writer = [
    process.execPath,
    '--import',
    'tsx',
    join(import.meta.dirname, 'store-writer.ts'),
    join(dir, 'data'),
    '1',
  ];
  const traced = ['-f', '-y', '-s', '60', '-e', 'trace=pwrite64,fdatasync,fsync,write', '-o', log, ...writer];
  spawnSync('timeout', ['-s', 'KILL', `${SECONDS}`, 'strace', ...traced], { stdio: 'ignore' });

  const calls = callsOf(readFileSync(log, 'utf8'));
  const toJournal = calls.filter(({ name, text }) => name === 'pwrite64' && /journal-[ab]>/.test(text));
  const flushes = calls.filter(({ name, text }) => name === 'fdatasync' && /journal-[ab]>/.test(text));
  const said = calls.flatMap((call) => {
    const [, what, which] = /^write\(1<.*"(committed|durable) ([\w-]+ \d+)\\n"/.exec(call.text) ?? [];
    return what && which ? [{ what, which, at: call.begun }] : [];
  });
  // A board that is erased counts from 1 again, so a word belongs to the last one of its number before it.
  const committedAt = new Map<string, number>();
  let tooEarly = 0;
  let checked = 0;
  for (const { what, which, at } of said) {
    if (what === 'committed') {
      committedAt.set(which, at);
      continue;
    }
    const written = toJournal.filter(({ ended }) => ended < (committedAt.get(which) ?? 0)).at(-1);
    const isFlushed = flushes.some(({ begun, ended }) => written && begun > written.ended && ended < at);
    checked += 1;
    if (!isFlushed) tooEarly += 1;
  }
  process.stdout.write(
    `${said.length - checked} appends committed, ${checked} called durable with ${flushes.length} flushes of the journal, ${tooEarly} of them too early\n`,
  );
  process.exitCode = checked > 0 && tooEarly === 0 ? 0 : 1;
} finally {
  rmSync(dir, { recursive: true });
}
