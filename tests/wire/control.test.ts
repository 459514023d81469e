/** The control socket as a program meets it. */

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { VisibleEntry } from '../../shared/board/visible.ts';
import {
  call,
  command,
  connectControl,
  createBoard,
  joinBoard,
  viewBoard,
  type ControlClient,
} from '../kit/board-client.ts';
import { startBoardServer, type BoardServer } from '../kit/board-server.ts';
import { eventually } from '../kit/eventually.ts';

let server: BoardServer;
const open: ControlClient[] = [];
beforeAll(async () => {
  server = await startBoardServer();
});
afterAll(async () => {
  for (const client of open) client.close();
  await server.stop();
});

const connect: typeof connectControl = async (member, options) => {
  const client = await connectControl(member, options);
  open.push(client);
  return client;
};

const entriesOf = ({ received }: ControlClient): VisibleEntry[] =>
  received.flatMap(({ event, payload }) => (event === 'entries' ? (payload as VisibleEntry[]) : []));
const typesOf = (client: ControlClient) => entriesOf(client).flatMap(({ events }) => events.map(({ type }) => type));
const byesOf = ({ received }: ControlClient) =>
  received.flatMap(({ event, payload }) => (event === 'bye' ? [(payload as { reason: string }).reason] : []));
const refusal = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'connected',
    (fault: { message: string }) => fault.message,
  );

describe('commands', () => {
  it('D4 a command is acknowledged with its seq, and its entry reaches everybody', async () => {
    const noor = await createBoard(server.url);
    const ana = await joinBoard(server.url, noor.boardId);
    const [a, b] = [await connect(noor), await connect(ana)];
    const sent = { commandId: randomUUID(), type: 'board.configure', title: 'Atlas' };
    const ack = await a.send(sent);
    expect(ack).toEqual({ ok: true, seq: 3 });
    expect(await b.send(sent)).toMatchObject({ ok: false, rejection: { code: 'forbidden' } });
    expect(await a.send(sent)).toEqual(ack);
    await eventually(() => entriesOf(b).some(({ seq }) => seq === 3));
    expect(entriesOf(b).filter(({ seq }) => seq === 3)).toHaveLength(1);
  });

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['a number', 7],
    ['an array', [[]]],
    ['bytes', new Uint8Array(2000)],
    ['no type', { commandId: 'x' }],
    ['a type every object has', { commandId: 'x', type: 'toString' }],
    ['a prototype', JSON.parse('{"commandId":"x","type":"round.open","__proto__":{"seen":1}}')],
    [
      'deep nesting',
      JSON.parse(`{"commandId":"x","type":"dimension.add","dimension":${'['.repeat(3000)}${']'.repeat(3000)}}`),
    ],
  ])('A1 a command that is %s is refused by name, and the socket goes on', async (_what, payload) => {
    const noor = await createBoard(server.url);
    const client = await connect(noor);
    const ack = (await client.socket.timeout(5000).emitWithAck('command', payload)) as object;
    expect(ack).toMatchObject({ ok: false, rejection: { code: 'malformed' } });
    expect(await client.send({ commandId: 'y', type: 'board.configure', title: 'Fine' })).toMatchObject({ ok: true });
  });

  it('A1 a client that omits the ack, or sends what is no event, ends nothing', async () => {
    const noor = await createBoard(server.url);
    const client = await connect(noor);
    client.socket.emit('command', { commandId: 'x', type: 'board.configure', title: 'No ack' });
    client.socket.emit('command');
    client.socket.emit('no-such-event', { a: 1 }, 'b');
    client.socket.emit('signal', { type: 'spotlight', dimensionId: 7 });
    await eventually(async () => (await viewBoard(noor)).view.board['title'] === 'No ack');
    expect(client.socket.connected).toBe(true);
  });

  it('A2 commands faster than the limit are answered by name, and a flood ends its own connection', async () => {
    const noor = await createBoard(server.url);
    const ben = await joinBoard(server.url, noor.boardId);
    const [flood, calm] = [await connect(noor), await connect(ben)];
    const codes = new Set<string>();
    const note = (ack: { ok: boolean; rejection?: { code: string } }) => codes.add(ack.rejection?.code ?? 'ok');
    for (let i = 0; i < 600; i++) flood.socket.emit('command', { commandId: `c${i}`, type: 'x' }, note);
    await eventually(() => byesOf(flood).includes('too_many'));
    expect(codes).toContain('rate_limited');
    expect(await calm.send({ commandId: 'x', type: 'participant.rename', name: 'Ben' })).toMatchObject({ ok: true });
  });
});

