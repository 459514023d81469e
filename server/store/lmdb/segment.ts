/**
 * One file of the journal, and the only place where the journal meets the disk. Handed in as an argument, so that a
 * test can watch the order of writes and flushes, and make them fail.
 */

import { open } from 'node:fs/promises';

export interface Segment {
  /** Resolves when the bytes are in the file: they survive the death of this process. */
  write(bytes: Uint8Array, position: number): Promise<void>;
  /** Resolves when everything written before the call survives a power cut. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

export type OpenSegment = (path: string) => Promise<Segment>;

/** Bytes reserved for a file at its start, so that a flush need not also note that the file has grown. */
export const SEGMENT_BYTES = 2 ** 20;

/** Opens a file, empties it, reserves its space and flushes that. */
export const openSegment: OpenSegment = async (path) => {
  const file = await open(path, 'w+', 0o600);
  const write = async (bytes: Uint8Array, position: number): Promise<void> => {
    for (let done = 0; done < bytes.length;) {
      const { bytesWritten } = await file.write(bytes, done, bytes.length - done, position + done);
      done += bytesWritten;
    }
  };
  await write(Buffer.alloc(SEGMENT_BYTES), 0);
  await file.sync();
  return { write, flush: () => file.datasync(), close: () => file.close() };
};
