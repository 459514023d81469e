/**
 * Document sockets in the hands of somebody who has a key and means harm. All the while honest people use stock
 * providers on the same board, and commands on another; what they wait is printed, never asserted.
 */

import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as encoding from 'lib0/encoding';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { command, createBoard, joinBoard, type Member } from '../kit/board-client.ts';
import { awarenessMessage, DocumentClient, documentUrl, ReadingClient, syncMessage } from '../kit/document-client.ts';
import { eventually } from '../kit/eventually.ts';
import { encoded, gapOf, hostileUpdates, mutated, updateOf } from '../kit/hostile-updates.ts';
import { RawSocket, rawFrame, type RawFrame } from '../kit/raw-socket.ts';
import { seeded } from '../kit/seeded.ts';
import { startServerProcess, type ServerProcess } from '../kit/server-process.ts';

const SEED = 20_260_301;

let folder: string;
let server: ServerProcess;
let pid: number;
let [noor, ana, eve, elsewhere]: Member[] = [];
let bystanders: WebsocketProvider[];
const waits: number[] = [];

const residentMb = async (): Promise<number> =>
  Number(/VmRSS:\s+(\d+)/.exec(await readFile(`/proc/${server.pid()}/status`, 'utf8'))?.[1]) / 1024;

const member = (found: Member | undefined): Member => {
  if (found === undefined) throw new Error('Nobody joined');
  return found;
};

/** The provider everybody uses, with a key in a header because this is no browser. */
const stockProvider = (who: Member, name: string): WebsocketProvider => {
  class KeyedSocket extends WebSocket {
    constructor(address: string | URL, protocols?: string | string[]) {
      super(address, protocols, { headers: { Authorization: `Bearer ${who.key}` } });
    }
  }
  const [, base = ''] = /^(.*)\/[^/]+$/.exec(documentUrl(who, name)) ?? [];
  return new WebsocketProvider(base, name, new Y.Doc(), {
    disableBc: true,
    WebSocketPolyfill: KeyedSocket as unknown as typeof globalThis.WebSocket,
  });
};

/** Runs `attack`; meanwhile somebody on another board gives one command after another. */
const besides = async (attack: () => Promise<void>): Promise<void> => {
  let isOver = false;
  const attacked = attack().finally(() => {
    isOver = true;
  });
  while (!isOver) {
    const from = performance.now();
    const title = `Title ${waits.length}`;
    expect((await command(member(elsewhere), 'board.configure', { title })).status).toBe(200);
    waits.push(performance.now() - from);
  }
  await attacked;
};

/** Sends all of it, over as many connections as it takes. @returns close codes by how often */
const sendAll = async (who: Member, name: string, messages: readonly Uint8Array[]): Promise<Map<number, number>> => {
  const codes = new Map<number, number>();
  for (let next = 0; next < messages.length;) {
    const socket = await RawSocket.upgraded(server.url, `/yjs/${who.boardId}/${name}?ack=1`, {
      Authorization: `Bearer ${who.key}`,
    });
    // A connection is closed at the latest with its fiftieth refusal; a close frame begins with 0x88.
    for (const message of messages.slice(next, next + 60)) socket.send(rawFrame({ payload: message }));
    next += 60;
    socket.send(rawFrame({ opcode: 8, payload: Uint8Array.of(3, 232) }));
    await socket.gone();
    const at = socket.received.lastIndexOf(0x88);
    const code = at < 0 ? 0 : socket.received.readUInt16BE(at + 2);
    codes.set(code, (codes.get(code) ?? 0) + 1);
    socket.drop();
  }
  return codes;
};

