/**
 * `npm run play -- <workshop-case.json>`: plays a written workshop through a running server, with one real client for
 * every participant. Standard output gets the board's link and, at the end, what the wall holds in one line of JSON;
 * progress goes to standard error. Exit code 1 and one line when anything was refused or the wall differs.
 */

import { readFile } from 'node:fs/promises';
import { systemClock } from '../runtime/clock.ts';
import { systemRandom } from '../runtime/random.ts';
import { parseWorkshopCase, type WorkshopCase } from '../../shared/scenario/workshop-case.ts';
import { scriptWorkshop } from '../../shared/scenario/workshop-script.ts';
import { readArguments } from './arguments.ts';
import { differences } from './outcome.ts';
import { Problem } from './problem.ts';
import { playWorkshop } from './workshop.ts';

/** @throws Problem */
const readCase = async (path: string): Promise<WorkshopCase> => {
  const text = await readFile(path, 'utf8').catch((fault: NodeJS.ErrnoException) => {
    throw new Problem(`${path} cannot be read (${fault.code ?? fault.message}).`);
  });
  const parsed = parseWorkshopCase(parseJson(text));
  if ('problem' in parsed) throw new Problem(parsed.problem);
  return parsed.workshop;
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (fault) {
    if (fault instanceof SyntaxError) throw new Problem('The case is not JSON.');
    throw fault;
  }
};

const play = async (): Promise<void> => {
  const { path, urls, speed, isChecked, seed } = readArguments(process.argv.slice(2));
  const workshop = await readCase(path);
  const scripted = scriptWorkshop(workshop, seed);
  if ('problem' in scripted) throw new Problem(scripted.problem);
  const played = await playWorkshop(scripted.script, {
    urls,
    speed,
    clock: systemClock(),
    random: systemRandom(),
    onLink: (link) => process.stdout.write(`${link}\n`),
    onProgress: (line) => process.stderr.write(`${line}\n`),
  });
  process.stdout.write(`${JSON.stringify(played)}\n`);
  const [first, ...others] = isChecked ? differences(workshop, played.rounds) : [];
  if (first !== undefined) throw new Problem(`The wall differs from the case: ${first} (and ${others.length} more)`);
};

play().catch((fault: unknown) => {
  const line =
    fault instanceof Problem ? fault.message : `Fault: ${fault instanceof Error ? fault.stack : String(fault)}`;
  // People who are still typing would keep the process alive.
  process.stderr.write(`${line}\n`, () => process.exit(1));
});
