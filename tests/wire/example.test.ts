/**
 * The live example as its visitor meets it: started by one request, joined like any board, played by people who are as
 * real to the server as the visitor. Their pace is handed in; nothing else differs from what a visitor sees.
 */

import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { EXAMPLE_PACE, type ExamplePace } from '../../server/example/example-pace.ts';
import { LeftBehind } from '../../server/example/left-behind.ts';
import { createMemoryMedium, createMemoryStore } from '../../server/store/memory-store.ts';
import type { BoardId } from '../../shared/board/ids.ts';
import { EXAMPLE_TALK } from '../../shared/scenario/example-talk.ts';
import { EXAMPLE_WORKSHOP } from '../../shared/scenario/example-workshop.ts';
import {
  call,
  command,
  connectControl,
  createBoard,
  joinBoard,
  viewBoard,
  type Member,
  type SeenView,
} from '../kit/board-client.ts';
import { startBoardServer, type BoardServer, type BoardServerOptions } from '../kit/board-server.ts';
import { DocumentClient, ReadingClient, wallOf } from '../kit/document-client.ts';
import { eventually } from '../kit/eventually.ts';

const HASTE: ExamplePace = {
  ...EXAMPLE_PACE,
  arrivalMs: 1,
  openAfterMs: 1,
  writingMs: 50,
  revealAfterMs: 1,
  talkSpeed: 1000,
};
const NAMES = EXAMPLE_WORKSHOP.participants.map(({ name }) => name);

const cleanUps: (() => Promise<unknown> | void)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

const started = async (pace: Partial<ExamplePace> = {}, options: BoardServerOptions = {}): Promise<BoardServer> => {
  const server = await startBoardServer({ ...options, parts: { examplePace: { ...HASTE, ...pace } } });
  cleanUps.push(server.stop);
  return server;
};

const ask = (server: BoardServer, body: unknown = { commandId: randomUUID() }) =>
  call(`${server.url}/api/example`, { method: 'POST', body });
const codeOf = ({ body }: Awaited<ReturnType<typeof call>>) =>
  (body['rejection'] as { code: string } | undefined)?.code;

const visiting = async (server: BoardServer, reads: boolean): Promise<Member> => {
  const { status, body } = await ask(server);
  expect([status, Object.keys(body)]).toEqual([201, ['boardId']]);
  return joinBoard(server.url, String(body['boardId']), { name: 'Vera', reads });
};
const watching = async (member: Member) => {
  const control = await connectControl(member);
  cleanUps.push(control.close);
  return control;
};
const inPhase = (member: Member, phase: string): Promise<SeenView['view']> =>
  eventually(
    async () => {
      const { view } = await viewBoard(member);
      return view.board.phase === phase ? view : undefined;
    },
    { withinMs: 30_000 },
  );
const wall = async (member: Member) => {
  const client = await new DocumentClient(member, 'wall').synced();
  cleanUps.push(() => client.close());
  return Object.values(wallOf(client)['1'] ?? {});
};
const isGone = async ({ url, boardId, key }: Member) =>
  (await call(`${url}/api/boards/${boardId}`, { key })).status === 404;

describe('a visitor who watches', () => {
  it('U2 joins like anybody, sees people come, write and reveal, and hears them talk', async () => {
    const server = await started();
    const vera = await visiting(server, false);
    const control = await watching(vera);
    const revealed = await inPhase(vera, 'reveal');
    expect(revealed.participants.map(({ name }) => name).sort()).toEqual([...NAMES, 'Vera'].sort());
    expect(revealed.dimensions.map(({ type }) => type)).toEqual([
      'date',
      'number',
      'text',
      'persons',
      'single',
      'ranking',
    ]);
    expect(await wall(vera)).toHaveLength(NAMES.length);
    const replies = EXAMPLE_TALK.filter(({ deed }) => deed.kind === 'reply');
    await eventually(async () => ((await viewBoard(vera)).view['replies'] as unknown[]).length === replies.length);
    const { view } = await viewBoard(vera);
    expect(view['claims']).toHaveLength(1);
    expect(view['marks']).toContainEqual({ dimensionId: 'meetings', matters: 3, open: 0 });
    const spotlights = control.received.filter(({ event }) => event === 'spotlight');
    expect(spotlights.map(({ payload }) => payload)).toEqual([expect.objectContaining({ dimensionId: 'meetings' })]);
  });

  it('S1 sees nothing of what the simulated people write before the reveal', async () => {
    const server = await started({ revealAfterMs: 600_000 });
    const vera = await visiting(server, false);
    const control = await watching(vera);
    await eventually(async () => {
      const { participants } = (await viewBoard(vera)).view;
      return participants.filter(({ done }) => done === true).length === NAMES.length;
    });
    expect(await wall(vera)).toEqual([]);
    const sent = JSON.stringify([control.received, await viewBoard(vera)]);
    for (const person of Object.values(EXAMPLE_WORKSHOP.round1.readings['meetings']!)) {
      expect(sent).not.toContain(person.raw);
    }
  });
});

