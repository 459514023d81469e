/** The written workshops, as they lie in `tests/cases/`. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseWorkshopCase, type WorkshopCase } from '../../shared/scenario/workshop-case.ts';
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
