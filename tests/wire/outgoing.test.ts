/** What the server asks of others: nothing, but of the store it was given (S14). */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { command, connectControl, createBoard, joinBoard, viewBoard } from '../kit/board-client.ts';
import { DocumentClient, ReadingClient } from '../kit/document-client.ts';
import { startRedisServer } from '../kit/redis-server.ts';
import { startServerProcess, type ServerProcess } from '../kit/server-process.ts';

const recorder = pathToFileURL(join(import.meta.dirname, '../kit/outgoing-recorder.mjs')).href;

const cleanUps: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const cleanUp of cleanUps.reverse()) await cleanUp();
});

const recorded = async (environment: Record<string, string>): Promise<ServerProcess> => {
  const server = await startServerProcess({ ...environment, NODE_OPTIONS: `--import=${recorder}` });
  cleanUps.push(server.kill);
  return server;
};
const outgoing = (server: ServerProcess): string[] =>
  server
    .printed()
    .split('\n')
    .filter((line) => line.startsWith('OUTGOING connect') || line.startsWith('OUTGOING send'));

const workshop = async (server: ServerProcess): Promise<void> => {
  const noor = await createBoard(server.url, {
    template: 'operational',
    wording: 'See https://example.org/picture.png',
  });
  const ana = await joinBoard(server.url, noor.boardId, { name: 'https://example.org' });
  const control = await connectControl(ana);
  await command(noor, 'round.open');
  const reading = new ReadingClient(ana, 1);
  await reading.synced();
  reading.write('what', 'http://example.org/callback');
  await reading.saved();
  await command(noor, 'round.reveal');
  await (await new DocumentClient(ana, 'wall').synced()).close();
  await command(noor, 'board.close');
  expect((await viewBoard(noor)).view.board.phase).toBe('closed');
  await fetch(`${server.url}/metrics`);
  await reading.close();
  control.close();
};

it('S14 with the embedded store a whole workshop makes no connection to anybody', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'readback-outgoing-'));
  cleanUps.push(() => rm(dir, { recursive: true, force: true }));
  const server = await recorded({ DATA_DIR: dir });
  await workshop(server);
  await server.stop();
  expect(outgoing(server)).toEqual([]);
});

it('S14 with Redis it connects to that Redis and to nobody else', async () => {
  const redis = await startRedisServer();
  cleanUps.push(redis.stop);
  const server = await recorded({ REDIS_URL: redis.url });
  await workshop(server);
  await server.stop();
  expect(outgoing(server)).not.toEqual([]);
  expect(outgoing(server).filter((line) => !line.includes(`"port":${redis.port}`))).toEqual([]);
});