describe('coming and going', () => {
  it('S3 a wrong key, a wrong board and a foreign page get nothing, alike', async () => {
    const noor = await createBoard(server.url);
    const other = await createBoard(server.url);
    expect(await refusal(connectControl({ ...noor, key: other.key }))).toBe('not_found');
    expect(await refusal(connectControl({ ...noor, boardId: 'A'.repeat(22) }))).toBe('not_found');
    expect(await refusal(connectControl({ url: server.url, boardId: noor.boardId }))).toBe('not_found');
    const Cookie = `readback.${noor.boardId}=${noor.key}`;
    const withoutKey = { url: server.url, boardId: noor.boardId };
    expect(await refusal(connectControl(withoutKey, { headers: { Cookie } }))).toBe('not_found');
    const foreign = { Cookie, Origin: 'https://evil.example' };
    expect(await refusal(connectControl(withoutKey, { headers: foreign }))).toBe('websocket error');
    const ours = await connect(withoutKey, { headers: { Cookie, Origin: server.url } });
    expect(ours.socket.connected).toBe(true);
  });

  it('D5 who comes back with the last seq gets what was missed, none twice', async () => {
    const noor = await createBoard(server.url);
    const first = await connect(noor);
    for (let i = 0; i < 5; i++) await first.send({ commandId: `t${i}`, type: 'board.configure', title: `T${i}` });
    await eventually(() => entriesOf(first).at(-1)?.seq === 6);
    const back = await connect(noor, { after: 3 });
    await eventually(() => entriesOf(back).length === 3);
    expect(entriesOf(back)).toEqual(entriesOf(first).filter(({ seq }) => seq > 3));
    const whole = await connect(noor);
    await eventually(() => entriesOf(whole).length === entriesOf(first).length);
    expect(entriesOf(whole)).toEqual(entriesOf(first));
  });

  it('S12 a removed person is told and cut off at once, and so is an ended key', async () => {
    const noor = await createBoard(server.url);
    const [ana, ben] = [await joinBoard(server.url, noor.boardId), await joinBoard(server.url, noor.boardId)];
    const [a, b] = [await connect(ana), await connect(ben)];
    await command(noor, 'participant.remove', { participantId: ana.participantId });
    await eventually(() => byesOf(a).includes('removed') && !a.socket.connected);
    await call(`${server.url}/api/boards/${noor.boardId}/participants/${ben.participantId}/keys`, {
      method: 'POST',
      key: noor.key,
    });
    await eventually(() => byesOf(b).includes('key_ended') && !b.socket.connected);
  });

  it('S11 presence says who is here, once each, however many tabs they have', async () => {
    const noor = await createBoard(server.url);
    const ana = await joinBoard(server.url, noor.boardId);
    const watcher = await connect(noor);
    const [one, two] = [await connect(ana), await connect(ana)];
    const arrivals = () =>
      watcher.received.flatMap(({ event, payload }) =>
        event === 'presence' ? ((payload as { arrived?: string[] }).arrived ?? []) : [],
      );
    const isOnline = async () =>
      (await viewBoard(noor)).view.participants.find(({ id }) => id === ana.participantId)?.['online'] === true;
    await eventually(() => arrivals().includes(ana.participantId));
    one.close();
    expect(await isOnline()).toBe(true);
    two.close();
    await eventually(async () => !(await isOnline()));
    expect(arrivals().filter((id) => id === ana.participantId)).toHaveLength(1);
  });

  it('D5 a new facilitator who could not know who waits at the door is asked to load the board again', async () => {
    const noor = await createBoard(server.url);
    const ana = await joinBoard(server.url, noor.boardId);
    const client = await connect(ana);
    await command(noor, 'board.configure', { rules: { approval: true } });
    const url = `${server.url}/api/boards/${noor.boardId}/participants`;
    await call(url, { method: 'POST', body: { commandId: randomUUID(), name: 'Ben' } });
    await command(noor, 'facilitator.grant', { participantId: ana.participantId });
    await eventually(() => byesOf(client).includes('refresh'));
    expect((await viewBoard(ana)).view.participants.at(-1)).toMatchObject({ name: 'Ben', pending: true });
  });

  it('S12 a deleted board says so to those who are there', async () => {
    const noor = await createBoard(server.url);
    const client = await connect(noor);
    await call(`${server.url}/api/boards/${noor.boardId}`, { method: 'DELETE', key: noor.key });
    await eventually(() => byesOf(client).includes('erased'));
  });
});

