/** What this device keeps of one person's writing on one board: drafts, and what is not part of any reading. */

import type { Doc } from 'yjs';
import type { Aside, AsideDevice } from '../session/put-aside.svelte.ts';
import { openDeviceDraft, type DeviceDraft } from './device-draft.ts';
import { draftsHere, eraseDeviceDraft, readDeviceDraft } from './draft-database.ts';
import { forget, keep, recall } from './kept.ts';

export interface ReadingDevice extends AsideDevice {
  readonly openDraft: (round: number, doc: Doc) => DeviceDraft;
}

const isAside = (found: unknown): found is Aside => {
  if (typeof found !== 'object' || found === null) return false;
  const aside: Partial<Record<keyof Aside, unknown>> = found;
  return Number.isInteger(aside.round) && typeof aside.reason === 'string' && Array.isArray(aside.differences);
};

const parseAsides = (found: unknown): readonly Aside[] | undefined =>
  Array.isArray(found) ? found.filter(isAside) : undefined;

export const readingDevice = (boardId: string, person: string): ReadingDevice => {
  const name = `aside.${boardId}.${person}`;
  return {
    openDraft: (round, doc) => openDeviceDraft([boardId, person, round], doc),
    drafts: () => draftsHere(boardId, person),
    readDraft: (round) => readDeviceDraft([boardId, person, round]),
    eraseDraft: (round) => eraseDeviceDraft([boardId, person, round]),
    recallAsides: () => recall(name, parseAsides) ?? [],
    keepAsides: (asides) => {
      if (asides.length > 0) return keep(name, asides);
      forget(name);
      return true;
    },
  };
};
