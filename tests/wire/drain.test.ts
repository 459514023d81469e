/** The beginning and the end of a process: it starts or says why not, and it goes without losing anything. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, open, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { command, connectControl, createBoard, joinBoard, viewBoard, type Member } from '../kit/board-client.ts';
import { builtServerPath } from '../kit/built-server.ts';
import { DocumentClient, ReadingClient } from '../kit/document-client.ts';
import { eventually } from '../kit/eventually.ts';
import { RawSocket, upgradeHead } from '../kit/raw-socket.ts';
import { freePort, startRedisServer } from '../kit/redis-server.ts';
import { startServerProcess } from '../kit/server-process.ts';

const cleanUps: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const cleanUp of cleanUps.reverse()) await cleanUp();
});

const folder = async (): Promise<string> => {
  const made = await mkdtemp(join(tmpdir(), 'readback-drain-'));
  cleanUps.push(() => rm(made, { recursive: true, force: true }));
  return made;
};
const started = async (environment: Record<string, string>) => {
  const server = await startServerProcess(environment);
  cleanUps.push(server.kill);
  return server;
};

describe('the end', () => {
  it('A4 SIGTERM while people type loses nothing acknowledged, says why, and ends with 0', async () => {
    const server = await started({ DATA_DIR: await folder() });
    const noor = await createBoard(server.url, { template: 'operational' });
    const people = await Promise.all(Array.from({ length: 8 }, () => joinBoard(server.url, noor.boardId)));
    await command(noor, 'round.open');
    const control = await connectControl(noor);
    const readings = await Promise.all(
      people.map(async (person) => {
        const reading = new ReadingClient(person, 1);
        await reading.synced();
        return reading;
      }),
    );
    let isOn = true;
    const typing = readings.map(async (reading) => {
      while (isOn && reading.ws.readyState === WebSocket.OPEN) {
        reading.text('what').insert(0, 'x');
        const { sent } = reading;
        await eventually(() => reading.durableCount >= sent || reading.closed !== undefined);
      }
    });
    await eventually(() => readings.every((reading) => reading.durableCount > 20));
    expect(await server.stop()).toBe(0);
    isOn = false;
    await Promise.all(typing);
    for (const reading of readings) {
      expect([1001, 1012]).toContain((await reading.ended()).code);
    }
    expect(control.received.at(-1)).toEqual({ event: 'bye', payload: { reason: 'restart' } });
    control.close();
    await server.start();
    for (const [i, person] of people.entries()) {
      const held = new ReadingClient(person, 1);
      await held.synced();
      const there = Y.decodeStateVector(Y.encodeStateVector(held.doc));
      for (const [client, clock] of readings[i]?.durableVector ?? []) {
        expect(there.get(client)).toBeGreaterThanOrEqual(clock);
      }
      await held.close();
    }
  });

  it('A4 nobody can keep the server from ending by not hanging up', async () => {
    const server = await started({ DATA_DIR: await folder() });
    const noor = await createBoard(server.url);
    const authorization = { Authorization: `Bearer ${noor.key}` };
    const stubborn = await Promise.all([
      RawSocket.upgraded(server.url, `/yjs/${noor.boardId}/board`, authorization),
      RawSocket.upgraded(server.url, '/socket.io/?EIO=4&transport=websocket'),
      RawSocket.open(server.url),
      RawSocket.open(server.url),
    ]);
    stubborn[2]?.send(upgradeHead('/nowhere'));
    stubborn[3]?.send('POST /api/boards HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n');
    expect(await server.stop()).toBe(0);
    for (const raw of stubborn) raw.drop();
  });
});

describe('coming back', () => {
  it('A5 three hundred people who come back at once after a restart are served', async () => {
    const server = await started({ DATA_DIR: await folder() });
    const noor = await createBoard(server.url, { template: 'operational', wording: 'We launch in Q1.' });
    const people: Member[] = [];
    for (let i = 0; i < 300; i++) people.push(await joinBoard(server.url, noor.boardId, { name: `Person ${i}` }));
    await command(noor, 'round.open');
    await server.stop();
    await server.start();
    const from = performance.now();
    const back = await Promise.all(
      people.map(async (person) => {
        const control = await connectControl(person);
        const reading = new ReadingClient(person, 1);
        const board = new DocumentClient(person, 'board');
        await Promise.all([reading.synced(), board.synced()]);
        return { control, reading, board };
      }),
    );
    console.info(`300 people, 900 sockets, back in ${Math.round(performance.now() - from)} ms`);
    await eventually(async () => {
      const { participants } = (await viewBoard(noor)).view;
      return participants.filter(({ online }) => online === true).length === 300;
    });
    for (const { board } of back) expect(board.doc.getText('wording').toJSON()).toBe('We launch in Q1.');
    await Promise.all(
      back.map(async ({ control, reading, board }) => {
        control.close();
        await Promise.all([reading.close(), board.close()]);
      }),
    );
  });
});

describe('the beginning', () => {
  /** Runs the program until it ends. */
  const attempt = async (environment: Record<string, string>): Promise<{ code: number | null; printed: string }> => {
    const child = spawn(process.execPath, [builtServerPath()], {
      env: { PATH: process.env['PATH'], HOST: '127.0.0.1', PORT: '0', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    cleanUps.push(() => Promise.resolve(child.kill('SIGKILL')));
    const printed: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => printed.push(data));
    const [code] = (await once(child, 'close')) as [number | null];
    return { code, printed: Buffer.concat(printed).toString() };
  };
  const refusal = (name: string | RegExp) =>
    new RegExp(`^Readback cannot start: [^\\n]*${typeof name === 'string' ? name : name.source}[^\\n]*\\n$`);

  const SECRET = 'sesame-17';
  it.each([
    ['PORT', SECRET],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['REDIS_URL', `http://${SECRET}`],
    ['REDIS_MIN_REPLICAS', '-1'],
    ['REDIS_ALLOW_EVERYSEC', SECRET],
    ['PUBLIC_URL', SECRET],
    ['PUBLIC_URL', `ftp://${SECRET}`],
    ['TRUST_PROXY', SECRET],
    ['RETENTION_DAYS', '0'],
    ['LOG_LEVEL', SECRET],
    ['LIMIT_PEOPLE', '0'],
    ['LIMIT_SOCKETS_PER_PERSON', '1e3'],
    ['LIMIT_READING_UNITS', '-5'],
  ])('A4 %s=%s is refused in one line that names it and never quotes it', async (name, value) => {
    const { code, printed } = await attempt({ DATA_DIR: await folder(), [name]: value });
    expect(printed).toMatch(refusal(name));
    expect(printed).not.toContain(SECRET);
    expect(code).toBe(1);
  });

  it('A4 a folder in use, a port in use and a folder that cannot be made are refused in one line', async () => {
    const dir = await folder();
    const server = await started({ DATA_DIR: dir });
    const inUse = await attempt({ DATA_DIR: dir });
    expect([inUse.code, inUse.printed]).toEqual([1, expect.stringMatching(refusal('DATA_DIR|folder'))]);
    const port = await attempt({ DATA_DIR: await folder(), PORT: new URL(server.url).port });
    expect([port.code, port.printed]).toEqual([1, expect.stringMatching(refusal('PORT|EADDRINUSE'))]);
    const nowhere = await attempt({ DATA_DIR: '/dev/null/nowhere' });
    expect([nowhere.code, nowhere.printed]).toEqual([1, expect.stringMatching(refusal('folder|DATA_DIR|ENOTDIR'))]);
  });

  it('A4 damaged data is refused loudly and never taken for an empty store', async () => {
    const dir = await folder();
    const server = await started({ DATA_DIR: dir });
    await createBoard(server.url);
    await server.stop();
    const file = (await readdir(dir)).find((name) => name.endsWith('.mdb') && !name.includes('lock'));
    const handle = await open(join(dir, file ?? 'data.mdb'), 'r+');
    await handle.write(Buffer.alloc(64 * 1024, 0xa5), 0, 64 * 1024, 0);
    await handle.close();
    const { code, printed } = await attempt({ DATA_DIR: dir });
    expect([code, printed]).toEqual([1, expect.stringMatching(/^Readback cannot start: [^\n]+\n$/)]);
  });

  it('A4 a Redis that keeps nothing, or is not there, is refused in one line', async () => {
    const redis = await startRedisServer({ appends: 'never' });
    cleanUps.push(redis.stop);
    const keepsNothing = await attempt({ REDIS_URL: redis.url });
    expect([keepsNothing.code, keepsNothing.printed]).toEqual([1, expect.stringMatching(refusal('append'))]);
    const gone = await attempt({ REDIS_URL: `redis://127.0.0.1:${await freePort()}` });
    expect([gone.code, gone.printed]).toEqual([1, expect.stringMatching(refusal('R(EDIS_URL|edis)'))]);
  });
});
