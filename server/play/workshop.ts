/**
 * Plays a scripted workshop with one real client a person: framing, writing, reveal, and a second round where the script
 * has one.
 *
 *   create, ask the questions ← facilitator → open → everyone writes, is done → reveal → everyone sees the same wall
 */

import { isDeepStrictEqual } from 'node:util';
import { freshId } from '../runtime/random.ts';
import { boardLink } from '../../shared/protocol/links.ts';
import type { ScriptedRound, WorkshopScript } from '../../shared/scenario/workshop-script.ts';
import { createBoard } from './board-http.ts';
import { askQuestions, castOf, comeIn, creationOf, expectListeners, roomOf, writeTogether, type Cast } from './cast.ts';
import { Client, type ClientMeans } from './client.ts';
import { roundOutcome, type Reader, type RoundOutcome, type Wall } from './outcome.ts';
import { Problem } from './problem.ts';

export interface Stage extends ClientMeans {
  /** Nodes of one server; people are spread over them in turn. */
  readonly urls: readonly [string, ...string[]];
  /** Told as soon as there is a board. */
  readonly onLink: (link: string) => void;
  /** Told, in a line each, how far things are. */
  readonly onProgress: (line: string) => void;
}

export interface Played {
  readonly boardId: string;
  readonly url: string;
  readonly rounds: readonly RoundOutcome[];
}

const found = async (script: WorkshopScript, stage: Stage): Promise<Client> => {
  const membership = await createBoard(stage.urls[0], { commandId: freshId(stage.random), ...creationOf(script) });
  stage.onLink(boardLink(membership.url, membership.boardId));
  return new Client(membership, stage);
};

const gather = async (script: WorkshopScript, stage: Stage, facilitator: Client): Promise<Cast> => {
  const { boardId } = facilitator.membership;
  const joined = await Promise.all(
    script.joiners.map((person, index) => {
      const url = stage.urls[(index + 1) % stage.urls.length] ?? stage.urls[0];
      return comeIn(person, { url, boardId }, stage);
    }),
  );
  return castOf(script, facilitator, joined);
};

/** A reveal cannot be undone: a further round starts from the frame, with the wording as it was restated. */
const goBack = async (facilitator: Client, { restatement }: ScriptedRound): Promise<void> => {
  if (restatement !== undefined) await facilitator.command('wording.restate', { text: restatement });
  await facilitator.move('phase.back');
};

/** @throws Problem when two people got different walls */
const seeTogether = async ({ facilitator, readers }: Cast, round: number): Promise<Wall> => {
  const watching = [...new Set([facilitator, ...readers.map(({ client }) => client)])];
  const [first, ...others] = await Promise.all(watching.map((client) => client.seeWall(round)));
  if (first === undefined || !others.every((wall) => isDeepStrictEqual(wall, first)))
    throw new Problem(`Round ${round}: not everyone got the same wall.`);
  return first;
};

const readersOf = ({ readers }: Cast): Promise<Reader[]> =>
  Promise.all(
    readers.map(async ({ person: { caseId }, client }) => ({
      caseId,
      participantId: client.membership.participantId,
      readingId: (await client.look()).me.readingId,
    })),
  );

const playRounds = async (script: WorkshopScript, stage: Stage, cast: Cast): Promise<RoundOutcome[]> => {
  const readers = await readersOf(cast);
  const room = roomOf(script.dimensions, cast);
  const outcomes: RoundOutcome[] = [];
  for (const round of script.rounds) {
    if (round.number > 1) await goBack(cast.facilitator, round);
    await cast.facilitator.move('round.open');
    stage.onProgress(`round ${round.number}: ${readers.length} people write`);
    await writeTogether(cast, round, room, ({ name }) => stage.onProgress(`round ${round.number}: ${name} is done`));
    await cast.facilitator.move('round.reveal');
    const wall = await seeTogether(cast, round.number);
    stage.onProgress(`round ${round.number}: revealed, everyone sees the same wall`);
    outcomes.push(roundOutcome(wall, round.number, readers, script.dimensions));
  }
  return outcomes;
};

/** @throws Problem with the one line that says what was refused, or did not come */
export const playWorkshop = async (script: WorkshopScript, stage: Stage): Promise<Played> => {
  expectListeners(script.joiners.length);
  const facilitator = await found(script, stage);
  const clients = [facilitator];
  try {
    await askQuestions(facilitator, script);
    const cast = await gather(script, stage, facilitator);
    clients.push(...cast.readers.map(({ client }) => client));
    const rounds = await playRounds(script, stage, cast);
    const { boardId, url } = facilitator.membership;
    return { boardId, url: boardLink(url, boardId), rounds };
  } finally {
    for (const client of clients) client.leave();
  }
};
