/**
 * A whole workshop as a script: who creates the board, who joins, what is asked, and what everyone does in each round.
 * Pure and seeded: the same case with the same seed is the same script, letter by letter.
 */

import { mapDimensions, type MappedDimension } from './case-dimensions.ts';
import { scriptReading, type ReadingScript } from './reading-script.ts';
import { seeded, seedOf } from './seeded.ts';
import { answerIn, caseRounds, type WorkshopCase } from './workshop-case.ts';

export interface ScriptedPerson {
  /** Id of the participant in the case. */
  readonly caseId: string;
  readonly name: string;
  readonly function?: string;
}

export interface ScriptedRound {
  readonly number: number;
  /** What the wording is restated to before this round. */
  readonly restatement?: string;
  /** By case participant. */
  readonly readings: ReadonlyMap<string, ReadingScript>;
}

export interface WorkshopScript {
  readonly title: string;
  readonly wording: string;
  /** Creates the board; without a `reader` they give no reading themselves. */
  readonly facilitator: { readonly name: string; readonly reader?: ScriptedPerson };
  /** Everybody else, in the order in which they come. */
  readonly joiners: readonly ScriptedPerson[];
  readonly dimensions: readonly MappedDimension[];
  readonly rounds: readonly ScriptedRound[];
}

/** Who leads where a case does not say. */
const UNNAMED = 'Facilitator';

const wordsOf = (name: string): string[] => name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

const isWithin = (some: readonly string[], all: readonly string[]): boolean =>
  some.length > 0 && some.every((word) => all.includes(word));

/** The one participant whom the facilitator's name means, however it is dressed: "Nurse Abel" is Abel. */
const facilitatorAmong = <Person extends { readonly name: string }>(
  people: readonly Person[],
  facilitator: string,
): Person | undefined => {
  const called = wordsOf(facilitator);
  const meant = people.filter(({ name }) => isWithin(wordsOf(name), called) || isWithin(called, wordsOf(name)));
  return meant.length === 1 ? meant[0] : undefined;
};

const roundsOf = (workshop: WorkshopCase, dimensions: readonly MappedDimension[], seed: number): ScriptedRound[] => {
  const rounds = caseRounds(workshop);
  return rounds.map((round, index) => {
    const before = rounds[index - 1];
    const readings = workshop.participants.map(({ id }): [string, ReadingScript] => {
      const answers = dimensions.map((asked) => ({
        asked,
        answer: answerIn(round, asked.caseId, id),
        ...(before === undefined ? {} : { earlier: answerIn(before, asked.caseId, id) }),
      }));
      const chance = seeded(seedOf(workshop.id, String(index), id, String(seed)));
      return [id, scriptReading({ fist: round.nods[id] ?? null, sure: round.sure[id] ?? null, answers }, chance)];
    });
    const { restatement } = workshop;
    return {
      number: index + 1,
      ...(index === 0 || restatement === null ? {} : { restatement }),
      readings: new Map(readings),
    };
  });
};

/** @returns the script, or in one line why there is none */
export const scriptWorkshop = (workshop: WorkshopCase, seed = 1): { script: WorkshopScript } | { problem: string } => {
  const result = mapDimensions(workshop.dimensions);
  if ('problem' in result) return result;
  const people = workshop.participants.map(({ id, name, group }): ScriptedPerson => ({
    caseId: id,
    name,
    ...(group === undefined ? {} : { function: group }),
  }));
  const facilitator = workshop.facilitator ?? UNNAMED;
  const reader = facilitatorAmong(people, facilitator);
  return {
    script: {
      title: workshop.title,
      wording: workshop.agreement,
      facilitator: { name: reader?.name ?? facilitator, ...(reader === undefined ? {} : { reader }) },
      joiners: people.filter((person) => person !== reader),
      dimensions: result.mapped,
      rounds: roundsOf(workshop, result.mapped, seed),
    },
  };
};
