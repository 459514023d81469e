/**
 * A canary in a reading, looked for in every byte that anybody else ever receives: until the reveal in none, and of what
 * was deleted in none for ever. Two deaf spots are avoided: bytes are recorded raw, and canaries sought in many spellings.
 */

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BoardId } from '../../shared/board/ids.ts';
import { command, createBoard, joinBoard, viewBoard, type Member } from '../kit/board-client.ts';
import { startBoardServer, type BoardServer } from '../kit/board-server.ts';
import { canary, holds } from '../kit/canary.ts';
import { DocumentClient, ReadingClient, syncMessage, wallOf } from '../kit/document-client.ts';
import { eventually } from '../kit/eventually.ts';
import { RawSocket, rawFrame } from '../kit/raw-socket.ts';

let server: BoardServer;
beforeAll(async () => {
  server = await startBoardServer();
});
afterAll(() => server.stop());

interface Observer {
  readonly name: string;
  readonly bytes: () => Promise<Buffer>;
}

const FILES = ['', '/export.json', '/export.md', '/export.csv', '/return.ics'];

/** Everything `who` can open or ask, recorded as it comes off the wire. */
const observe = async (name: string, who: Member): Promise<Observer> => {
  const { boardId, key } = who;
  const headers = { Authorization: `Bearer ${key}` };
  const control = await RawSocket.upgraded(server.url, '/socket.io/?EIO=4&transport=websocket');
  control.send(rawFrame({ opcode: 1, payload: Buffer.from(`40${JSON.stringify({ boardId, key })}`) }));
  const sockets = [control];
  for (const path of ['board', 'wall', 'reading-1']) {
    const socket = await RawSocket.upgraded(server.url, `/yjs/${boardId}/${path}?ack=1`, headers);
    socket.send(rawFrame({ payload: syncMessage(0, Uint8Array.of(0)) }));
    sockets.push(socket);
  }
  const answers: Buffer[] = [];
  const ask = async (path: string, init: RequestInit = { headers }) => {
    const response = await fetch(`${server.url}${path}`, init);
    answers.push(Buffer.from(JSON.stringify([...response.headers])), Buffer.from(await response.arrayBuffer()));
  };
  const askAll = async () => {
    for (const file of FILES) await ask(`/api/boards/${boardId}${file}`);
    for (const path of ['/metrics', '/healthz', '/readyz']) await ask(path);
    await ask(`/api/boards/${boardId}/participants`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ commandId: randomUUID(), name: 'Curious' }),
    });
  };
  return {
    name,
    bytes: async () => {
      await askAll();
      return Buffer.concat([...sockets.map(({ received }) => received), ...answers]);
    },
  };
};

/** Everything the store serves of a board, stream by stream. */
const stored = async ({ boardId }: Member): Promise<Buffer> => {
  const all: Uint8Array[] = [];
  const board = boardId as BoardId;
  for (const { stream } of await server.store.streams(board)) {
    const { snapshot, entries } = await server.store.read(board, stream);
    all.push(...(snapshot === undefined ? [] : [snapshot.bytes]), ...entries.map(({ payload }) => payload));
  }
  return Buffer.concat(all);
};

const expectNowhere = async (observers: readonly Observer[], canaries: readonly string[], when: string) => {
  for (const { name, bytes } of observers) {
    const received = await bytes();
    for (const text of canaries) expect([when, name, text, holds(received, text)]).toEqual([when, name, text, false]);
  }
  const logged = Buffer.from(server.logged());
  for (const text of canaries) expect([when, 'log', text, holds(logged, text)]).toEqual([when, 'log', text, false]);
};

