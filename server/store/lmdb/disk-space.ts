/**
 * Refuses writes before the disk is full, not after: a full disk inside LMDB may damage the memory of the process (see
 * README.md), and what was journaled has to find room in the tables.
 */

import { statfs } from 'node:fs/promises';
import type { Clock } from '../../runtime/clock.ts';

/** Kept free, so that what was taken can be settled, boards be erased, and the folder be repaired. */
export const RESERVE_BYTES = 8 * 2 ** 20;
/** What a byte appended may take at most: the journal, its record, and the pages of the tree around it. */
const BYTES_PER_BYTE = 4;
const LOOK_EVERY_MS = 1000;
const LOOK_EVERY_BYTES = 2 ** 20;

export class DiskSpace {
  readonly #dir: string;
  readonly #clock: Clock;
  #freeBytes = 0;
  #lookedAtMs = Number.NEGATIVE_INFINITY;

  constructor(dir: string, clock: Clock) {
    this.#dir = dir;
    this.#clock = clock;
  }

  /** Whether `bytes` can be written without touching the reserve; counted as written when they can. */
  async hasRoomFor(bytes: number): Promise<boolean> {
    const needed = bytes * BYTES_PER_BYTE;
    const isRecent = this.#clock.monotonicMs() - this.#lookedAtMs < LOOK_EVERY_MS;
    if (!isRecent || needed > LOOK_EVERY_BYTES || this.#freeBytes - needed < RESERVE_BYTES) {
      const { bavail, bsize } = await statfs(this.#dir);
      this.#freeBytes = bavail * bsize;
      this.#lookedAtMs = this.#clock.monotonicMs();
    }
    if (this.#freeBytes - needed < RESERVE_BYTES) return false;
    this.#freeBytes -= needed;
    return true;
  }
}

export const isFull = (fault: unknown): boolean =>
  fault instanceof Error && 'code' in fault && (fault.code === 'ENOSPC' || fault.code === 'EDQUOT');
