/** HTTP from somebody who means harm, or whose program is broken: every answer is a refusal in the one shape. */

import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { REJECTION_CODES } from '../../shared/board/rejections.ts';
import { call, createBoard, viewBoard, type Member } from '../kit/board-client.ts';
import { startBoardServer, type BoardServer } from '../kit/board-server.ts';
import { eventually } from '../kit/eventually.ts';
import { RawSocket, upgradeHead } from '../kit/raw-socket.ts';

let server: BoardServer;
let noor: Member;
beforeAll(async () => {
  server = await startBoardServer();
  noor = await createBoard(server.url, { template: 'operational' });
});
afterAll(() => server.stop());

/** Everything that came back to bytes written as they are, once it holds `until` or the connection is gone. */
const exchange = async (bytes: string | Uint8Array): Promise<string> => {
  const raw = await RawSocket.open(server.url);
  raw.send(bytes);
  await eventually(() => raw.text.includes('}}') || raw.socket.readableEnded || raw.socket.destroyed);
  raw.drop();
  return raw.text;
};
const codeIn = (text: string): string => {
  const found = /"rejection":\{"code":"(\w+)","message":"[^"]+"\}\}/.exec(text);
  return found?.[1] ?? `no refusal: ${text.slice(0, 80)}`;
};
const TELLTALE = /\bat .*\.[jt]s|node_modules|\/home|\/tmp|Error:/;

const HOST = 'Host: 127.0.0.1\r\n';
const requests: [what: string, request: string, code: string][] = [
  ['no HTTP', 'HELO\r\n\r\n', 'malformed'],
  ['no host', 'GET /api/boards/x HTTP/1.1\r\n\r\n', 'malformed'],
  ['a host with a space', 'GET /api/boards/x HTTP/1.1\r\nHost: a b\r\n\r\n', 'malformed'],
  ['a host with a path', 'GET /api/boards/x HTTP/1.1\r\nHost: a/b\r\n\r\n', 'malformed'],
  ['an address that is none', `OPTIONS * HTTP/1.1\r\n${HOST}\r\n`, 'malformed'],
  ['an expectation', `GET /api/boards/x HTTP/1.1\r\n${HOST}Expect: the-moon\r\n\r\n`, 'not_found'],
  ['40 kB of headers', `GET /api/x HTTP/1.1\r\n${HOST}X: ${'a'.repeat(40_000)}\r\n\r\n`, 'malformed'],
  [
    'two lengths',
    `POST /api/boards HTTP/1.1\r\n${HOST}Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef`,
    'malformed',
  ],
  [
    'a length and chunks',
    `POST /api/boards HTTP/1.1\r\n${HOST}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /x HTTP/1.1\r\n\r\n`,
    'malformed',
  ],
  [
    'chunks by another name',
    `POST /api/boards HTTP/1.1\r\n${HOST}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n`,
    'malformed',
  ],
  ['a header folded over lines', `GET /api/boards/x HTTP/1.1\r\n${HOST}A: b\r\n c\r\n\r\n`, 'malformed'],
  ['a zero byte', `GET /api/boards/\0 HTTP/1.1\r\n${HOST}\r\n`, 'malformed'],
  ['bytes that are no UTF-8', `GET /api/boards/%ff%fe HTTP/1.1\r\n${HOST}\r\n`, 'not_found'],
  ['a percent of nothing', `GET /api/join/%zz HTTP/1.1\r\n${HOST}\r\n`, 'not_found'],
  ['a way up', `GET /api/boards/..%2f..%2f..%2fetc%2fpasswd HTTP/1.1\r\n${HOST}\r\n`, 'not_found'],
  ['a prototype', `GET /api/boards/__proto__ HTTP/1.1\r\n${HOST}\r\n`, 'not_found'],
  ['the path of the control socket', `GET /socket.io/?EIO=4&transport=polling HTTP/1.1\r\n${HOST}\r\n`, 'not_found'],
  ['an upgrade to nowhere', upgradeHead('/nowhere'), 'not_found'],
  ['an upgrade with a foreign origin', upgradeHead('/socket.io/', { Origin: 'https://evil.example' }), 'bad_origin'],
];

