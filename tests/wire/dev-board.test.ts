/** The board that `npm run dev` offers: there at every start, the same one as long as it can be. */

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../server/runtime/clock.ts';
import { systemRandom } from '../../server/runtime/random.ts';
import { devBoard } from '../../server/start/dev-board.ts';
import { EXAMPLE_WORKSHOP } from '../../shared/scenario/example-workshop.ts';
import { call, viewBoard } from '../kit/board-client.ts';
import { startBoardServer, type BoardServer } from '../kit/board-server.ts';

let server: BoardServer;
let folder: string;
beforeAll(async () => {
  server = await startBoardServer();
  folder = await mkdtemp(join(tmpdir(), 'readback-dev-'));
});
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

describe('a board to try things on', () => {
  it('A4 has the example’s questions and two people, and stays the same until it is gone', async () => {
    const file = join(folder, 'dev-board.json');
    const offered = () =>
      devBoard({ origin: server.running.origin, file, clock: systemClock(), random: systemRandom() });
    const first = await offered();
    const views = await Promise.all(
      first.people.map((person) => viewBoard({ url: server.url, boardId: first.boardId, ...person })),
    );
    expect(views.map(({ view }) => view.me.facilitator)).toEqual([true, false]);
    expect(views[0]!.view.participants.map(({ name }) => name)).toEqual(first.people.map(({ name }) => name));
    expect(views[0]!.view.dimensions.map(({ id }) => id)).toEqual(EXAMPLE_WORKSHOP.dimensions.map(({ id }) => id));
    expect(await offered()).toEqual(first);
    await call(`${server.url}/api/boards/${first.boardId}`, { method: 'DELETE', key: first.people[0].key });
    const second = await offered();
    expect(second.boardId).not.toBe(first.boardId);
    await writeFile(file, '{');
    expect((await offered()).boardId).not.toBe(second.boardId);
  });
});
