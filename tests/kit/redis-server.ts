/**
 * A real Redis server of a test's own: a free port, a folder that goes with it, stopped and killed at will. The settings
 * are those Readback demands; a test that wants a server Readback must refuse, or a replica, says so.
 */

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface RedisServerOptions {
  /** What survives a power cut: everything acknowledged (the default), all but the last second, or nothing. */
  readonly appends?: 'always' | 'everysec' | 'never';
  /** Follow this server. The replica counts as started once it holds everything its master holds. */
  readonly replicaOf?: RedisServer;
  /** Further lines of redis.conf, such as `{ 'maxmemory-policy': 'allkeys-lru' }`. */
  readonly settings?: Readonly<Record<string, string>>;
}

export interface RedisServer {
  readonly port: number;
  readonly url: string;
  /** SIGKILL; resolves when the process is gone. What was on disk stays. */
  readonly kill: () => Promise<void>;
  /** Ends the process in order if it runs, then starts it on the same port with what is on disk. */
  readonly restart: () => Promise<void>;
  /** The process hangs (SIGSTOP): connections stay open and nothing answers, until `thaw`. */
  readonly freeze: () => void;
  readonly thaw: () => void;
  /** Ends the process and removes its folder. */
  readonly stop: () => Promise<void>;
}

/** A port that was free a moment ago may be taken by the time the server asks for it. */
const PORT_ATTEMPTS = 5;

/** Servers a test forgot, or could not stop because it was cut off, must not outlive the test process. */
const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** @throws when redis-server is not installed or does not start; the message holds what it printed. */
export async function startRedisServer(options: RedisServerOptions = {}): Promise<RedisServer> {
  const folder = await mkdtemp(join(tmpdir(), 'readback-redis-'));
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    const launch = () => launched(argumentsFor(port, folder, options), readyLine(options));
    try {
      return serverAround(await launch(), { port, folder, launch });
    } catch (fault) {
      const isPortTaken = String(fault).includes('Address already in use');
      if (isPortTaken && attempt < PORT_ATTEMPTS) continue;
      await rm(folder, { recursive: true, force: true });
      throw fault;
    }
  }
}

function argumentsFor(port: number, folder: string, options: RedisServerOptions): string[] {
  const { appends = 'always', replicaOf, settings = {} } = options;
  const all = {
    port: String(port),
    bind: '127.0.0.1',
    dir: folder,
    save: '',
    appendonly: appends === 'never' ? 'no' : 'yes',
    appendfsync: appends === 'everysec' ? 'everysec' : 'always',
    'maxmemory-policy': 'noeviction',
    'repl-diskless-sync-delay': '0',
    ...settings,
  };
  const following = replicaOf === undefined ? [] : ['--replicaof', '127.0.0.1', String(replicaOf.port)];
  return [...Object.entries(all).flatMap(([name, value]) => [`--${name}`, value]), ...following];
}

const readyLine = ({ replicaOf }: RedisServerOptions): string =>
  replicaOf === undefined ? 'Ready to accept connections' : 'sync: Finished with success';

function serverAround(
  first: ChildProcess,
  { port, folder, launch }: { port: number; folder: string; launch: () => Promise<ChildProcess> },
): RedisServer {
  let child = first;
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    // A frozen process takes note of SIGTERM only once it runs again.
    child.kill('SIGCONT');
    await gone;
  };
  return {
    port,
    url: `redis://127.0.0.1:${port}`,
    kill: () => end('SIGKILL'),
    restart: async () => {
      await end('SIGTERM');
      child = await launch();
    },
    freeze: () => void child.kill('SIGSTOP'),
    thaw: () => void child.kill('SIGCONT'),
    // Nothing is kept, and a replica that still writes its first append-only file would ignore a SIGTERM.
    stop: async () => {
      await end('SIGKILL');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Resolves once the server has printed `ready`; rejects with its output if it ends before. */
async function launched(args: readonly string[], ready: string): Promise<ChildProcess> {
  const child = spawn('redis-server', args, { stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  child.on('exit', () => running.delete(child));
  const printed: string[] = [];
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) =>
      reject(new Error(`redis-server ended (${signal ?? code}): ${printed.join('\n')}`)),
    );
    for (const input of [child.stdout, child.stderr]) {
      createInterface({ input }).on('line', (line) => {
        printed.push(line);
        if (printed.length > 100) printed.shift();
        if (line.includes(ready)) resolve(child);
      });
    }
  });
}

/** A port that nobody listened on a moment ago. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  if (address === null || typeof address === 'string') throw new Error('A listening server has no port.');
  probe.close();
  await once(probe, 'close');
  return address.port;
}
