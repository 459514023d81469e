/** What the Redis adapter refuses to start on, and the line it says then. */

import { afterEach, describe, expect, it } from 'vitest';
import { parseRedisUrl } from '../../server/store/redis/address.ts';
import { whyUnsuitable, type ServerFacts } from '../../server/store/redis/requirements.ts';
import { append, board, item, listBoards, shownStream } from './board-store/following.ts';
import { askRedis } from './redis/asking.ts';
import { redisStage } from './redis/stage.ts';

const A = board('board-a');
const stage = redisStage();
afterEach(() => stage.clear());

describe('opening the Redis store', () => {
  it.each([
    ['without an append-only file', { appends: 'never' } as const, 'appendonly yes'],
    ['that flushes once a second', { appends: 'everysec' } as const, 'REDIS_ALLOW_EVERYSEC=1'],
    ['that never flushes', { settings: { appendfsync: 'no' } }, 'appendfsync always'],
    ['that pauses flushing', { settings: { 'no-appendfsync-on-rewrite': 'yes' } }, 'no-appendfsync-on-rewrite no'],
    ['that evicts', { settings: { 'maxmemory-policy': 'allkeys-lru' } }, 'maxmemory-policy noeviction'],
    ['of a cluster', { settings: { 'cluster-enabled': 'yes' } }, 'redis-cluster://'],
  ])('A4 a server %s is refused with a line that says what to change', async (_, options, wanted) => {
    const server = await stage.server(options);
    await expect(stage.open(server)).rejects.toThrow(wanted);
  });

  it.each([
    ['redis-cluster', '', 'cluster-enabled yes'],
    ['redis-sentinel', '/main', 'sentinel'],
  ])('A4 a single server is refused as %s://', async (scheme, path, wanted) => {
    const { port } = await stage.server();
    await expect(stage.open({ url: `${scheme}://127.0.0.1:${port}${path}` })).rejects.toThrow(wanted);
  });

  it('A4 a replica is refused', async () => {
    const master = await stage.server();
    const replica = await stage.server({ replicaOf: master });
    await expect(stage.open(replica)).rejects.toThrow('it must be the master');
  });

  it('A4 a server that is not there, or hangs, is refused', async () => {
    const server = await stage.server();
    await server.kill();
    await expect(stage.open(server)).rejects.toThrow(`127.0.0.1:${server.port} (ECONNREFUSED)`);
    await server.restart();
    server.freeze();
    await expect(stage.open(server)).rejects.toThrow('No answer');
    server.thaw();
  });

  it('A4 a password that is wrong, or missing, is told without saying any', async () => {
    const server = await stage.server({ settings: { requirepass: 'right-one' } });
    for (const credentials of ['', ':wrong-one@', 'nobody:wrong-one@']) {
      const opening = stage.open({ url: `redis://${credentials}127.0.0.1:${server.port}` });
      await expect(opening).rejects.toThrow(
        /^REDIS_URL has a user name or password that Redis at [\d.:]+ does not accept$/,
      );
    }
    const store = await stage.open({ url: `redis://:right-one@127.0.0.1:${server.port}` });
    await store.ping();
  });

  it('A4 where settings may not be looked at, REDIS_ALLOW_EVERYSEC lets the server pass', async () => {
    const server = await stage.server({ appends: 'everysec' });
    await askRedis(server.port, ['ACL', 'SETUSER', 'limited', 'on', '>pw', '~rb:*', '&rb:*', '+@all', '-config']);
    const url = `redis://limited:pw@127.0.0.1:${server.port}`;
    await expect(stage.open({ url })).rejects.toThrow(/CONFIG GET.*REDIS_ALLOW_EVERYSEC=1/);
    const store = await stage.open({ url, allowsEverysec: true });
    await append(store, A, [item('events', 'a')]);
    expect(await listBoards(store)).toEqual([A]);
  });

  it('A4 a store opened for reading reads what any server holds, and writes nothing', async () => {
    const server = await stage.server({ appends: 'everysec' });
    const writer = await stage.open({ ...server, allowsEverysec: true });
    await append(writer, A, [item('events', 'a')]);
    const reader = await stage.open({ ...server, isReadOnly: true });
    expect(await shownStream(reader, A, 'events')).toEqual(['events@1=a']);
    await expect(reader.append(A, [item('events')])).rejects.toThrow('for reading only');
    await expect(reader.erase(A)).rejects.toThrow('for reading only');
    expect(await reader.head(A)).toEqual({ seq: 1, fence: 0 });
  });
});

describe('REDIS_URL', () => {
  const access = { isEncrypted: false, username: undefined, password: undefined, database: 0 };
  const local = { host: 'localhost', port: 6379 };

  it('A4 names one server, sentinels and their master, or nodes of a cluster', () => {
    expect(parseRedisUrl('redis://localhost')).toEqual({ kind: 'single', endpoint: local, access });
    expect(parseRedisUrl('rediss://me:p%40ss@[::1]:7000/3')).toEqual({
      kind: 'single',
      endpoint: { host: '::1', port: 7000 },
      access: { isEncrypted: true, username: 'me', password: 'p@ss', database: 3 },
    });
    expect(parseRedisUrl('redis-sentinel://:pw@a,b:27000/main')).toEqual({
      kind: 'sentinel',
      sentinels: [
        { host: 'a', port: 26_379 },
        { host: 'b', port: 27_000 },
      ],
      masterName: 'main',
      access: { ...access, password: 'pw' },
    });
    expect(parseRedisUrl('redis-cluster://localhost,b:7001')).toEqual({
      kind: 'cluster',
      seeds: [local, { host: 'b', port: 7001 }],
      access,
    });
  });

  it.each([
    '',
    'localhost',
    'http://secret@localhost',
    'redis://',
    'redis://me:secret@',
    'redis://a,b',
    'redis://a:secret',
    'redis://a:99999',
    'redis://:secret@a/notanumber',
    'redis-sentinel://:secret@a',
    'redis-cluster://:secret@a/1',
    'redis://:se%zzcret@a',
    'redis://:sec@ret@a',
  ])('A4 %j is refused by a line that does not repeat it', (url) => {
    const parse = () => parseRedisUrl(url);
    expect(parse).toThrow(/^REDIS_URL must be redis:\/\//);
    expect(parse).not.toThrow('secret');
  });
});

describe('the requirements on a Redis server', () => {
  const fit: ServerFacts = {
    version: '7.0.15',
    mode: 'standalone',
    role: 'master',
    runId: 'a',
    replicas: 0,
    isLoading: false,
    keepsAppendOnlyFile: true,
    evictionPolicy: 'noeviction',
  };
  const always = { appendfsync: 'always', pausesWhileRewriting: false };
  const requirements = { mode: 'standalone', allowsEverysec: false, isReadOnly: false } as const;

  it('A4 a server before version 7 is refused, one of version 10 is not', () => {
    expect(whyUnsuitable({ ...fit, version: '6.2.14' }, always, requirements)).toContain('7.0 or later');
    expect(whyUnsuitable({ ...fit, version: '10.0.0' }, always, requirements)).toBeUndefined();
  });

  it('A4 a sentinel in the place of a server is refused with the form that fits', () => {
    expect(whyUnsuitable({ ...fit, mode: 'sentinel' }, undefined, requirements)).toContain('redis-sentinel://');
  });
});
