/** The written workshops, as they lie in `tests/cases/`. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Answer } from '../../shared/board/reading.ts';
import { READING_LOCALES, type ReadingLocale } from '../../shared/differences/reading-locale.ts';
import {
  caseRounds,
  parseWorkshopCase,
  type CaseDimension,
  type WorkshopCase,
} from '../../shared/scenario/workshop-case.ts';
import { scriptWorkshop, type WorkshopScript } from '../../shared/scenario/workshop-script.ts';

const folder = join(import.meta.dirname, '..', 'cases');

export const CASE_NAMES: readonly string[] = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => name.replace(/\.json$/, ''))
  .sort();

export const casePath = (name: string): string => join(folder, `${name}.json`);

/** @throws when the file is no case */
export const readCase = (name: string): WorkshopCase => {
  const parsed = parseWorkshopCase(JSON.parse(readFileSync(casePath(name), 'utf8')));
  if ('problem' in parsed) throw new Error(`${name}: ${parsed.problem}`);
  return parsed.workshop;
};

/** @throws when there is no script for it */
export const scriptOf = (workshop: WorkshopCase, seed?: number): WorkshopScript => {
  const scripted = scriptWorkshop(workshop, seed);
  if ('problem' in scripted) throw new Error(`${workshop.id}: ${scripted.problem}`);
  return scripted.script;
};

export interface TypedAnswer {
  readonly caseName: string;
  readonly workshop: WorkshopCase;
  readonly locale: ReadingLocale;
  readonly dimension: CaseDimension;
  readonly raw: string;
  readonly answer: Answer;
}

/** Everything that people of a case typed to questions of a type, in all rounds. */
export const answersOfType = (caseName: string, type: CaseDimension['type']): TypedAnswer[] => {
  const workshop = readCase(caseName);
  const locale = READING_LOCALES.find((known) => caseName.endsWith(`-${known}`)) ?? 'en';
  return workshop.dimensions
    .filter((dimension) => dimension.type === type)
    .flatMap((dimension) =>
      caseRounds(workshop).flatMap((round) =>
        Object.values(round.readings[dimension.id] ?? {})
          .filter((answer) => answer.raw !== '')
          .map((answer) => ({ caseName, workshop, locale, dimension, raw: answer.raw, answer })),
      ),
    );
};
