/**
 * One file of the journal, and the only place where the journal meets the disk. Handed in as an argument, so that a
 * test can watch the order of writes and flushes, and make them fail.
 */

import { open, type FileHandle } from 'node:fs/promises';

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

/** Opens a file, overwrites what it held, reserves its space and flushes that. Space it has is not given back first. */
export const openSegment: OpenSegment = async (path) => {
  const file = await openOrMake(path);
  const write = async (bytes: Uint8Array, position: number): Promise<void> => {
    for (let done = 0; done < bytes.length;) {
      const { bytesWritten } = await file.write(bytes, done, bytes.length - done, position + done);
      done += bytesWritten;
    }
  };
  await write(Buffer.alloc(SEGMENT_BYTES), 0);
  await file.truncate(SEGMENT_BYTES);
  await file.sync();
  return { write, flush: () => file.datasync(), close: () => file.close() };
};

async function openOrMake(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'r+');
  } catch (fault) {
    if (fault instanceof Error && 'code' in fault && fault.code === 'ENOENT') return open(path, 'w+', 0o600);
    throw fault;
  }
}
