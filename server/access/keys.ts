/**
 * Personal keys: random, shown once, kept only as a hash (S10). A key carries 132 random bits, so one round of SHA-256
 * is enough to keep it, and looking one up by its hash tells nothing by its timing.
 */

import { createHash } from 'node:crypto';
import { freshId, type Random } from '../runtime/random.ts';

export interface FreshKey {
  readonly key: string;
  readonly hash: string;
}

const KEY = /^[A-Za-z0-9_-]{22}$/;

export const hashKey = (key: string): string =>
  createHash('sha256').update('readback key ').update(key).digest('base64url');

export const freshKey = (random: Random): FreshKey => {
  const key = freshId(random);
  return { key, hash: hashKey(key) };
};

/** The hash of something that was offered as a key; undefined when it cannot be one. */
export const hashOffered = (offered: string | undefined): string | undefined =>
  offered !== undefined && KEY.test(offered) ? hashKey(offered) : undefined;