describe('what is shown', () => {
  it('S1 S10 neither keys, nor passphrases, nor the seal, nor the reading ids of others are in any entry', async () => {
    const noor = await createBoard(server.url);
    const ana = await joinBoard(server.url, noor.boardId);
    const client = await connect(ana);
    await command(noor, 'board.configure', { passphrase: 'correct horse' });
    await command(noor, 'round.open');
    await command(noor, 'round.reveal');
    await eventually(() => typesOf(client).includes('round.revealed'));
    const everything = JSON.stringify(client.received);
    const { readingId } = (await viewBoard(noor)).view.me;
    for (const secret of ['hash', 'correct horse', 'round.sealed', 'key.added', readingId]) {
      expect(everything).not.toContain(secret);
    }
    expect(everything).toContain('hasPassphrase');
  });

  it('S7 marks reach others as totals, three people at a time', async () => {
    const noor = await createBoard(server.url, { template: 'operational' });
    const people = [];
    for (const name of ['Ana', 'Ben', 'Eli']) people.push(await joinBoard(server.url, noor.boardId, { name }));
    await command(noor, 'round.open');
    await command(noor, 'round.reveal');
    const watcher = await connect(noor, { after: (await viewBoard(noor)).seq });
    const [ana, ben, eli] = people;
    const mark = { dimensionId: 'who', mark: 'matters', on: true };
    for (const person of [ana, ben]) if (person !== undefined) await command(person, 'dimension.mark', mark);
    expect((await viewBoard(noor)).view['marks']).toEqual([]);
    expect(entriesOf(watcher)).toEqual([]);
    if (eli !== undefined) await command(eli, 'dimension.mark', mark);
    await eventually(() => typesOf(watcher).includes('marks.shown'));
    expect(typesOf(watcher)).not.toContain('dimension.marked');
    expect((await viewBoard(noor)).view['marks']).toContainEqual({ dimensionId: 'who', matters: 3, open: 0 });
  });

  it('S9 a spotlight is a facilitator’s, and only once there is something to see', async () => {
    const noor = await createBoard(server.url, { template: 'operational' });
    const ana = await joinBoard(server.url, noor.boardId);
    const [lead, other] = [await connect(noor), await connect(ana)];
    const spots = () => other.received.filter(({ event }) => event === 'spotlight').map(({ payload }) => payload);
    lead.socket.emit('signal', { type: 'spotlight', dimensionId: 'too_early' });
    await command(noor, 'round.open');
    await command(noor, 'round.reveal');
    other.socket.emit('signal', { type: 'spotlight', dimensionId: 'not_mine' });
    lead.socket.emit('signal', { type: 'spotlight', dimensionId: 'who' });
    await eventually(() => spots().length > 0);
    expect(spots()).toEqual([{ by: noor.participantId, dimensionId: 'who', readingId: null }]);
  });
});
