/**
 * Boards that programs have set up, for browsers to come to: where a test is not about the way onto a board, people sit
 * down at once, by their personal link.
 */

import type { Dimension } from '../../shared/board/dimension.ts';
import { command, createBoard, joinBoard, type Member } from './board-client.ts';
import type { PersonOptions } from './browser.ts';
import { ReadingClient } from './document-client.ts';
import { arrive, type Person } from './person.ts';

export interface BoardPlan {
  readonly wording?: string;
  readonly template?: string;
  readonly dimensions?: readonly Dimension[];
  readonly rules?: Readonly<Record<string, unknown>>;
  /** Whether the facilitator gives a reading; by default not. */
  readonly isReading?: boolean;
}

/** @returns Noor, who facilitates */
export const plannedBoard = async (
  url: string,
  { wording = 'We launch in Q1.', template, dimensions = [], rules, isReading = false }: BoardPlan = {},
): Promise<Member> => {
  const noor = await createBoard(url, { wording, reads: isReading, ...(template === undefined ? {} : { template }) });
  for (const dimension of dimensions) await command(noor, 'dimension.add', { dimension });
  if (rules !== undefined) await command(noor, 'board.configure', { rules });
  return noor;
};

/** With one reading on its wall, Noor's: to `what` they say “The portal”. */
export const revealedBoard = async (url: string): Promise<Member> => {
  const noor = await plannedBoard(url, { template: 'operational', isReading: true });
  await command(noor, 'round.open');
  const reading = await new ReadingClient(noor).synced();
  reading.write('what', 'The portal');
  await reading.saved();
  await reading.close();
  await command(noor, 'round.reveal');
  return noor;
};

/** The browser of somebody who is on the board already. */
export const sitDown = async (
  { url, boardId, key }: Member,
  name: string,
  options?: PersonOptions,
): Promise<Person> => {
  const person = await arrive(url, name, options);
  await person.opensBoard(boardId, key);
  await person.isInside();
  return person;
};

/** Joins as a program and sits down. */
export const sitsIn = async (
  { url, boardId }: Member,
  name: string,
  fields: Readonly<Record<string, unknown>> = {},
  options?: PersonOptions,
): Promise<{ member: Member; person: Person }> => {
  const member = await joinBoard(url, boardId, { name, ...fields });
  return { member, person: await sitDown(member, name, options) };
};
