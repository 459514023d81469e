/** The HTTP surface as a program meets it. */

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, command, createBoard, joinBoard, viewBoard } from '../kit/board-client.ts';
import { startBoardServer, type BoardServer } from '../kit/board-server.ts';

let server: BoardServer;
beforeAll(async () => {
  server = await startBoardServer();
});
afterAll(() => server.stop());

const own = () => ({ Origin: server.url });
const refusedWith = (body: Record<string, unknown>) => (body['rejection'] as { code: string; message: string }).code;

describe('creating and joining', () => {
  it('U2 a board is made, joined and seen with everything a view promises', async () => {
    const noor = await createBoard(server.url, {
      wording: 'We launch in Q1.',
      template: 'operational',
      title: 'Atlas',
    });
    const ana = await joinBoard(server.url, noor.boardId, { name: 'Ana', function: 'product' });
    const { view, seq } = await viewBoard(ana);
    expect(view.board).toMatchObject({
      id: noor.boardId,
      title: 'Atlas',
      phase: 'frame',
      round: 0,
      wording: 'We launch in Q1.',
      timeZone: 'UTC',
      seen: 1,
      rules: { mode: 'sealed', names: false, pulse: true },
    });
    expect(seq).toBe(2);
    expect(view.me).toMatchObject({ participantId: ana.participantId, facilitator: false, reads: true });
    expect(view.participants.map(({ name }) => name)).toEqual(['Noor', 'Ana']);
    expect(view.dimensions.map(({ id }) => id)).toEqual(['what', 'who', 'by_when', 'done', 'stop']);
    expect(view['outputs']).toEqual([]);
  });

  it('U2 a double press makes one participant, and one board', async () => {
    const board = { commandId: randomUUID(), name: 'Noor' };
    const [first, again] = await Promise.all(
      [0, 1].map(() => call(`${server.url}/api/boards`, { method: 'POST', body: board })),
    );
    expect(again?.body).toEqual(first?.body);
    const url = `${server.url}/api/boards/${String(first?.body['boardId'])}/participants`;
    const join = { commandId: 'short', name: 'Ana' };
    const [one, two] = await Promise.all([0, 1].map(() => call(url, { method: 'POST', body: join })));
    expect(two?.body).toEqual(one?.body);
    const view = await viewBoard({
      url: server.url,
      ...(first?.body as { boardId: string; participantId: string; key: string }),
    });
    expect(view.view.participants).toHaveLength(2);
  });

  it('D4 a join repeated from another address with an unguessable id is the same person, and a guessable one nobody', async () => {
    const { boardId } = await createBoard(server.url);
    const url = `${server.url}/api/boards/${boardId}/participants`;
    const join = { commandId: randomUUID(), name: 'Ana' };
    const first = await call(url, { method: 'POST', body: join });
    const again = await call(url, { method: 'POST', body: { ...join, name: 'Ana ' } });
    expect(again.status).toBe(201);
    expect(again.body['participantId']).toBe(first.body['participantId']);
    expect(again.body['key']).not.toBe(first.body['key']);
    const weak = await call(url, { method: 'POST', body: { commandId: 'c1', name: 'Ben' } });
    const other = await call(url, { method: 'POST', body: { commandId: 'c1', name: 'Eve' } });
    expect(other.body['participantId']).not.toBe(weak.body['participantId']);
  });

  it('S9 a passphrase, a closed door and an approval keep people out until they are let in', async () => {
    const noor = await createBoard(server.url);
    await command(noor, 'board.configure', { passphrase: 'open sesame', rules: { approval: true } });
    const url = `${server.url}/api/boards/${noor.boardId}/participants`;
    const join = (more: object) =>
      call(url, { method: 'POST', body: { commandId: randomUUID(), name: 'Ana', ...more } });
    expect(refusedWith((await join({})).body)).toBe('passphrase_required');
    expect(refusedWith((await join({ passphrase: 'wrong' })).body)).toBe('passphrase_wrong');
    const waiting = await join({ passphrase: 'open sesame' });
    expect(waiting.status).toBe(202);
    const ana = { ...noor, ...(waiting.body as { participantId: string; key: string }) };
    expect((await call(`${server.url}/api/boards/${noor.boardId}`, { key: ana.key })).body).toEqual({ pending: true });
    expect((await command(ana, 'reading.finish', { done: true })).code).toBe('pending');
    expect((await viewBoard(noor)).view.participants.at(-1)).toMatchObject({ name: 'Ana', pending: true });
    await command(noor, 'participant.admit', { participantId: ana.participantId });
    expect((await viewBoard(ana)).view.participants).toHaveLength(2);
    await command(noor, 'board.configure', { locked: true });
    expect(refusedWith((await join({ passphrase: 'open sesame' })).body)).toBe('locked');
  });

  it('U2 a spoken code leads to the board, in any spelling, until it is closed', async () => {
    const noor = await createBoard(server.url);
    const code = String((await viewBoard(noor)).view.board['code']);
    const spoken = encodeURIComponent(code.replaceAll('-', ' ').toUpperCase());
    expect((await call(`${server.url}/api/join/${spoken}`)).body).toEqual({ boardId: noor.boardId });
    await command(noor, 'round.open');
    await command(noor, 'round.reveal');
    await command(noor, 'board.close');
    expect((await call(`${server.url}/api/join/${code}`)).status).toBe(404);
  });
});

