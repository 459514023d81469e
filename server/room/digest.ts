/**
 * The digest by which anyone can check that a revealed reading is the one that was sealed (S6): SHA-256 over the salt
 * and the reading in canonical form. The salt hangs beside the reading and goes with it, so a digest alone tells
 * nothing.
 */

import { createHash } from 'node:crypto';
import type { RevealedReading } from '../../shared/board/reading.ts';

/** JSON with sorted keys and no white space. */
export const canonicalJson = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return `{${fields.map(([key, field]) => `${JSON.stringify(key)}:${canonicalJson(field)}`).join(',')}}`;
};

/** @returns 64 hexadecimal digits */
export const digestOf = (salt: string, { answers, nod }: Pick<RevealedReading, 'answers' | 'nod'>): string =>
  createHash('sha256').update(salt).update('\n').update(canonicalJson({ answers, nod })).digest('hex');