describe('requests', () => {
  it.each(requests)('A1 %s is answered in the one shape and tells nothing', async (_what, request, code) => {
    const text = await exchange(request);
    expect(codeIn(text)).toBe(code);
    expect(text).not.toMatch(TELLTALE);
  });

  it('A1 random bytes end nothing but their own connection', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 300 }), async (bytes) => {
        const text = await exchange(Buffer.concat([bytes, Buffer.from('\r\n\r\n')]));
        expect(text).not.toMatch(TELLTALE);
      }),
      { numRuns: 200, seed: 7 },
    );
    expect((await call(`${server.url}/healthz`)).status).toBe(200);
  });

  it('A2 a method an address does not take is refused by name, whatever the board', async () => {
    for (const path of ['boards', 'boards/A/commands', `boards/${noor.boardId}/commands`, 'join/a-b-c']) {
      for (const method of ['PUT', 'PATCH', 'OPTIONS']) {
        const { status, body } = await call(`${server.url}/api/${path}`, { method, key: noor.key });
        expect([path, status, body['rejection']]).toMatchObject([path, 405, { code: 'method_not_allowed' }]);
      }
    }
  });

  it('A1 a connection that was turned away is not kept open, however long its peer stays', async () => {
    for (const bytes of [upgradeHead('/nowhere'), 'HELO\r\n\r\n']) {
      const raw = await RawSocket.open(server.url);
      raw.send(bytes);
      await raw.gone();
      // Our half is still open; only a server that has let go of the socket answers what comes now by a reset.
      await eventually(() => {
        raw.send('still here');
        return raw.socket.destroyed;
      });
    }
  });
});

describe('bodies', () => {
  const post = (path: string, body: unknown) =>
    call(`${server.url}/api/${path}`, { method: 'POST', body, key: noor.key });
  const json = fc.json({ maxDepth: 5 });
  const almost = (fields: Record<string, fc.Arbitrary<unknown>>) =>
    fc
      .record({ commandId: fc.oneof(fc.uuid(), fc.jsonValue()), ...fields }, { requiredKeys: [] })
      .map((record) => JSON.stringify(record));
  const value = fc.oneof(fc.jsonValue(), fc.string(), fc.constantFrom('__proto__', -1, 1e308, null, [], {}));

  it('A1 any JSON as a command, a board or a person is answered, never by a fault', async () => {
    const command = almost({
      type: fc.oneof(
        fc.constantFrom('board.configure', 'dimension.add', 'dimension.move', 'participant.rename', 'reply.add'),
        fc.constantFrom('text.regroup', 'output.record', 'checkin.record', 'round.extend', 'constructor'),
        value,
      ),
      seen: value,
      dimension: fc.oneof(fc.record({ id: value, type: value, label: value, config: value, prompt: value }), value),
      id: value,
      at: value,
      patch: value,
      rules: value,
      title: value,
      name: value,
      groups: value,
      minutes: value,
    });
    const request = almost({
      name: value,
      reads: value,
      wording: value,
      template: value,
      timeZone: value,
      after: value,
    });
    const paths = [`boards/${noor.boardId}/commands`, 'boards', `boards/${noor.boardId}/participants`];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...paths), fc.oneof(json, command, request), async (path, body) => {
        const { status, body: answer } = await post(path, body);
        expect(status).not.toBe(500);
        const refused = answer['rejection'] as { code: string } | undefined;
        if (status >= 400) expect(REJECTION_CODES).toContain(refused?.code);
        expect(JSON.stringify(answer)).not.toMatch(TELLTALE);
      }),
      { numRuns: 400, seed: 11 },
    );
    expect(server.logged()).not.toContain('"level":"error"');
    expect((await viewBoard(noor)).view.board.phase).toBe('frame');
  });

  it.each([
    ['a board', 'boards', { name: 'Noor' }],
    ['a person', 'participants', { name: 'Ana' }],
    ['a command', 'commands', { type: 'board.configure', title: 'Deep' }],
  ])('A1 depth in what nobody asked for does not hurt %s', async (_what, path, fields) => {
    const deep = `${'['.repeat(30_000)}${']'.repeat(30_000)}`;
    const text = `${JSON.stringify({ commandId: randomUUID(), ...fields }).slice(0, -1)},"x":${deep}}`;
    const { status } = await post(path === 'boards' ? path : `boards/${noor.boardId}/${path}`, text);
    expect([200, 201, 400]).toContain(status);
  });

  it('A1 a body that breaks off in the middle costs nobody else anything, and is no fault of ours', async () => {
    const head = `POST /api/boards HTTP/1.1\r\n${HOST}Content-Type: application/json\r\nContent-Length: 5000\r\n\r\n{`;
    const open = await Promise.all(
      Array.from({ length: 100 }, async () => {
        const raw = await RawSocket.open(server.url);
        raw.send(head);
        return raw;
      }),
    );
    expect((await call(`${server.url}/healthz`)).status).toBe(200);
    for (const raw of open) raw.drop();
    expect((await createBoard(server.url)).boardId).toHaveLength(22);
    expect(server.logged()).not.toContain('"level":"error"');
  });
});
