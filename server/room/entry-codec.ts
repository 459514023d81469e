/**
 * How control entries and records are kept: JSON in UTF-8, with the version of the format. A raised fence is part of
 * the entry, so that a reader of the log knows the board's fence without asking for it.
 */

import type { LogEntry, RecordChange } from '../../shared/board/events.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true });

export interface KeptEntry {
  readonly entry: LogEntry;
  readonly raisesFence: boolean;
}

export const encodeEntry = ({ entry, raisesFence }: KeptEntry): Uint8Array =>
  encoder.encode(JSON.stringify(raisesFence ? { ...entry, fence: true } : entry));

/** @throws Error for a format that is newer than this program */
export const decodeEntry = (bytes: Uint8Array): KeptEntry => {
  const { fence, ...entry } = JSON.parse(decoder.decode(bytes)) as LogEntry & { fence?: true };
  if ((entry.version as number) !== 1) throw new Error(`Log entry of version ${entry.version}: this program reads 1`);
  return { entry, raisesFence: fence === true };
};

export const encodeRecords = (changes: readonly RecordChange[]): Uint8Array =>
  encoder.encode(JSON.stringify({ version: 1, changes }));

/** A snapshot of records has the same form: the changes that make them from nothing. */
export const decodeRecords = (bytes: Uint8Array): readonly RecordChange[] => {
  const { version, changes } = JSON.parse(decoder.decode(bytes)) as { version: number; changes: RecordChange[] };
  if (version !== 1) throw new Error(`Records of version ${version}: this program reads 1`);
  return changes;
};
