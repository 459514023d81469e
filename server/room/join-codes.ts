/**
 * Spoken join codes: three words, unique over all boards of a store. They are kept as streams of one reserved board
 * name, so claiming one is the same atomic append as everything else.
 */

import { parseBoardId, type BoardId } from '../../shared/board/ids.ts';
import type { Random } from '../runtime/random.ts';
import type { BoardStore } from '../store/board-store.ts';
import { CODE_WORDS } from './code-words.ts';

/** Cannot be the id of a board: those have 22 characters. */
export const CODE_INDEX = 'join-codes' as BoardId;
const ATTEMPTS = 8;

const streamOf = (code: string): string => `code:${code}`;

const pick = (random: Random): string =>
  [0, 1, 2].map(() => CODE_WORDS[Math.floor(random.fraction() * CODE_WORDS.length)]).join('-');

/** As people say and type it: any case, spaces or hyphens. Undefined when it cannot be a code. */
export const parseCode = (spoken: string): string | undefined => {
  const words = spoken
    .toLowerCase()
    .split(/[\s-]+/)
    .filter((word) => word !== '');
  return words.length === 3 && words.every((word) => CODE_WORDS.includes(word)) ? words.join('-') : undefined;
};

/** @returns a code that now leads to the board. @throws StoreUnavailable */
export const claimCode = async (store: BoardStore, random: Random, board: BoardId): Promise<string> => {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const code = pick(random);
    const stream = streamOf(code);
    const payload = new TextEncoder().encode(board);
    const appended = await store.append(CODE_INDEX, [{ stream, payload }], { heads: [{ stream, seq: 0 }] });
    if (appended.refused === undefined) return code;
  }
  throw new Error('No free join code was found');
};

export const boardOfCode = async (store: BoardStore, code: string): Promise<BoardId | undefined> => {
  const { entries } = await store.read(CODE_INDEX, streamOf(code));
  const payload = entries.at(-1)?.payload;
  return payload === undefined ? undefined : parseBoardId(new TextDecoder().decode(payload));
};

export const endCode = (store: BoardStore, code: string): Promise<void> => store.erase(CODE_INDEX, streamOf(code));
