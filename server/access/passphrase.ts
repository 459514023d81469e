/** The passphrase of a board: chosen by people, so it is kept with a slow, salted hash, off the event loop. */

import { scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { freshId, type Random } from '../runtime/random.ts';

const derive = promisify(scrypt) as (passphrase: string, salt: string, bytes: number) => Promise<Buffer>;

const normalised = (passphrase: string): string => passphrase.toWellFormed().normalize('NFC').trim();

export const hashPassphrase = async (passphrase: string, random: Random): Promise<string> => {
  const salt = freshId(random);
  return `${salt} ${(await derive(normalised(passphrase), salt, 32)).toString('base64url')}`;
};

export const matchesPassphrase = async (kept: string, offered: string): Promise<boolean> => {
  const [salt = '', hash = ''] = kept.split(' ');
  const expected = Buffer.from(hash, 'base64url');
  const found = await derive(normalised(offered), salt, 32);
  return expected.length === found.length && timingSafeEqual(expected, found);
};
