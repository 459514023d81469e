/** Pages of others, keys that are none, and strangers: what they are told. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, createBoard, type Member } from '../kit/board-client.ts';
import { startBoardServer, type BoardServer } from '../kit/board-server.ts';
import { DocumentClient } from '../kit/document-client.ts';
import { eventually } from '../kit/eventually.ts';
import { RawSocket, upgradeHead } from '../kit/raw-socket.ts';

let server: BoardServer;
let noor: Member;
beforeAll(async () => {
  server = await startBoardServer();
  noor = await createBoard(server.url, { template: 'operational' });
});
afterAll(() => server.stop());

/** The code with which an upgrade is refused, or what came instead. */
const upgradeRefusal = async (path: string, headers: Record<string, string>): Promise<string> => {
  const raw = await RawSocket.open(server.url);
  raw.send(upgradeHead(path, headers));
  await eventually(() => raw.text.includes('\r\n\r\n') && (raw.text.includes('}}') || raw.text.includes(' 101 ')));
  raw.drop();
  return /"code":"(\w+)"/.exec(raw.text)?.[1] ?? raw.text.slice(0, 40);
};

describe('where a request comes from', () => {
  const evil = (): [what: string, origin: string][] => {
    const { host, hostname } = new URL(server.url);
    return [
      ['another site', 'https://evil.example'],
      ['nobody', 'null'],
      ['nothing', ''],
      ['a subdomain', `http://a.${host}`],
      ['a longer name', `http://${host}.evil.example`],
      ['a name that ends alike', `http://evil${host}`],
      ['another port', `http://${hostname}:1`],
      ['the default port', `http://${hostname}`],
      ['a user in front', `http://${host}@evil.example`],
      ['our name as a user', `http://${hostname}:80@evil.example:80`],
      ['us, with a user', `http://evil@${host}`],
      ['us, with a path', `http://${host}/evil`],
      ['us, by another scheme', `ftp://${host}`],
      ['us, by a scheme of programs', `chrome-extension://${host}`],
      ['two of them', `http://${host}, https://evil.example`],
      ['a space in front of us', `http://${host} https://evil.example`],
    ];
  };

  it('S10 only our own pages get through, on HTTP and on both sockets', async () => {
    const { host } = new URL(server.url);
    const Cookie = `readback.${noor.boardId}=${noor.key}`;
    for (const [what, Origin] of evil()) {
      const { body } = await call(`${server.url}/api/boards/${noor.boardId}`, { headers: { Cookie, Origin } });
      expect([what, body['rejection']]).toMatchObject([what, { code: 'bad_origin' }]);
      for (const path of [`/yjs/${noor.boardId}/board`, '/socket.io/?EIO=4&transport=websocket']) {
        const code = await upgradeRefusal(path, { Host: host, Origin, Cookie });
        expect([what, path, code]).toEqual([what, path, 'bad_origin']);
      }
    }
    const ours = new DocumentClient(noor, 'board', { headers: { Cookie, Origin: server.url } });
    await (await ours.synced()).close();
  });

  it('S10 garbage in cookies and authorizations is nobody', async () => {
    const url = `${server.url}/api/boards/${noor.boardId}`;
    const cookies = [
      '=',
      ';;;=;',
      `readback.${noor.boardId}`,
      `readback.${noor.boardId}=`,
      `READBACK.${noor.boardId}=${noor.key}`,
      `readback.${noor.boardId}="${noor.key}"`,
      `readback.${noor.boardId}=${noor.key}x`,
      `${'a=b;'.repeat(2000)}`,
      `readback.__proto__=${noor.key}`,
    ];
    for (const Cookie of cookies) {
      expect([Cookie.slice(0, 60), (await call(url, { headers: { Cookie } })).status]).toEqual([
        Cookie.slice(0, 60),
        404,
      ]);
    }
    const schemes = [
      'Basic',
      'bearer',
      'Bearer ',
      `Bearer  ${noor.key}`,
      `Bearer ${noor.key} x`,
      noor.key,
      'Bearer __proto__',
    ];
    for (const Authorization of schemes) {
      const { status } = await call(url, { headers: { Authorization } });
      expect([Authorization, status]).toEqual([Authorization, 404]);
    }
  });
});

describe('what a stranger learns', () => {
  it('S3 of a board that is not theirs, on every address, no more than of one that is not there', async () => {
    const stranger = await createBoard(server.url);
    const asked: [method: string, path: string, body?: object][] = [
      ['GET', ''],
      ['DELETE', ''],
      ['POST', '/commands', { commandId: 'c', type: 'round.open', seen: 1 }],
      ['POST', '/keys'],
      ['POST', `/participants/${noor.participantId}/keys`],
      ['POST', '/session', { key: stranger.key }],
      ['DELETE', '/session'],
      ['GET', '/export.json'],
      ['GET', '/export.md'],
      ['GET', '/export.csv'],
      ['GET', '/return.ics'],
    ];
    const seen = async (board: string, [method, path, body]: (typeof asked)[number]) => {
      const url = `${server.url}/api/boards/${board}${path}`;
      const found = await call(url, { method, key: stranger.key, ...(body === undefined ? {} : { body }) });
      const headers = [...found.headers].filter(([name]) => !['date', 'set-cookie'].includes(name));
      return { path, method, status: found.status, body: found.body, headers };
    };
    for (const request of asked) {
      expect(await seen(noor.boardId, request)).toEqual(await seen('A'.repeat(22), request));
    }
  });

  it('S3 and no more by the time an answer takes', async () => {
    const stranger = await createBoard(server.url);
    const time = async (board: string): Promise<number> => {
      const from = performance.now();
      await call(`${server.url}/api/boards/${board}`, { key: stranger.key });
      return performance.now() - from;
    };
    const times: [forbidden: number[], unknown: number[]] = [[], []];
    for (let i = 0; i < 300; i++) {
      times[0].push(await time(noor.boardId));
      times[1].push(await time(`${String(i).padStart(4, '0')}${'A'.repeat(18)}`));
    }
    const [forbidden, unknown] = times.map((all) => all.sort((a, b) => a - b)[150] ?? 0);
    console.info(`median ms of a refusal: forbidden ${forbidden?.toFixed(2)}, unknown ${unknown?.toFixed(2)}`);
    expect(times[0]).toHaveLength(times[1].length);
  });
});
