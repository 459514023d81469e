/** Real sentinels of a test's own: three of them, of which two must agree, watching one master. */

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '../../kit/eventually.ts';
import { freePort, type RedisServer } from '../../kit/redis-server.ts';
import { askRedis } from './asking.ts';

export interface RedisSentinels {
  readonly url: string;
  readonly ports: readonly number[];
  stop(): Promise<void>;
}

const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** Resolves once every sentinel knows the master's replicas and the other sentinels. */
export async function startSentinels(master: RedisServer, replicas: number): Promise<RedisSentinels> {
  const folder = await mkdtemp(join(tmpdir(), 'readback-sentinels-'));
  const ports = await Promise.all([freePort(), freePort(), freePort()]);
  const children = await Promise.all(ports.map((port) => launch(folder, port, master.port)));
  for (const port of ports) {
    await eventually(async () => {
      const facts = String(await askRedis(port, ['INFO', 'sentinel']));
      return facts.includes(`slaves=${replicas},sentinels=${ports.length}`);
    });
  }
  return {
    url: `redis-sentinel://${ports.map((port) => `127.0.0.1:${port}`).join(',')}/main`,
    ports,
    stop: async () => {
      await Promise.all(children.map(end));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function launch(folder: string, port: number, masterPort: number): Promise<ChildProcess> {
  const file = join(folder, `${port}.conf`);
  const lines = [
    `port ${port}`,
    'bind 127.0.0.1',
    `dir ${folder}`,
    `sentinel monitor main 127.0.0.1 ${masterPort} 2`,
    'sentinel down-after-milliseconds main 1000',
    'sentinel failover-timeout main 5000',
  ];
  await writeFile(file, lines.join('\n'));
  const child = spawn('redis-server', [file, '--sentinel'], { stdio: 'ignore' });
  running.add(child);
  child.on('exit', () => running.delete(child));
  await once(child, 'spawn');
  await eventually(() => askRedis(port, ['PING']));
  return child;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}
