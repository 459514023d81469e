/**
 * Refuses writes before the disk is full, not after: a full disk inside LMDB may damage the memory of the process (see
 * README.md), and what was journaled has to find room in the tables.
 */

import { statfs } from 'node:fs/promises';
import type { Clock } from '../../runtime/clock.ts';

/** Kept free, so that what was taken can be settled, boards be erased, and the folder be repaired. */
const RESERVE_BYTES = 8 * 2 ** 20;
/** Unused space inside the data file stands in for the reserve, but not for the last of it: it lies in small pieces. */
const LAST_RESERVE_BYTES = 2 * 2 ** 20;
/** What a byte appended may take at most: the journal, its record, and the pages of the tree around it. */
const BYTES_PER_BYTE = 4;
/** Below this nothing is written to the tables at all. */
const LEAST_TO_SETTLE_BYTES = 2 ** 20;
const LOOK_EVERY_MS = 1000;
const LOOK_EVERY_BYTES = 2 ** 20;

export class DiskSpace {
  readonly #dir: string;
  readonly #clock: Clock;
  readonly #unusedBytes: () => number;
  #roomBytes = 0;
  #lookedAtMs = Number.NEGATIVE_INFINITY;

  /** `unusedBytes`: how much of the data file could be written over. */
  constructor(dir: string, clock: Clock, unusedBytes: () => number) {
    this.#dir = dir;
    this.#clock = clock;
    this.#unusedBytes = unusedBytes;
  }

  /** Whether `bytes` can be appended; counted as written when they can. */
  async hasRoomFor(bytes: number): Promise<boolean> {
    const needed = bytes * BYTES_PER_BYTE;
    const isRecent = this.#clock.monotonicMs() - this.#lookedAtMs < LOOK_EVERY_MS;
    if (!isRecent || needed > LOOK_EVERY_BYTES || this.#roomBytes < needed) {
      const freeBytes = await freeBytesOf(this.#dir);
      const withUnused = freeBytes - RESERVE_BYTES + Math.floor(this.#unusedBytes() / 2);
      this.#roomBytes = Math.min(withUnused, freeBytes - LAST_RESERVE_BYTES);
      this.#lookedAtMs = this.#clock.monotonicMs();
    }
    if (this.#roomBytes < Math.max(1, needed)) return false;
    this.#roomBytes -= needed;
    return true;
  }

  /** Whether the tables can take in, or replace, so many bytes: the reserve is there for it. */
  async canSettle(bytes: number): Promise<boolean> {
    const lacking = Math.max(0, bytes * BYTES_PER_BYTE - Math.floor(this.#unusedBytes() / 2));
    return (await freeBytesOf(this.#dir)) >= LEAST_TO_SETTLE_BYTES + lacking;
  }
}

async function freeBytesOf(dir: string): Promise<number> {
  const { bavail, bsize } = await statfs(dir);
  return bavail * bsize;
}

export const isFull = (fault: unknown): boolean =>
  fault instanceof Error && 'code' in fault && (fault.code === 'ENOSPC' || fault.code === 'EDQUOT');