describe('a visitor who takes part', () => {
  it('U3 is waited for, and their reading hangs with the others', async () => {
    const server = await started({ visitorWritesMs: 600_000 });
    const vera = await visiting(server, true);
    await watching(vera);
    await inPhase(vera, 'write');
    const reading = await new ReadingClient(vera).synced();
    cleanUps.push(() => reading.close());
    reading.write('meetings', 'All but the party');
    await reading.saved();
    await eventually(async () => {
      const { participants } = (await viewBoard(vera)).view;
      return participants.filter(({ done }) => done === true).length === NAMES.length;
    });
    expect((await viewBoard(vera)).view.board.phase).toBe('write');
    await command(vera, 'reading.finish', { done: true });
    await inPhase(vera, 'reveal');
    const texts = (await wall(vera)).map(({ answers }) => answers['meetings']?.value);
    expect(texts).toHaveLength(NAMES.length + 1);
    expect(texts).toContain('All but the party');
  });

  it('A7 does not hold up the reveal for ever', async () => {
    const server = await started({ visitorWritesMs: 1 });
    const vera = await visiting(server, true);
    await watching(vera);
    await inPhase(vera, 'reveal');
    expect(await wall(vera)).toHaveLength(NAMES.length);
  });
});

describe('how many', () => {
  it('A2 examples at once, and from one address, are refused by name; a double press starts one', async () => {
    const full = await started({}, { environment: { LIMIT_EXAMPLES: '1' } });
    const body = { commandId: randomUUID() };
    const [first, again] = await Promise.all([ask(full, body), ask(full, body)]);
    expect(first.status).toBe(201);
    expect(again.body).toEqual(first.body);
    expect(codeOf(await ask(full))).toBe('busy');
    const strict = await started(
      {},
      { environment: { LIMIT_EXAMPLES_PER_ADDRESS: '2', RATE_LIMIT_EXEMPT: '10.0.0.1' } },
    );
    const asked = [await ask(strict), await ask(strict), await ask(strict)];
    expect(asked.map((answer) => codeOf(answer) ?? answer.status)).toEqual([201, 201, 'rate_limited']);
  });

  it.each([{}, [], null, { commandId: 7 }, { commandId: '' }])('A1 %j starts nothing', async (body) => {
    const server = await started();
    expect(codeOf(await ask(server, body))).toBe('malformed');
  });
});

describe('the end', () => {
  it('D13 of an example that nobody watches any more, that time has run out for, or that nobody joined, is the end of its board', async () => {
    const unwatched = await started({ unwatchedMs: 1 });
    const vera = await visiting(unwatched, false);
    const control = await connectControl(vera);
    await inPhase(vera, 'reveal');
    control.close();
    await eventually(() => isGone(vera), { withinMs: 30_000 });

    const brief = await started({ lastsMs: 1 });
    const wanda = await visiting(brief, false);
    const told = await watching(wanda);
    await eventually(() => isGone(wanda), { withinMs: 30_000 });
    await eventually(() => !told.socket.connected);
    expect(told.received.at(-1)).toEqual({ event: 'bye', payload: { reason: 'erased' } });

    const empty = await started({ visitorWithinMs: 1 });
    const { body } = await ask(empty);
    await eventually(async () => (await empty.store.head(body['boardId'] as BoardId)).seq === 0);
    await eventually(async () => (await new LeftBehind(empty.store).since(Infinity)).length === 0);
  });

  it('D13 comes when the server drains, and for what a server that died has left', async () => {
    const medium = createMemoryMedium();
    const server = await startBoardServer({
      store: createMemoryStore(medium),
      parts: { examplePace: { ...HASTE, writingMs: 600_000 } },
    });
    const vera = await visiting(server, true);
    await watching(vera);
    await inPhase(vera, 'write');
    await server.stop();
    const after = createMemoryStore(medium);
    expect((await after.head(vera.boardId as BoardId)).seq).toBe(0);
    const leftBehind = new LeftBehind(after);
    expect(await leftBehind.since(Infinity)).toEqual([]);

    const orphan = await createBoard((await started({}, { store: createMemoryStore(medium) })).url);
    await leftBehind.note(orphan.boardId as BoardId, 0);
    expect((await after.head(orphan.boardId as BoardId)).seq).toBeGreaterThan(0);
    await started({}, { store: createMemoryStore(medium) });
    await eventually(() => isGone(orphan));
    expect(await leftBehind.since(Infinity)).toEqual([]);
  });
});

describe('a fault', () => {
  it('A1 inside an example stays there: it is logged without content, and the server goes on', async () => {
    const server = await started({ writingMs: 600_000 });
    const vera = await visiting(server, false);
    await inPhase(vera, 'write');
    await server.store.erase(vera.boardId as BoardId);
    const line = await eventually(() =>
      server
        .logged()
        .split('\n')
        .find((found) => found.includes('example.play')),
    );
    expect(JSON.parse(line)).toEqual({
      at: expect.any(String) as string,
      level: 'warn',
      event: 'example.play',
      fault: expect.stringMatching(/^Problem at [\w-]+\.ts:\d+$/) as string,
    });
    expect((await ask(server)).status).toBe(201);
  });
});
