/** The built server as a process of its own, on a port that stays the same, to be killed and started again. */

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { builtServerPath } from './built-server.ts';

export interface ServerProcess {
  readonly url: string;
  readonly pid: () => number;
  /** Everything the process has printed. */
  readonly printed: () => string;
  /** SIGKILL; resolves when it is gone. */
  readonly kill: () => Promise<void>;
  /** Starts it again with the same environment and port. */
  readonly start: () => Promise<void>;
  /** SIGTERM. @returns the exit code */
  readonly stop: () => Promise<number | null>;
}

const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

const ANNOUNCED = /^Readback is at http:\/\/localhost:(\d+)/;

/** @throws with what it printed, when the server ends instead of announcing itself */
export const startServerProcess = async (environment: Readonly<Record<string, string>>): Promise<ServerProcess> => {
  const printed: string[] = [];
  let port = '0';
  let child: ChildProcess | undefined;

  const start = async (): Promise<void> => {
    const started = spawn(process.execPath, [builtServerPath()], {
      env: { PATH: process.env['PATH'], HOST: '127.0.0.1', RATE_LIMIT_EXEMPT: '127.0.0.1', ...environment, PORT: port },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child = started;
    running.add(started);
    started.once('exit', () => running.delete(started));
    createInterface({ input: started.stderr }).on('line', (line) => printed.push(line));
    const announced = new Promise<string>((resolve) => {
      createInterface({ input: started.stdout }).on('line', (line) => {
        printed.push(line);
        const found = ANNOUNCED.exec(line)?.[1];
        if (found !== undefined) resolve(found);
      });
    });
    const ended = once(started, 'exit').then(([code]) => {
      throw new Error(`The server ended with ${String(code)}: ${printed.slice(-5).join(' ')}`);
    });
    port = await Promise.race([announced, ended]);
    ended.catch(() => undefined);
  };

  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    const ending = child;
    if (ending === undefined || ending.exitCode !== null || ending.signalCode !== null) return ending?.exitCode ?? null;
    ending.kill(signal);
    const [code] = (await once(ending, 'exit')) as [number | null];
    return code;
  };

  await start();
  return {
    url: `http://127.0.0.1:${port}`,
    pid: () => child?.pid ?? 0,
    printed: () => printed.join('\n'),
    kill: async () => {
      await end('SIGKILL');
    },
    start,
    stop: () => end('SIGTERM'),
  };
};
