/**
 * The death of a process at random moments, while people type. What was acknowledged is there afterwards; what anybody
 * saw is there afterwards. `KILLS` sets how often each store is killed; the figures of a long run are in bench/README.md.
 */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { command, createBoard, joinBoard, viewBoard, type Member } from '../kit/board-client.ts';
import { DocumentClient, ReadingClient, wallOf } from '../kit/document-client.ts';
import { eventually } from '../kit/eventually.ts';
import { startRedisServer, type RedisServer } from '../kit/redis-server.ts';
import { startServerProcess, type ServerProcess } from '../kit/server-process.ts';

const KILLS = Number(process.env['KILLS'] ?? 4);
const PEOPLE = 10;

const cleanUps: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const cleanUp of cleanUps.reverse()) await cleanUp();
});

const onLmdb = async (): Promise<ServerProcess> => {
  const dir = await mkdtemp(join(tmpdir(), 'readback-kill-'));
  cleanUps.push(() => rm(dir, { recursive: true, force: true }));
  const server = await startServerProcess({ DATA_DIR: dir });
  cleanUps.push(server.kill);
  return server;
};
const onRedis = async (): Promise<ServerProcess> => {
  const redis: RedisServer = await startRedisServer();
  cleanUps.push(redis.stop);
  const server = await startServerProcess({ REDIS_URL: redis.url });
  cleanUps.push(server.kill);
  return server;
};

/** Types into the client's text, the next letter when the last one is acknowledged, until told to stop. */
const typing = (client: DocumentClient, text: () => Y.Text, onSaved: () => void): (() => Promise<void>) => {
  let isOn = true;
  const type = async (): Promise<void> => {
    while (isOn) {
      text().insert(text().length, 'x');
      await client.saved();
      onSaved();
    }
  };
  const done = type().catch(() => undefined);
  return async () => {
    isOn = false;
    await client.close();
    await done;
  };
};

/** Some moment: when it has been counted n times, n drawn anew. */
const someMoment = (most: number) => {
  let left = Math.ceil(Math.random() * most);
  let reach: () => void = () => undefined;
  const reached = new Promise<void>((resolve) => {
    reach = resolve;
  });
  return { reached, count: () => void (--left === 0 && reach()) };
};

/** The time that so many answers of the server take: a clock that runs while it works. */
const answers = async (server: ServerProcess, count: number): Promise<void> => {
  for (let answered = 0; answered < count; answered++) await fetch(`${server.url}/healthz`);
};

const missing = (held: Map<number, number>, promised: ReadonlyMap<number, number>): number =>
  [...promised].reduce((sum, [client, clock]) => sum + Math.max(0, clock - (held.get(client) ?? 0)), 0);

/** State of a document as the server serves it to somebody who comes new. */
const served = async (member: Member, name: string): Promise<Map<number, number>> => {
  const client = await new DocumentClient(member, name).synced();
  await client.close();
  return Y.decodeStateVector(Y.encodeStateVector(client.doc));
};

describe.each([
  ['LMDB', onLmdb],
  ['Redis', onRedis],
])('on %s', (_name, start) => {
  it('D1, D2: whatever was acknowledged or seen before a kill is there after the restart', async () => {
    const server = await start();
    const noor = await createBoard(server.url, { template: 'operational' });
    const people: Member[] = [];
    for (let i = 0; i < PEOPLE; i++) people.push(await joinBoard(server.url, noor.boardId, { name: `Person ${i}` }));
    for (let kill = 0; kill < KILLS; kill++) {
      const { phase } = (await viewBoard(noor)).view.board;
      if (phase !== 'frame') await command(noor, 'phase.back');
      const boards = await Promise.all(
        people.slice(0, 3).map((person) => new DocumentClient(person, 'board').synced()),
      );
      const watcher = await new DocumentClient(noor, 'board').synced();
      const midWording = someMoment(150);
      const stopBoards = boards.map((client) => typing(client, () => client.doc.getText('wording'), midWording.count));
      await midWording.reached;
      await server.kill();
      const seen = Y.decodeStateVector(Y.encodeStateVector(watcher.doc));
      const acknowledged = boards.map((client) => client.durableVector);
      await Promise.all(stopBoards.map((stop) => stop()));
      await watcher.close();
      await server.start();
      const after = await served(noor, 'board');
      expect(missing(after, seen), 'edits that somebody saw').toBe(0);
      for (const vector of acknowledged) expect(missing(after, vector), 'acknowledged edits').toBe(0);

      await command(noor, 'round.open');
      const { round } = (await viewBoard(noor)).view.board;
      const readings = await Promise.all(
        people.map(async (person) => {
          const client = new ReadingClient(person, round);
          await client.synced();
          return client;
        }),
      );
      const midReading = someMoment(300);
      const stopReadings = readings.map((client) => typing(client, () => client.text('what'), midReading.count));
      await midReading.reached;
      await server.kill();
      const promised = readings.map((client) => client.durableVector);
      await Promise.all(stopReadings.map((stop) => stop()));
      await server.start();
      for (const [i, person] of people.entries()) {
        const held = await served(person, `reading-${round}`);
        expect(missing(held, promised[i] ?? new Map<number, number>()), 'acknowledged edits of a reading').toBe(0);
      }
    }
  });

  it('D1 a kill in the middle of a reveal leaves all of it or nothing, and a retry finishes it', async () => {
    const server = await start();
    for (let kill = 0; kill < KILLS; kill++) {
      const noor = await createBoard(server.url, { template: 'operational', reads: false });
      const people = await Promise.all(
        Array.from({ length: PEOPLE }, (_, i) => joinBoard(server.url, noor.boardId, { name: `Person ${i}` })),
      );
      await command(noor, 'round.open');
      for (const person of people) {
        const reading = new ReadingClient(person, 1);
        await reading.synced();
        reading.write('what', `What ${person.participantId} reads`);
        await reading.saved();
        await reading.close();
      }
      const { seen } = (await viewBoard(noor)).view.board;
      const revealing = command(noor, 'round.reveal', { seen }).catch(() => ({ status: 0 }));
      await answers(server, Math.floor(Math.random() * 20));
      await server.kill();
      const { status } = await revealing;
      await server.start();
      const { phase } = (await viewBoard(noor)).view.board;
      if (status === 200) expect(phase).toBe('reveal');
      if (phase === 'write') await command(noor, 'round.reveal');
      await eventually(async () => (await viewBoard(noor)).view.board.phase === 'reveal');
      const wall = await new DocumentClient(noor, 'wall').synced();
      await eventually(() => Object.keys(wallOf(wall)['1'] ?? {}).length === PEOPLE);
      await wall.close();
    }
  });
});
