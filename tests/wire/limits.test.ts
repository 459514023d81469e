/** Limits as somebody meets who reaches them: a name, a sentence, and nobody else any worse off (A2, A3). */

import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { call, command, connectControl, createBoard, joinBoard, type Member } from '../kit/board-client.ts';
import { startBoardServer, type BoardServer } from '../kit/board-server.ts';
import { DocumentClient, ReadingClient, syncMessage } from '../kit/document-client.ts';
import { eventually } from '../kit/eventually.ts';
import { RawSocket, rawFrame } from '../kit/raw-socket.ts';

const cleanUps: (() => Promise<unknown> | void)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});
const started = async (environment: Record<string, string> = {}): Promise<BoardServer> => {
  const server = await startBoardServer({ environment });
  cleanUps.push(server.stop);
  return server;
};
const at = async (member: Member, name: string): Promise<DocumentClient> => {
  const client = await new DocumentClient(member, name).synced();
  cleanUps.push(() => client.close());
  return client;
};
const codeOf = (body: Record<string, unknown>) => (body['rejection'] as { code?: string } | undefined)?.code;
const refusal = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'connected',
    (fault: Error) => fault.message,
  );

describe('how many', () => {
  it('A2 sockets of one person: control sockets by name, document sockets by a code that stops a stock client', async () => {
    const server = await started({ LIMIT_SOCKETS_PER_PERSON: '2' });
    const noor = await createBoard(server.url);
    for (let i = 0; i < 2; i++) cleanUps.push((await connectControl(noor)).close);
    expect(await refusal(connectControl(noor))).toBe('too_many');
    for (let i = 0; i < 6; i++) await at(noor, 'board');
    expect(await new DocumentClient(noor, 'board').ended()).toEqual({ code: 4429, reason: 'too_many' });
    const ana = await joinBoard(server.url, noor.boardId);
    await at(ana, 'board');
  });

  it('A2 one person is let in no more often by asking many times at once', async () => {
    const server = await started({ LIMIT_SOCKETS_PER_PERSON: '3' });
    const noor = await createBoard(server.url);
    const { boardId, key } = noor;
    const raw = await RawSocket.upgraded(server.url, '/socket.io/?EIO=4&transport=websocket');
    cleanUps.push(() => raw.drop());
    const ask = rawFrame({ opcode: 1, payload: Buffer.from(`40${JSON.stringify({ boardId, key })}`) });
    raw.send(Buffer.concat(Array.from({ length: 100 }, () => ask)));
    await eventually(() => raw.text.includes('40{"sid"') || raw.socket.destroyed);
    expect(raw.text.split('40{"sid"').length - 1).toBeLessThanOrEqual(1);
    const asked = await Promise.all(Array.from({ length: 12 }, () => refusal(connectControl(noor))));
    expect(asked.filter((answer) => answer === 'too_many').length).toBeGreaterThanOrEqual(9 - 3);
  });

  it('A2 sockets of one address', async () => {
    const server = await started({ LIMIT_SOCKETS_PER_ADDRESS: '2', RATE_LIMIT_EXEMPT: '10.0.0.1' });
    const noor = await createBoard(server.url);
    const held = [await connectControl(noor), await connectControl(noor)];
    cleanUps.push(() => held.forEach((client) => client.close()));
    expect(await refusal(connectControl(noor))).toBe('websocket error');
    held[0]?.close();
    await eventually(async () => (await refusal(connectControl(noor))) === 'connected');
  });

  it('A2 people, questions and joins', async () => {
    const limits = {
      LIMIT_PEOPLE: '3',
      LIMIT_DIMENSIONS: '2',
      LIMIT_JOINS_PER_ADDRESS: '4',
      RATE_LIMIT_EXEMPT: '10.0.0.1',
    };
    const server = await started(limits);
    const noor = await createBoard(server.url);
    const join = (boardId: string) =>
      call(`${server.url}/api/boards/${boardId}/participants`, {
        method: 'POST',
        body: { commandId: randomUUID(), name: 'Ana' },
      });
    const answers = [];
    for (let i = 0; i < 5; i++) answers.push(await join(noor.boardId));
    expect(answers.map(({ status, body }) => codeOf(body) ?? status)).toEqual([
      201,
      201,
      'too_many_people',
      'too_many_people',
      'rate_limited',
    ]);
    expect(answers[4]?.headers.get('retry-after')).toBe('2');
    const add = (id: string) =>
      command(noor, 'dimension.add', { dimension: { id, type: 'text', label: id, prompt: '', config: {} } });
    expect((await add('a')).status).toBe(200);
    expect((await add('b')).status).toBe(200);
    expect((await add('c')).code).toBe('too_many');
  });
});