describe('identity', () => {
  it('S10 the cookie is HttpOnly, SameSite and forgotten on request; a personal link exchanges its key for it', async () => {
    const noor = await createBoard(server.url);
    const base = `${server.url}/api/boards/${noor.boardId}`;
    const { body } = await call(`${base}/keys`, { method: 'POST', key: noor.key });
    const session = await call(`${base}/session`, { method: 'POST', body: { key: body['key'] }, headers: own() });
    expect(session.status).toBe(204);
    const [cookie = ''] = session.headers.getSetCookie();
    expect(cookie).toMatch(new RegExp(`^readback\\.${noor.boardId}=[\\w-]{22}; .*Path=/; HttpOnly; SameSite=Strict$`));
    const Cookie = cookie.split(';')[0] ?? '';
    expect((await call(base, { headers: { Cookie } })).status).toBe(200);
    const gone = await call(`${base}/session`, { method: 'DELETE', headers: own() });
    expect(gone.headers.getSetCookie()[0]).toMatch(/Max-Age=0/);
  });

  it('S10 a cookie counts only for pages of ours, and a foreign origin for nothing', async () => {
    const noor = await createBoard(server.url);
    const url = `${server.url}/api/boards/${noor.boardId}/commands`;
    const Cookie = `readback.${noor.boardId}=${noor.key}`;
    const body = { commandId: randomUUID(), type: 'board.configure', title: 'Taken over' };
    const send = (headers: Record<string, string>) => call(url, { method: 'POST', body, headers });
    expect((await send({ Cookie })).status).toBe(404);
    for (const Origin of ['https://evil.example', 'null', `${server.url}.evil.example`, 'http://127.0.0.1:1']) {
      expect(refusedWith((await send({ Cookie, Origin })).body)).toBe('bad_origin');
    }
    expect((await viewBoard(noor)).view.board['title']).toBeNull();
    expect((await send({ Cookie, ...own() })).status).toBe(200);
  });

  it('S3 a board that is unknown and one that is forbidden answer alike', async () => {
    const noor = await createBoard(server.url);
    const stranger = await createBoard(server.url);
    const ask = async (board: string, key: string) => {
      const { status, body, headers } = await call(`${server.url}/api/boards/${board}`, { key });
      return { status, body, length: headers.get('content-length') };
    };
    const forbidden = await ask(noor.boardId, stranger.key);
    expect(forbidden.status).toBe(404);
    expect(await ask('A'.repeat(22), stranger.key)).toEqual(forbidden);
    expect(await ask('..%2f..%2fetc', stranger.key)).toEqual(forbidden);
    expect(await ask(noor.boardId, 'not a key')).toEqual(forbidden);
  });

  it('A6 the recovery key gives the seat back to whoever made the board', async () => {
    const noor = await createBoard(server.url);
    const ana = await joinBoard(server.url, noor.boardId);
    await command(noor, 'facilitator.grant', { participantId: ana.participantId });
    await command(ana, 'facilitator.revoke', { participantId: noor.participantId });
    expect((await viewBoard(noor)).view.me.facilitator).toBe(false);
    const base = `${server.url}/api/boards/${noor.boardId}`;
    const session = await call(`${base}/session`, { method: 'POST', body: { key: noor.recoveryKey }, headers: own() });
    expect(session.status).toBe(204);
    expect(session.headers.getSetCookie()[0]).not.toContain(noor.recoveryKey);
    expect((await viewBoard(noor)).view.me.facilitator).toBe(true);
  });

  it('S10 a replaced key ends the older ones and tells the board', async () => {
    const noor = await createBoard(server.url);
    const ana = await joinBoard(server.url, noor.boardId);
    const url = `${server.url}/api/boards/${noor.boardId}/participants/${ana.participantId}/keys`;
    const before = (await viewBoard(ana)).view.me.readingId;
    expect((await call(url, { method: 'POST', key: ana.key })).status).toBe(403);
    const { status, body } = await call(url, { method: 'POST', key: noor.key });
    expect(status).toBe(201);
    expect((await call(`${server.url}/api/boards/${noor.boardId}`, { key: ana.key })).status).toBe(404);
    const again = await viewBoard({ ...ana, key: String(body['key']) });
    expect(again.view.me.readingId).not.toBe(before);
  });
});

