/**
 * The people of a scripted workshop: how they come onto a board, what is asked there, and how they write. What is played
 * from a terminal and what is played for a visitor go through the same hands.
 */

import { freshId } from '../runtime/random.ts';
import type { MappedDimension } from '../../shared/scenario/case-dimensions.ts';
import type { ScriptedPerson, ScriptedRound, WorkshopScript } from '../../shared/scenario/workshop-script.ts';
import { joinBoard } from './board-http.ts';
import { Client, type ClientMeans, type Room } from './client.ts';
import { Problem } from './problem.ts';

export interface ReaderAtWork {
  readonly person: ScriptedPerson;
  readonly client: Client;
}

export interface Cast {
  readonly facilitator: Client;
  readonly readers: readonly ReaderAtWork[];
}

const introduction = ({ name, function: role }: Omit<ScriptedPerson, 'caseId'>) => ({
  name,
  ...(role === undefined ? {} : { function: role }),
});

/** What the facilitator creates the board with. */
export const creationOf = ({ facilitator: { name, reader }, wording, title }: WorkshopScript) => ({
  ...introduction(reader ?? { name }),
  reads: reader !== undefined,
  wording,
  title,
});

export const askQuestions = async (facilitator: Client, { dimensions }: WorkshopScript): Promise<void> => {
  for (const { dimension } of dimensions) await facilitator.command('dimension.add', { dimension });
};

/** @throws Problem when the board does not let them in */
export const comeIn = async (
  person: ScriptedPerson,
  { url, boardId }: { readonly url: string; readonly boardId: string },
  means: ClientMeans,
): Promise<ReaderAtWork> => {
  const membership = await joinBoard(url, boardId, { commandId: freshId(means.random), ...introduction(person) });
  return { person, client: new Client(membership, means) };
};

/** The facilitator among the readers, if the script has them read. */
export const castOf = (
  { facilitator: { reader } }: WorkshopScript,
  facilitator: Client,
  joined: readonly ReaderAtWork[],
): Cast => ({
  facilitator,
  readers: reader === undefined ? joined : [{ person: reader, client: facilitator }, ...joined],
});

export const roomOf = (dimensions: readonly MappedDimension[], { readers }: Cast): Room => ({
  dimensions,
  people: new Map(readers.map(({ person, client }) => [person.caseId, client.membership.participantId])),
});

/** Resolves when everyone is done. @throws Problem */
export const writeTogether = async (
  { readers }: Cast,
  { number, readings }: ScriptedRound,
  room: Room,
  onDone: (person: ScriptedPerson) => void,
): Promise<void> => {
  const write = async ({ person, client }: ReaderAtWork): Promise<void> => {
    const script = readings.get(person.caseId);
    if (script === undefined) throw new Problem(`There is no script for ${person.caseId}.`);
    await client.read(number, script, room);
    onDone(person);
  };
  await Promise.all(readers.map(write));
};

/** Every open document listens for the end of the process, which Node takes for a leak from ten on. */
export const expectListeners = (people: number): void => {
  process.setMaxListeners(Math.max(process.getMaxListeners(), 20 + people));
};
