/**
 * Papers as the shared documents that screens read and write, in the shapes the server gives them, and back. Writing the
 * same papers again changes nothing, so a document that is open can follow a recording.
 */

import * as Y from 'yjs';
import type { Dimension } from '../../shared/board/dimension.ts';
import type { DimensionId } from '../../shared/board/ids.ts';
import type { Draft, DraftAnswer, Papers } from './papers.ts';

/** Origin of transactions that did not come from the person in front of the screen. */
export const FROM_RECORDING = 'recording';

/** A client id that no browser draws, so that the same state has the same bytes on every visit. */
const RECORDING_CLIENT = 7;

/** What stands in a document, written without anybody's cursor jumping more than it must. */
const setText = (text: Y.Text, wanted: string): void => {
  const before = text.toJSON();
  if (before === wanted) return;
  const shorter = Math.min(before.length, wanted.length);
  let start = 0;
  while (start < shorter && before[start] === wanted[start]) start++;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === wanted.at(-1 - end)) end++;
  text.delete(start, before.length - start - end);
  text.insert(start, wanted.slice(start, wanted.length - end));
};

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

const setField = (map: Y.Map<unknown>, key: string, value: unknown): void => {
  if (value !== undefined && !isSame(map.get(key), value)) map.set(key, value);
  if (value === undefined && map.has(key)) map.delete(key);
};

const textIn = (map: Y.Map<unknown>, key: string): Y.Text => {
  const found = map.get(key);
  if (found instanceof Y.Text) return found;
  const made = new Y.Text();
  map.set(key, made);
  return made;
};

const mapIn = (map: Y.Map<unknown>, key: string): Y.Map<unknown> => {
  const found = map.get(key);
  if (found instanceof Y.Map) return found as Y.Map<unknown>;
  const made = new Y.Map<unknown>();
  map.set(key, made);
  return made;
};

/** What a recording writes has client ids of its own, apart from what is typed into the gallery. */
const writing = (doc: Y.Doc, change: () => void): void => {
  const own = doc.clientID;
  doc.clientID = RECORDING_CLIENT;
  doc.transact(change, FROM_RECORDING);
  doc.clientID = own;
};

export const writeBoard = (doc: Y.Doc, { wording, notes }: Papers, dimensions: readonly Dimension[]): void =>
  writing(doc, () => {
    setText(doc.getText('wording'), wording);
    for (const { id } of dimensions) setText(textIn(doc.getMap('notes'), id), notes.get(id) ?? '');
  });

export const writeWall = (doc: Y.Doc, { wall }: Papers): void =>
  writing(doc, () => {
    for (const [round, hung] of wall) {
      const there = mapIn(doc.getMap('rounds'), String(round));
      for (const [readingId, reading] of hung) setField(there, readingId, reading);
    }
  });

export const writeDraft = (doc: Y.Doc, { answers, nod }: Draft): void =>
  writing(doc, () => {
    for (const [id, { text, ...fields }] of answers) {
      const answer = mapIn(doc.getMap('answers'), id);
      if (text !== undefined) setText(textIn(answer, 'value'), text);
      for (const key of ['state', 'raw', 'kept', 'carried'] as const) setField(answer, key, fields[key]);
      if (text === undefined) setField(answer, 'value', fields.value);
    }
    for (const key of ['fist', 'sure', 'reason'] as const) setField(doc.getMap('nod'), key, nod[key]);
  });

const draftAnswer = (answer: Y.Map<unknown>): DraftAnswer => {
  const value = answer.get('value');
  const { value: plain, ...fields } = answer.toJSON() as DraftAnswer;
  if (value instanceof Y.Text) return { ...fields, text: value.toJSON() };
  return plain === undefined ? fields : { ...fields, value: plain };
};

export const readDraft = (doc: Y.Doc): Draft => {
  const answers = new Map<DimensionId, DraftAnswer>();
  for (const [id, answer] of doc.getMap<unknown>('answers'))
    if (answer instanceof Y.Map) answers.set(id as DimensionId, draftAnswer(answer as Y.Map<unknown>));
  return { answers, nod: doc.getMap('nod').toJSON() };
};

export const readWording = (doc: Y.Doc): string => doc.getText('wording').toJSON();