describe('how much', () => {
  it('A2 a text beyond 20 000 units is refused by name, what was there stays; a message beyond 256 kB ends the socket', async () => {
    const server = await started();
    const noor = await createBoard(server.url, { template: 'operational' });
    await command(noor, 'round.open');
    const reading = new ReadingClient(noor, 1);
    cleanUps.push(() => reading.close());
    await reading.synced();
    reading.text('what').insert(0, 'x'.repeat(19_000));
    await reading.saved();
    reading.text('what').insert(0, 'y'.repeat(1500));
    await eventually(() => reading.refusals.includes('too_large'));
    const again = new ReadingClient(noor, 1);
    cleanUps.push(() => again.close());
    await again.synced();
    expect(again.text('what').toJSON()).toBe('x'.repeat(19_000));
    again.send(syncMessage(2, new Uint8Array(257 * 1024)));
    expect((await again.ended()).code).toBe(1009);
  });

  it('A2 messages faster than 200 a second, after 400 at once, are refused by name', async () => {
    const server = await started();
    const noor = await createBoard(server.url);
    const client = await at(noor, 'board');
    for (let i = 0; i < 1000; i++) client.send(Uint8Array.of(3));
    await eventually(() => client.refusals.includes('rate_limited'));
    expect((await client.ended()).code).toBe(1008);
  });
});

describe('how slowly', () => {
  it('A3 who reads nothing is left behind and let go, and costs nobody else a wait', async () => {
    const limits = { LIMIT_UNSENT_MS: '300', LIMIT_UNSENT_BYTES: '65536', LIMIT_MESSAGES_PER_SECOND: '100000' };
    const server = await started({ ...limits, LIMIT_MESSAGE_BURST: '100000' });
    const noor = await createBoard(server.url);
    const [slow, reader] = [await joinBoard(server.url, noor.boardId), await joinBoard(server.url, noor.boardId)];
    const writer = await at(noor, 'board');
    const watching = await at(reader, 'board');
    const stuck = await RawSocket.upgraded(server.url, `/yjs/${noor.boardId}/board`, {
      Authorization: `Bearer ${slow.key}`,
    });
    cleanUps.push(() => stuck.drop());
    const shaken = stuck.received.length;
    stuck.send(rawFrame({ payload: syncMessage(0, Uint8Array.of(0)) }));
    await eventually(() => stuck.received.length > shaken);
    stuck.stopReading();
    const sockets = async () =>
      /readback_document_sockets (\d+)/.exec(await (await fetch(`${server.url}/metrics`)).text())?.[1];
    expect(await sockets()).toBe('3');
    const text = writer.doc.getText('wording');
    const waits: number[] = [];
    await eventually(
      async () => {
        const from = performance.now();
        text.delete(0, text.length);
        text.insert(0, `${waits.length} ${'w'.repeat(15_000)}`);
        await writer.saved();
        await eventually(() => watching.doc.getText('wording').toJSON() === text.toJSON());
        waits.push(performance.now() - from);
        return (await sockets()) === '2';
      },
      { withinMs: 50_000 },
    );
    const sorted = waits.sort((a, b) => a - b);
    console.info(`edits seen beside a stuck reader: ${waits.length}; ms max ${sorted.at(-1)?.toFixed(0)}`);
    await at(slow, 'board');
  });

  it('A3 who asks for the whole document without end is answered at a rate, then sent away', async () => {
    const server = await started();
    const noor = await createBoard(server.url, { wording: 'w'.repeat(4000) });
    const eve = await joinBoard(server.url, noor.boardId);
    const asking = await at(eve, 'board');
    for (let i = 0; i < 300; i++) asking.send(syncMessage(0, Uint8Array.of(0)));
    expect((await asking.ended()).code).toBe(1008);
    expect(asking.refusals).toContain('rate_limited');
    const answers = asking.received.filter((bytes) => bytes[0] === 0 && bytes[1] === 1);
    expect(answers.length).toBeLessThan(60);
    await at(noor, 'board');
  });
});
