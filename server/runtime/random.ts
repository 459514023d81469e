/** Randomness as an argument, for ids, keys and salts. Only `server/main.ts` and tests construct one. */

import { randomBytes } from 'node:crypto';

export interface Random {
  readonly bytes: (count: number) => Uint8Array;
  /** A number in [0, 1), for jitter. */
  readonly fraction: () => number;
}

export const systemRandom = (): Random => ({
  bytes: (count) => randomBytes(count),
  fraction: () => Math.random(),
});

/** 22 characters of base64url, 132 bits: ids, personal keys, salts. */
export const freshId = (random: Random): string => Buffer.from(random.bytes(17)).toString('base64url').slice(0, 22);

/** A Yjs client id: 32 bits, never 0. */
export const freshClientId = (random: Random): number => Buffer.from(random.bytes(4)).readUInt32LE(0) || 1;