describe('what is written', () => {
  it('S1 S5 reaches nobody before the reveal, and what was deleted nobody ever, nor stays in the store', async () => {
    const noor = await createBoard(server.url, { wording: 'We launch in Q1.', template: 'operational' });
    const ana = await joinBoard(server.url, noor.boardId);
    const ben = await joinBoard(server.url, noor.boardId, { name: 'Ben' });
    const observers = [await observe('facilitator', noor), await observe('participant', ben)];
    await command(noor, 'round.open');
    observers.push(await observe('facilitator in writing', noor), await observe('participant in writing', ben));

    const [kept, draft, raw, reason] = [canary('kept'), canary('draft'), canary('raw'), canary('reason')];
    const reading = new ReadingClient(ana, 1);
    await reading.synced();
    for (const letter of draft) reading.text('what').insert(reading.text('what').length, letter);
    await reading.saved();
    const whole = canary('whole');
    reading.text('what').insert(0, whole);
    reading.answer('by_when').set('raw', raw);
    reading.answer('by_when').set('state', 'answered');
    reading.doc.getMap('nod').set('reason', reason);
    await reading.saved();
    const secrets = [kept, draft, whole, raw, reason];
    expect(holds(await stored(noor), whole)).toBe(true);
    await expectNowhere(observers, secrets, 'while it was typed');

    reading.write('what', kept);
    reading.answer('by_when').set('raw', 'soon');
    reading.doc.getMap('nod').delete('reason');
    await reading.saved();
    await command(ana, 'reading.finish', { done: true });
    await command(noor, 'phase.back');
    await expectNowhere(observers, secrets, 'after stepping back');
    await command(noor, 'round.open');
    await expectNowhere(observers, secrets, 'after opening again');
    await reading.close();

    await command(noor, 'round.reveal');
    const gone = [draft, whole, raw, reason];
    observers.push(await observe('somebody new', await joinBoard(server.url, noor.boardId, { name: 'Lea' })));
    observers.push(await observe('facilitator afterwards', noor));
    await eventually(async () => holds((await observers.at(-1)?.bytes()) ?? Buffer.of(), kept));
    await expectNowhere(observers, gone, 'after the reveal');
    await eventually(async () => {
      const bytes = await stored(noor);
      return gone.every((text) => !holds(bytes, text));
    });
    // A draft typed letter by letter never was one string; its letters must be gone one by one.
    const again = new ReadingClient(ana, 1);
    await again.synced();
    expect(again.text('what').toJSON()).toBe(kept);
    const text = again.received.map((bytes) => bytes.toString('utf8')).join('');
    expect(text.split('«').length - 1).toBe(1);
    await again.close();
  });
});

describe('who it was', () => {
  it('S7 with names off no answer, frame or wall puts a person and a reading side by side', async () => {
    const noor = await createBoard(server.url, { template: 'operational' });
    const people = await Promise.all(
      ['Ana', 'Ben', 'Eli'].map((name) => joinBoard(server.url, noor.boardId, { name })),
    );
    const observers = [await observe('facilitator', noor), await observe('participant', people[0] ?? noor)];
    await command(noor, 'round.open');
    for (const person of people) {
      const reading = new ReadingClient(person, 1);
      await reading.synced();
      reading.write('what', `Reading of somebody ${randomUUID()}`);
      await reading.saved();
      await reading.close();
    }
    await command(noor, 'round.reveal');
    observers.push(await observe('facilitator afterwards', noor));
    const [ana, ...others] = await Promise.all(
      people.map(async (person) => ({ ...person, readingId: (await viewBoard(person)).view.me.readingId })),
    );
    if (ana === undefined) throw new Error('Nobody joined');
    await eventually(async () => {
      const latest = await observers.at(-1)?.bytes();
      return others.every(({ readingId }) => latest?.includes(readingId) === true);
    });
    for (const { name, bytes } of observers) {
      const objects = (await bytes()).toString('latin1').match(/\{[^{}]*\}/g) ?? [];
      // One's own reading is known to oneself.
      for (const { participantId, readingId } of name === 'participant' ? others : [...others, ana]) {
        const telling = objects.filter((object) => object.includes(participantId) && object.includes(readingId));
        expect([name, telling]).toEqual([name, []]);
      }
    }
    const wall = await new DocumentClient(noor, 'wall').synced();
    const { rounds } = (await viewBoard(noor)).view;
    const shown = JSON.stringify([wallOf(wall), rounds]);
    await wall.close();
    for (const { participantId, readingId } of [ana, ...others]) {
      expect(shown).toContain(readingId);
      expect(shown).not.toContain(participantId);
    }
  });
});

describe('keys', () => {
  it('S10 only their hashes are kept, and none is in a log, an address or an answer to anybody else', async () => {
    const noor = await createBoard(server.url);
    const ana = await joinBoard(server.url, noor.boardId);
    const watcher = await observe('participant', ana);
    const { key: second } = (await (
      await fetch(`${server.url}/api/boards/${noor.boardId}/keys`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${noor.key}` },
      })
    ).json()) as { key: string };
    await command(noor, 'board.configure', { passphrase: 'correct horse battery' });
    const secrets = [noor.key, noor.recoveryKey ?? '', second, 'correct horse battery'];
    const bytes = Buffer.concat([await stored(noor), Buffer.from(server.logged()), await watcher.bytes()]);
    for (const secret of secrets) {
      expect(secret.length).toBeGreaterThan(20);
      expect(holds(bytes, secret)).toBe(false);
    }
    expect(holds(Buffer.concat([await stored(noor), Buffer.from(server.logged())]), ana.key)).toBe(false);
  });
});
