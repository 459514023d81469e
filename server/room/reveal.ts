/**
 * The second half of a reveal. After the seal no reading of the round can change, so whoever finds a round sealed may
 * finish it: read every reading as committed, then append event, digests and wall in one step. Of several nodes that
 * try, the guard lets one through; a node that dies halfway leaves the round sealed for the next (I5).
 */

import { decideLateRevealed, decideRevealed } from '../../shared/board/decide-entry.ts';
import { refuse } from '../../shared/board/decision.ts';
import type { Digest } from '../../shared/board/events.ts';
import { settleReading, type RevealedReading } from '../../shared/board/reading.ts';
import { showsNames } from '../../shared/board/rules.ts';
import type { BoardState, Participant, Round } from '../../shared/board/state.ts';
import type { WallChange } from '../documents/wall-document.ts';
import { freshId, type Random } from '../runtime/random.ts';
import type { Answer, CommandLine } from './command-line.ts';
import type { BoardLog } from './board-log.ts';
import { digestOf } from './digest.ts';
import type { RoomDocuments } from './room-documents.ts';

export interface RevealDependencies {
  readonly log: BoardLog;
  readonly line: CommandLine;
  readonly documents: RoomDocuments;
  readonly random: Random;
}

interface Hung {
  readonly change: WallChange;
  readonly digest: Digest;
}

const byReadingId = (a: Hung, b: Hung): number => (a.digest.readingId < b.digest.readingId ? -1 : 1);

export const readersOf = (state: BoardState, round: Round): Participant[] =>
  [...state.participants.values()].filter(
    (person) => person.reads && !person.isRemoved && !person.isPending && person.ownsFromRound <= round.number,
  );

const hang = async (
  { documents, random }: RevealDependencies,
  round: Round,
  person: Participant,
  isLate: boolean,
): Promise<Hung | undefined> => {
  const raw = await documents.reading(round.number, person.id);
  const settled = raw === undefined ? undefined : settleReading(round.dimensions, raw);
  if (settled === undefined) return undefined;
  const salt = freshId(random);
  const value: RevealedReading = {
    ...settled,
    ...(showsNames(round.rules) ? { by: person.id } : {}),
    salt,
    ...(isLate ? { late: true as const } : {}),
  };
  const { readingId } = person;
  return {
    change: { round: round.number, readingId, value },
    digest: { readingId, digest: digestOf(salt, settled) },
  };
};

/** Ordered by reading id, which tells nothing, so that no order of people can be read from the wall. */
const hangAll = async (dependencies: RevealDependencies, round: Round): Promise<Hung[]> => {
  const people = readersOf(dependencies.log.state, round);
  const hung = await Promise.all(people.map((person) => hang(dependencies, round, person, false)));
  return hung.filter((found) => found !== undefined).sort(byReadingId);
};

/** Finishes the sealed round, if there is one. Safe to call at any time, on any node, any number of times. */
export const completeReveal = async (dependencies: RevealDependencies): Promise<Answer | undefined> => {
  const { log, line, documents } = dependencies;
  const sealed = () => log.state.rounds.find((round) => round.status === 'sealed');
  const round = sealed();
  if (round === undefined) return undefined;
  return line.run({
    decide: async () => {
      if (sealed()?.number !== round.number) return { verdict: refuse('already_done') };
      const hung = await hangAll(dependencies, round);
      const companions = await documents.changeWall(hung.map(({ change }) => change));
      const digests = hung.map(({ digest }) => digest);
      return { verdict: decideRevealed(round.number, digests), companions };
    },
  });
};

/** Hangs up every late reading whose author has finished it. */
export const completeLateReadings = async (dependencies: RevealDependencies): Promise<void> => {
  const { log, line, documents } = dependencies;
  const waiting = log.state.rounds.flatMap((round) =>
    [...round.late].filter(([, status]) => status === 'sealed').map(([id]) => ({ round, id })),
  );
  for (const { round, id } of waiting) {
    await line.run({
      decide: async () => {
        const person = log.state.participants.get(id);
        const status = log.state.rounds.find(({ number }) => number === round.number)?.late.get(id);
        if (person === undefined || status !== 'sealed') return { verdict: refuse('already_done') };
        const hung = await hang(dependencies, round, person, true);
        const companions = await documents.changeWall(hung === undefined ? [] : [hung.change]);
        return { verdict: decideLateRevealed(round.number, id, hung?.digest ?? null), companions };
      },
    });
  }
};