describe('bad input', () => {
  const post = (body: unknown, headers: Record<string, string> = {}) =>
    call(`${server.url}/api/boards`, { method: 'POST', body, headers });

  it.each([
    ['no JSON', '{"name":'],
    ['an array', []],
    ['null', null],
    ['no name', { commandId: 'c' }],
    ['a blank name', { commandId: 'c', name: '\u200b\u3164 ' }],
    ['a name of 61 letters', { commandId: 'c', name: 'x'.repeat(61) }],
    ['a name that turns the writing around', { commandId: 'c', name: 'Ana\u202e' }],
    ['a time zone that is none', { commandId: 'c', name: 'Noor', timeZone: 'Mars/Olympus' }],
    ['a template that is none', { commandId: 'c', name: 'Noor', template: '__proto__' }],
    ['a prototype', '{"commandId":"c","__proto__":{"name":"Noor"}}'],
  ])('A1 %s is refused as malformed', async (_what, body) => {
    const { status, body: answer } = await post(body);
    expect([status, refusedWith(answer)]).toEqual([400, 'malformed']);
  });

  it('A2 other media, other methods and too much are refused by name, with a sentence', async () => {
    const form = await call(`${server.url}/api/boards`, {
      method: 'POST',
      body: 'name=Noor',
      headers: { 'Content-Type': 'text/plain' },
    });
    expect([form.status, refusedWith(form.body)]).toEqual([415, 'unsupported_media']);
    const large = await post({ commandId: 'c', name: 'Noor', wording: 'x'.repeat(100_000) });
    expect([large.status, refusedWith(large.body)]).toEqual([413, 'too_large']);
    const chunks = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(1000)),
    }).pipeThrough(new TransformStream());
    const streaming: RequestInit & { duplex: 'half' } = {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: chunks,
      duplex: 'half',
    };
    const unending = fetch(`${server.url}/api/boards`, streaming);
    expect((await unending).status).toBe(413);
    const { message } = large.body['rejection'] as { message: string };
    expect(message).toMatch(/\.$/);
  });

  it('S13 every answer carries the strict policy and may not be stored', async () => {
    const { headers } = await post({});
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('content-security-policy')).not.toContain('unsafe');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it('A4 health, readiness and metrics answer', async () => {
    expect((await call(`${server.url}/healthz`)).status).toBe(200);
    expect((await call(`${server.url}/readyz`)).status).toBe(200);
    const metrics = await fetch(`${server.url}/metrics`);
    expect(await metrics.text()).toContain('readback_boards_created_total');
  });
});

describe('moving', () => {
  it('D4 one accepted command is one entry; repeated, it is answered as at first and does nothing else', async () => {
    const noor = await createBoard(server.url);
    const body = { commandId: 'again', type: 'board.configure', title: 'Once' };
    const url = `${server.url}/api/boards/${noor.boardId}/commands`;
    const first = await call(url, { method: 'POST', key: noor.key, body });
    const others = await Promise.all([1, 2, 3].map(() => call(url, { method: 'POST', key: noor.key, body })));
    for (const other of others) expect(other.body).toEqual(first.body);
    expect((await viewBoard(noor)).seq).toBe(first.body['seq']);
  });

  it('D9 of many who move at once one wins, the others are stale', async () => {
    const noor = await createBoard(server.url);
    const moves = await Promise.all(Array.from({ length: 12 }, () => command(noor, 'round.open', { seen: 1 })));
    expect(moves.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(moves.filter(({ code }) => code === 'stale')).toHaveLength(11);
    expect((await viewBoard(noor)).view.board).toMatchObject({ phase: 'write', round: 1 });
  });

  it('S9 only a facilitator moves; a refused command says why and changes nothing', async () => {
    const noor = await createBoard(server.url);
    const ana = await joinBoard(server.url, noor.boardId);
    const before = await viewBoard(noor);
    expect((await command(ana, 'round.open')).code).toBe('forbidden');
    expect((await command(noor, 'facilitator.revoke', { participantId: noor.participantId })).code).toBe(
      'last_facilitator',
    );
    expect((await command(noor, 'output.none')).code).toBe('not_available');
    expect((await command(noor, 'no.such')).code).toBe('malformed');
    expect(await viewBoard(noor)).toEqual(before);
  });

  it('D13 a deleted board is unreachable at once', async () => {
    const noor = await createBoard(server.url);
    const ana = await joinBoard(server.url, noor.boardId);
    const url = `${server.url}/api/boards/${noor.boardId}`;
    expect((await call(url, { method: 'DELETE', key: ana.key })).status).toBe(403);
    expect((await call(url, { method: 'DELETE', key: noor.key })).status).toBe(204);
    for (const { key } of [noor, ana]) expect((await call(url, { key })).status).toBe(404);
  });
});
