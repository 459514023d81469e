/**
 * Ids that this device makes: for commands, and for questions and options. `getRandomValues` works without https, which
 * `randomUUID` does not.
 */

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** @param length of at least 20 cannot be guessed */
const randomText = (length: number): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(length)), (byte) => ALPHABET[byte % ALPHABET.length]).join('');

export const freshCommandId = (): string => randomText(24);

/** For a question or an option: short, and unlikely to meet another one on the same board. */
export const freshShortId = (): string => randomText(10);
