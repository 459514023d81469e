/** The document everybody shares: the wording, and one text of notes for each question. */

import * as Y from 'yjs';
import type { DimensionId } from '../../shared/board/ids.ts';
import { toPlain } from '../../shared/board/plain-text.ts';
import { ServerUpdate } from './server-update.ts';

export const WORDING = 'wording';
export const NOTES = 'notes';

/** The first state, written by the server. @param clientId one of the server's own */
export const firstBoardState = (wording: string, dimensions: readonly DimensionId[], clientId: number): Uint8Array => {
  const doc = new Y.Doc();
  doc.clientID = clientId;
  doc.transact(() => {
    if (wording !== '') doc.getText(WORDING).insert(0, wording);
    const notes = doc.getMap<Y.Text>(NOTES);
    for (const id of dimensions) notes.set(id, new Y.Text());
  });
  const update = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return update;
};

/** The write that makes a text of notes for every question that has none; undefined where none is missing. */
export const missingNotes = (
  doc: Y.Doc,
  dimensions: readonly DimensionId[],
  clientId: number,
): Uint8Array | undefined => {
  const notes = doc.getMap<Y.Text>(NOTES);
  const update = new ServerUpdate(doc, clientId);
  for (const id of dimensions) if (!notes.has(id)) update.make(notes, id, new Y.Text());
  return update.isEmpty ? undefined : update.encode();
};

/** The wording as it is shown and frozen: well-formed, NFC. */
export const readWording = (doc: Y.Doc): string => toPlain(doc.getText(WORDING).toJSON());

/** Question → notes, as they are shown: well-formed, NFC. */
export const readNotes = (doc: Y.Doc): Record<string, string> => {
  const notes = [...doc.getMap<unknown>(NOTES)].flatMap(([question, text]) =>
    text instanceof Y.Text ? [[question, toPlain(text.toJSON())] as const] : [],
  );
  return Object.fromEntries(notes);
};

/** Makes the wording this text, touching only the part between the ends that stay, so that cursors elsewhere do. */
export const writeWording = (doc: Y.Doc, wording: string): void => {
  const text = doc.getText(WORDING);
  const before = text.toJSON();
  const shorter = Math.min(before.length, wording.length);
  let start = 0;
  while (start < shorter && before[start] === wording[start]) start++;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === wording.at(-1 - end)) end++;
  // A cut inside a surrogate pair would leave half a character on either side.
  if (isHighSurrogate(before, start - 1) || isHighSurrogate(wording, start - 1)) start--;
  if (isLowSurrogate(before, before.length - end) || isLowSurrogate(wording, wording.length - end)) end--;
  text.delete(start, before.length - start - end);
  text.insert(start, wording.slice(start, wording.length - end));
};

const isHighSurrogate = (text: string, at: number): boolean => /^[\ud800-\udbff]$/.test(text[at] ?? '');
const isLowSurrogate = (text: string, at: number): boolean => /^[\udc00-\udfff]$/.test(text[at] ?? '');