const honest = 'We launch in Q1.';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'readback-hostile-'));
  server = await startServerProcess({ DATA_DIR: folder, LOG_LEVEL: 'debug' });
  pid = server.pid();
  noor = await createBoard(server.url, { template: 'operational', wording: honest });
  [ana, eve] = [await joinBoard(server.url, noor.boardId), await joinBoard(server.url, noor.boardId, { name: 'Eve' })];
  elsewhere = await createBoard(server.url, { wording: 'Elsewhere.' });
  bystanders = [stockProvider(noor, 'board'), stockProvider(ana, 'board'), stockProvider(elsewhere, 'board')];
  for (const provider of bystanders) await eventually(() => provider.synced);
});
afterAll(async () => {
  for (const provider of bystanders) provider.destroy();
  const sorted = waits.sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(sorted.length * share)]?.toFixed(1);
  console.info(
    `commands on another board meanwhile: ${waits.length}; ms p50 ${at(0.5)}, p99 ${at(0.99)}, max ${at(0.9999)}`,
  );
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

const textAt = (provider: WebsocketProvider | undefined) => provider?.doc.getText('wording').toJSON();
let edits = 0;
/** The same process, honest people still at work with each other, and nothing hostile served to who comes now. */
const allIsWell = async (): Promise<void> => {
  expect(server.pid()).toBe(pid);
  const [first, second] = bystanders;
  const mark = `${honest} ${++edits}`;
  const text = first?.doc.getText('wording');
  text?.delete(0, text.length);
  text?.insert(0, mark);
  await eventually(() => textAt(second) === mark);
  const late = await new DocumentClient(member(eve), 'board').synced();
  expect(late.doc.getText('wording').toJSON()).toBe(mark);
  expect(Buffer.concat(late.received).includes('HOSTILE')).toBe(false);
  expect([...late.doc.share.keys()].sort()).toEqual(['notes', 'wording']);
  expect(late.doc.store.pendingStructs).toBeNull();
  await late.close();
};
const victim = () => bystanders[0]?.doc.clientID ?? 0;

describe('frames', () => {
  const wrong: [what: string, frames: RawFrame[]][] = [
    ...[1, 2, 4, 7].map((reserved): [string, RawFrame[]] => [`reserved bits ${reserved}`, [{ reserved }]]),
    ...[3, 7, 11, 15].map((opcode): [string, RawFrame[]] => [`opcode ${opcode}`, [{ opcode }]]),
    ['no mask', [{ isMasked: false, payload: Uint8Array.of(0, 0, 1, 0) }]],
    ['a length of 2^63', [{ claims: 2n ** 63n }]],
    ['a length of 2^62', [{ claims: 2n ** 62n }]],
    ['257 kB', [{ payload: new Uint8Array(257 * 1024) }]],
    ['a text', [{ opcode: 1, payload: Buffer.from('hello') }]],
    ['a text that is no UTF-8', [{ opcode: 1, payload: Uint8Array.of(0xc3, 0x28) }]],
    ['a reason that is no UTF-8', [{ opcode: 8, payload: Uint8Array.of(3, 232, 0xc3, 0x28) }]],
    ['a close code that is none', [{ opcode: 8, payload: Uint8Array.of(0, 5) }]],
    ['a close of one byte', [{ opcode: 8, payload: Uint8Array.of(3) }]],
    ['a long ping', [{ opcode: 9, payload: new Uint8Array(126) }]],
    ['a ping in pieces', [{ opcode: 9, isFinal: false }]],
    ['a continuation of nothing', [{ opcode: 0 }]],
    ['fragments without end', Array.from({ length: 200 }, (_, i) => ({ opcode: i === 0 ? 2 : 0, isFinal: false }))],
    ['no bytes at all', [{ payload: new Uint8Array() }]],
  ];

  it('A1 what is no frame, or too large a one, ends its own connection and nothing else', async () => {
    await besides(async () => {
      for (const [what, frames] of wrong) {
        const { boardId, key } = member(eve);
        const raw = await RawSocket.upgraded(server.url, `/yjs/${boardId}/board`, { Authorization: `Bearer ${key}` });
        for (const frame of frames) raw.send(rawFrame(frame));
        await raw.gone().catch(() => expect(what).toBe('ended'));
        raw.drop();
      }
    });
    await allIsWell();
  });

  it('A1 pings by the hundred thousand, with nobody reading the answers, are not answered for ever', async () => {
    const before = await residentMb();
    await besides(async () => {
      const { boardId, key } = member(eve);
      for (const path of [`/yjs/${boardId}/board`, '/socket.io/?EIO=4&transport=websocket']) {
        const raw = await RawSocket.upgraded(server.url, path, { Authorization: `Bearer ${key}` });
        raw.stopReading();
        const many = Buffer.concat(Array(5000).fill(rawFrame({ opcode: 9, payload: new Uint8Array(125) })) as Buffer[]);
        await eventually(() => {
          if (raw.socket.writableLength < 2 ** 20) raw.send(many);
          return raw.socket.destroyed;
        });
      }
    });
    await allIsWell();
    expect((await residentMb()) - before).toBeLessThan(150);
  });
});

describe('messages', () => {
  it('A1 random and mutated bytes by the thousand are refused, one and all', async () => {
    const random = seeded(SEED);
    const honestOnes = [
      syncMessage(0, Uint8Array.of(0)),
      syncMessage(
        2,
        updateOf((doc) => doc.getText('wording').insert(0, 'HOSTILE'), victim()),
      ),
      ...hostileUpdates(victim())
        .slice(0, 12)
        .map(([, update]) => syncMessage(2, update)),
      awarenessMessage(victim(), 3, { user: { name: 'HOSTILE' } }),
    ];
    const messages = Array.from({ length: 3000 }, (_, i) =>
      i % 3 === 0
        ? Uint8Array.from(randomBytes(1 + Math.floor(random() * 60)))
        : mutated(honestOnes[i % honestOnes.length] ?? Uint8Array.of(0), random),
    ).filter((message) => !Buffer.from(message).includes('HOSTILE'));
    await besides(async () => void (await sendAll(member(eve), 'board', messages)));
    await allIsWell();
  });

  it.each([
    ['an update', 2],
    ['an answer', 1],
  ] as const)('A1, S2, S11: nothing hostile gets in as %s', async (_what, kind) => {
    const before = await residentMb();
    await besides(async () => {
      for (const [what, update] of hostileUpdates(victim())) {
        const codes = await sendAll(member(eve), 'board', [syncMessage(kind, update)]);
        expect([what, [...codes.keys()].every((code) => code !== 1011)]).toEqual([what, true]);
        await sendAll(member(eve), 'wall', [syncMessage(kind, update)]);
      }
    });
    await allIsWell();
    expect((await residentMb()) - before).toBeLessThan(150);
  });

  it('A1 gaps by the thousand, state vectors of 2^40 clients and questions without end cost nobody anything', async () => {
    const gaps = Array.from({ length: 2000 }, (_, i) => syncMessage(2, gapOf(1000 + i, 5 + i)));
    const vectors = Array.from({ length: 100 }, () =>
      syncMessage(
        0,
        encoded((encoder) => encoding.writeVarUint(encoder, 2 ** 40)),
      ),
    );
    const questions = Array.from({ length: 3000 }, () => syncMessage(0, Uint8Array.of(0)));
    await besides(async () => {
      await sendAll(member(eve), 'board', gaps);
      await sendAll(member(eve), 'board', vectors);
      await sendAll(member(eve), 'board', questions);
    });
    await allIsWell();
  });

  it('S11 forged awareness is passed over: nobody is shown, hidden or renamed by anybody else', async () => {
    const [first, second] = bystanders;
    first?.awareness.setLocalStateField('cursor', { anchor: 0 });
    const shown = () => second?.awareness.getStates().get(victim()) as { user?: { id?: string } } | undefined;
    await eventually(() => shown()?.user?.id === noor?.participantId);
    const many = encoded((encoder) => {
      encoding.writeVarUint(encoder, 1);
      const inner = encoded((body) => {
        encoding.writeVarUint(body, 5000);
        for (let client = 1; client <= 5000; client++) {
          encoding.writeVarUint(body, client);
          encoding.writeVarUint(body, 1);
          encoding.writeVarString(body, '{"user":{"name":"HOSTILE"}}');
        }
      });
      encoding.writeVarUint8Array(encoder, inner);
    });
    await besides(async () => {
      await sendAll(member(eve), 'board', [
        many,
        awarenessMessage(victim(), 2 ** 31, { user: { name: 'HOSTILE' } }),
        awarenessMessage(victim(), 2 ** 53 - 1, null),
        awarenessMessage(victim(), 2 ** 31, null),
        awarenessMessage(77, 1, { user: { name: 'HOSTILE' }, cursor: 'H'.repeat(200_000) }),
      ]);
    });
    await allIsWell();
    expect(shown()?.user?.id).toBe(noor?.participantId);
    const names = [...(second?.awareness.getStates().values() ?? [])].map((state) => JSON.stringify(state));
    expect(names.filter((state) => state.includes('HOSTILE'))).toEqual([]);
  });

  it('S2 S3 a reading takes only what its author may write, and a sealed one nothing', async () => {
    const lead = await createBoard(server.url, { template: 'operational' });
    const [author, other] = [await joinBoard(server.url, lead.boardId), await joinBoard(server.url, lead.boardId)];
    await command(lead, 'round.open');
    const reading = new ReadingClient(author, 1);
    await reading.synced();
    reading.write('what', 'Mine');
    await reading.saved();
    await besides(async () => {
      for (const [, update] of hostileUpdates(reading.doc.clientID)) {
        for (const kind of [1, 2] as const) await sendAll(other, 'reading-1', [syncMessage(kind, update)]);
        await sendAll(author, 'reading-1', [syncMessage(2, update)]);
      }
    });
    const again = new ReadingClient(author, 1);
    await again.synced();
    expect(Buffer.concat(again.received).includes('HOSTILE')).toBe(false);
    await command(lead, 'round.reveal');
    for (const kind of [1, 2] as const) {
      const late = updateOf((doc) => {
        Y.applyUpdate(doc, Y.encodeStateAsUpdate(again.doc));
        doc.getMap('nod').set('fist', 0);
      });
      await sendAll(author, 'reading-1', [syncMessage(kind, late)]);
      await sendAll(author, 'wall', [syncMessage(kind, late)]);
    }
    const sealed = new ReadingClient(author, 1);
    await sealed.synced();
    expect(sealed.doc.getMap('nod').toJSON()).toEqual(again.doc.getMap('nod').toJSON());
    await Promise.all([reading, again, sealed].map((client) => client.close()));
    await allIsWell();
  });

  it('S3 a name that is no document of the caller’s is 4404, one they may not have now 4403', async () => {
    const { boardId, key } = member(eve);
    const names = ['reading-1%2f..', '..', '%2e%2e%2fwall', 'wall%00', 'WALL', 'board%20', 'reading--1', 'reading-1e0'];
    names.push('reading-99999999', 'events', 'meta', `reading-1:${member(ana).participantId}`, '__proto__', 'a/b');
    for (const name of names) {
      const ws = new WebSocket(documentUrl({ url: server.url, boardId }, name), {
        headers: { Authorization: `Bearer ${key}` },
      });
      ws.on('error', () => undefined);
      const code = await new Promise<number>((resolve) => ws.once('close', resolve));
      // An address that fits no pattern is closed like any other.
      expect([name, [4404, 1006].includes(code)]).toEqual([name, true]);
    }
    expect((await new DocumentClient(member(eve), 'reading-1').ended()).code).toBe(4404);
  });
});
