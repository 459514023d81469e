/** Disks that a test can watch, make fail, and cut the power of, in place of the journal's way to the real one. */

import { openSegment, type OpenSegment, type Segment } from '../../../server/store/lmdb/segment.ts';
import type { Seeded } from '../../kit/seeded.ts';

export interface WatchedDisk {
  readonly openSegment: OpenSegment;
  /** `write`, `written`, `flush`, `flushed`, in the order in which they happened, with what the test noted between. */
  readonly events: string[];
  /** The next writes or flushes fail with this code until it is taken away. */
  failure: { readonly of: 'write' | 'flush'; readonly code: string } | undefined;
  /** While set, flushes do not end. */
  holdFlushes: () => () => void;
}

export function watchedDisk(): WatchedDisk {
  const events: string[] = [];
  let held: Promise<void> | undefined;
  const fail = (of: 'write' | 'flush'): void => {
    if (disk.failure?.of === of) throw Object.assign(new Error(`${of} failed`), { code: disk.failure.code });
  };
  const disk: WatchedDisk = {
    events,
    failure: undefined,
    holdFlushes: () => {
      let release = (): void => undefined;
      held = new Promise((resolve) => {
        release = resolve;
      });
      return release;
    },
    openSegment: async (path) => {
      const segment = await openSegment(path);
      return {
        write: async (bytes, position) => {
          events.push('write');
          fail('write');
          await segment.write(bytes, position);
          events.push('written');
        },
        flush: async () => {
          events.push('flush');
          await held;
          fail('flush');
          await segment.flush();
          events.push('flushed');
        },
        close: () => segment.close(),
      };
    },
  };
  return disk;
}

interface Unflushed {
  readonly bytes: Uint8Array;
  readonly position: number;
}

const SECTOR_BYTES = 512;

/** A disk that keeps in memory what was not flushed, and writes some of it at best when the power is cut. */
export class CuttableDisk {
  readonly #open: { readonly segment: Segment; unflushed: Unflushed[] }[] = [];

  readonly openSegment: OpenSegment = async (path) => {
    const place = { segment: await openSegment(path), unflushed: [] as Unflushed[] };
    this.#open.push(place);
    return {
      write: async (bytes, position) => {
        place.unflushed.push({ bytes: bytes.slice(), position });
      },
      flush: async () => {
        const flushed = place.unflushed.slice();
        for (const { bytes, position } of flushed) await place.segment.write(bytes, position);
        place.unflushed = place.unflushed.filter((one) => !flushed.includes(one));
      },
      close: () => place.segment.close(),
    };
  };

  /** Of what was not flushed, sectors drawn by chance reach the disk. */
  async cutPower(random: Seeded): Promise<void> {
    for (const { segment, unflushed } of this.#open) {
      for (const { bytes, position } of unflushed) {
        for (let at = 0; at < bytes.length; at += SECTOR_BYTES) {
          if (random() < 0.5) await segment.write(bytes.subarray(at, at + SECTOR_BYTES), position + at);
        }
      }
    }
  }
}
