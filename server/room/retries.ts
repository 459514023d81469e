/**
 * When a repeated request may be answered with a fresh key. Keys are kept hashed and cannot be shown again, so whoever
 * repeats the command id of a join is given a new one; that is safe only where nobody else could guess the id.
 */

const UNGUESSABLE_FROM = 20;

export const isStrong = (commandId: string): boolean => commandId.length >= UNGUESSABLE_FROM;

/** A retry later than this is somebody else's. */
export const RETRY_MS = 60 * 60 * 1000;
