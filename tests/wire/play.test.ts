/**
 * Every written workshop through real server processes, by the player that anyone can run: on LMDB, and on Redis with the
 * people spread over two nodes. The wall holds exactly what the case says, and everyone gets the same one.
 */

import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { differences } from '../../server/play/outcome.ts';
import { playWorkshop, type Played } from '../../server/play/workshop.ts';
import { systemClock } from '../../server/runtime/clock.ts';
import { systemRandom } from '../../server/runtime/random.ts';
import { repository } from '../../server/start/run.mjs';
import { startRedisServer } from '../kit/redis-server.ts';
import { startServerProcess, type ServerProcess } from '../kit/server-process.ts';
import { CASE_NAMES, casePath, readCase, scriptOf } from '../kit/workshop-cases.ts';

const cleanUps: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const cleanUp of cleanUps.reverse()) await cleanUp();
});

let alone: ServerProcess;
beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'readback-play-'));
  cleanUps.push(() => rm(folder, { recursive: true, force: true }));
  alone = await startServerProcess({ DATA_DIR: join(folder, 'data') });
  cleanUps.push(alone.stop);
});

const play = async (name: string, urls: readonly [string, ...string[]], onProgress = (_line: string) => undefined) => {
  const workshop = readCase(name);
  const script = scriptOf(workshop);
  const played = await playWorkshop(script, {
    urls,
    speed: Infinity,
    clock: systemClock(),
    random: systemRandom(),
    onLink: () => undefined,
    onProgress,
  });
  return { workshop, script, played };
};

interface Ended {
  readonly code: number;
  readonly lines: readonly string[];
  readonly complaints: readonly string[];
}

/** `npm run play -- …`, as it stands in the README. */
const runPlay = (...words: readonly string[]): Promise<Ended> =>
  new Promise((resolve) => {
    execFile('npm', ['run', '--silent', 'play', '--', ...words], { cwd: repository }, (fault, stdout, stderr) => {
      const linesOf = (text: string) => text.split('\n').filter((line) => line !== '' && !line.startsWith('npm warn'));
      resolve({ code: Number(fault?.code ?? 0), lines: linesOf(stdout), complaints: linesOf(stderr) });
    });
  });

describe('a written workshop on one node', () => {
  it.each(CASE_NAMES)('D3 the wall holds exactly what everyone was told is saved: %s', async (name) => {
    const { workshop, script, played } = await play(name, [alone.url]);
    expect(differences(workshop, played.rounds)).toEqual([]);
    const shown = JSON.stringify(played);
    for (const { readings } of script.rounds)
      for (const { drafts } of readings.values()) for (const draft of drafts) expect(shown).not.toContain(draft);
  });

  it('D1 goes on through the death of its server in the middle of a round', async () => {
    let restarted: Promise<void> | undefined;
    const { workshop, played } = await play('06-film-rooftop', [alone.url], (line) => {
      if (line.endsWith('is done')) restarted ??= alone.kill().then(alone.start);
      return undefined;
    });
    await restarted;
    expect(restarted).toBeDefined();
    expect(differences(workshop, played.rounds)).toEqual([]);
  });

  it('A4 is played by one command, which prints the link, then the wall', async () => {
    const { code, lines } = await runPlay(casePath('16-startup-three'), '--url', alone.url);
    expect(code).toBe(0);
    expect(lines).toHaveLength(2);
    const played = JSON.parse(lines[1]!) as Played;
    expect(lines[0]).toBe(played.url);
    expect(played.url).toBe(`${alone.url}/b/${played.boardId}`);
    expect(differences(readCase('16-startup-three'), played.rounds)).toEqual([]);
  });

  it.each([
    ['no case', 'package.json', 'Not a workshop-case/1'],
    ['no file', 'nowhere.json', 'nowhere.json cannot be read (ENOENT).'],
  ])('A4 ends with one line and code 1 when there is %s', async (_, path, line) => {
    const { code, lines, complaints } = await runPlay(path, '--url', alone.url);
    expect(code).toBe(1);
    expect(lines).toEqual([]);
    expect(complaints).toEqual([expect.stringContaining(line)]);
  });
});

describe('a written workshop on two nodes', () => {
  let nodes: readonly ServerProcess[];
  beforeAll(async () => {
    const redis = await startRedisServer();
    cleanUps.push(redis.stop);
    nodes = await Promise.all([1, 2].map(() => startServerProcess({ REDIS_URL: redis.url })));
    cleanUps.push(...nodes.map((node) => node.stop));
  });

  it.each(['11-juchu-system-ja', '15-university-two-rounds', '16-startup-three'])(
    'D3, D9 is the same for everyone, whichever node they write on: %s',
    async (name) => {
      const { workshop, played } = await play(name, [nodes[0]!.url, nodes[1]!.url]);
      expect(differences(workshop, played.rounds)).toEqual([]);
    },
  );
});
