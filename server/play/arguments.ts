/** What `npm run play` was asked to do. */

import { Problem } from './problem.ts';

export interface PlayArguments {
  readonly path: string;
  /** Nodes of one server, without a slash at the end; participants are spread over them. */
  readonly urls: readonly [string, ...string[]];
  /** How many times as fast as a human; Infinity types as fast as the server takes it, and so do 0 and "any". */
  readonly speed: number;
  /** Whether the wall must hold exactly what the case says. */
  readonly isChecked: boolean;
  readonly seed: number;
}

export const USAGE =
  'npm run play -- <workshop-case.json> [--url http://localhost:3000]… [--speed any|1] [--seed 1] [--no-check]';

const speedOf = (text: string): number => {
  const speed = text === 'any' ? Infinity : Number(text);
  if (Number.isNaN(speed) || speed < 0) throw new Problem(`--speed wants a number or "any", not ${text}. ${USAGE}`);
  return speed === 0 ? Infinity : speed;
};

const seedFrom = (text: string): number => {
  const seed = Number(text);
  if (!Number.isInteger(seed)) throw new Problem(`--seed wants a whole number, not ${text}. ${USAGE}`);
  return seed;
};

const originOf = (text: string): string => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol))
    throw new Problem(`--url wants an address such as http://localhost:3000, not ${text}. ${USAGE}`);
  return url.origin;
};

/** @throws Problem */
export const readArguments = (words: readonly string[]): PlayArguments => {
  const urls: string[] = [];
  let path: string | undefined;
  let speed = Infinity;
  let isChecked = true;
  let seed = 1;
  const rest = [...words];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const [flag = word, attached] = word.startsWith('--') ? word.split(/=(.*)/s) : [word];
    const value = (): string => {
      const found = attached ?? rest.shift();
      if (found === undefined) throw new Problem(`${flag} wants a value. ${USAGE}`);
      return found;
    };
    if (flag === '--url') urls.push(originOf(value()));
    else if (flag === '--speed') speed = speedOf(value());
    else if (flag === '--seed') seed = seedFrom(value());
    else if (flag === '--check') isChecked = true;
    else if (flag === '--no-check') isChecked = false;
    else if (path === undefined && !word.startsWith('-')) path = word;
    else throw new Problem(`I do not know ${word}. ${USAGE}`);
  }
  if (path === undefined) throw new Problem(`Which case? ${USAGE}`);
  const [first = 'http://localhost:3000', ...others] = urls;
  return { path, urls: [first, ...others], speed, isChecked, seed };
};
