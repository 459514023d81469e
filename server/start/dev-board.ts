/**
 * A board to try things on, for `npm run dev`: the example's questions and two people, made through the server like any
 * other. Remembered in a file, so that links stay the same when the server starts anew at every edit.
 */

import { readFile, writeFile } from 'node:fs/promises';
import * as v from 'valibot';
import { EXAMPLE_WORKSHOP } from '../../shared/scenario/example-workshop.ts';
import { scriptWorkshop } from '../../shared/scenario/workshop-script.ts';
import { createBoard, lookAtBoard } from '../play/board-http.ts';
import { askQuestions, comeIn, creationOf } from '../play/cast.ts';
import { Client } from '../play/client.ts';
import { Problem } from '../play/problem.ts';
import type { Clock } from '../runtime/clock.ts';
import { freshId, type Random } from '../runtime/random.ts';

const devBoardSchema = v.object({
  boardId: v.string(),
  /** The first one facilitates. */
  people: v.tupleWithRest(
    [v.object({ name: v.string(), key: v.string(), participantId: v.string() })],
    v.object({ name: v.string(), key: v.string(), participantId: v.string() }),
  ),
});
export type DevBoard = v.InferOutput<typeof devBoardSchema>;

export interface DevBoardParts {
  /** Of the running server, as this machine reaches it. */
  readonly origin: string;
  /** Where the board is remembered. */
  readonly file: string;
  readonly clock: Clock;
  readonly random: Random;
}

const remembered = async ({ origin, file }: DevBoardParts): Promise<DevBoard | undefined> => {
  const text = await readFile(file, 'utf8').catch((fault: NodeJS.ErrnoException) => {
    if (fault.code === 'ENOENT') return '';
    throw fault;
  });
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), devBoardSchema), text);
  if (!parsed.success) return undefined;
  const { boardId, people } = parsed.output;
  try {
    for (const { participantId, key } of people) await lookAtBoard({ url: origin, boardId, participantId, key });
    return parsed.output;
  } catch (fault) {
    if (fault instanceof Problem) return undefined;
    throw fault;
  }
};

/** @throws Problem when the server refuses something */
const made = async ({ origin, clock, random }: DevBoardParts): Promise<DevBoard> => {
  const scripted = scriptWorkshop(EXAMPLE_WORKSHOP);
  if ('problem' in scripted) throw new Problem(scripted.problem);
  const { script } = scripted;
  const means = { clock, random, speed: Infinity };
  const membership = await createBoard(origin, { commandId: freshId(random), ...creationOf(script) });
  const facilitator = new Client(membership, means);
  await askQuestions(facilitator, script);
  facilitator.leave();
  const { boardId, participantId, key } = membership;
  const others = [];
  for (const person of script.joiners.slice(0, 1)) {
    const { client } = await comeIn(person, membership, means);
    client.leave();
    others.push({ name: person.name, key: client.membership.key, participantId: client.membership.participantId });
  }
  return { boardId, people: [{ name: script.facilitator.name, key, participantId }, ...others] };
};

/** The board of the last time, if it is there for both of them, or a new one. @throws Problem */
export const devBoard = async (parts: DevBoardParts): Promise<DevBoard> => {
  const known = await remembered(parts);
  if (known !== undefined) return known;
  const board = await made(parts);
  await writeFile(parts.file, JSON.stringify(board), { mode: 0o600 });
  return board;
};
