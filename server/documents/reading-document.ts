/**
 * A reading document: its first state, which the server writes so that two tabs of one person never create the same
 * entry twice, and its read-out as plain values. What was carried over from an earlier round counts only once its
 * author has kept or touched it.
 */

import * as Y from 'yjs';
import type { Dimension } from '../../shared/board/dimension.ts';
import type { DimensionId } from '../../shared/board/ids.ts';
import { toPlain } from '../../shared/board/plain-text.ts';
import type { RawAnswer, RawReading } from '../../shared/board/reading.ts';
import { SERVER, type ClientOwners } from './client-owners.ts';

/** Root names of a reading. */
export const ANSWERS = 'answers';
export const NOD = 'nod';
/** Server-written beside `state`, `value` and `raw`: what the answer was when it was carried over. */
export const CARRIED = 'carried';

/** What a carried answer is compared with. */
interface Carried {
  readonly state: unknown;
  readonly value: unknown;
  readonly raw: unknown;
  readonly text: string;
}

const carriedFrom = (answer: RawAnswer): Carried => ({
  state: answer.state ?? null,
  value: answer.value ?? null,
  raw: answer.raw ?? null,
  text: answer.text ?? '',
});

/**
 * The first state of a reading, with the answers of an earlier round carried over where their question is still asked
 * in the same type. Nod and sure start empty.
 * @param clientId one of the server's own
 */
export const firstReadingState = (
  dimensions: readonly Dimension[],
  clientId: number,
  earlier?: RawReading,
): Uint8Array => {
  const doc = new Y.Doc();
  doc.clientID = clientId;
  doc.transact(() => {
    const answers = doc.getMap<Y.Map<unknown>>(ANSWERS);
    for (const dimension of dimensions) {
      const answer = new Y.Map<unknown>();
      const isText = dimension.type === 'text';
      const before = earlier?.answers.get(dimension.id);
      const isCarried = before !== undefined && before.isTouched && isText === (before.text !== undefined);
      if (isText) answer.set('value', new Y.Text(isCarried ? before.text : ''));
      if (isCarried) {
        const carried = carriedFrom(before);
        if (carried.state !== null) answer.set('state', carried.state);
        if (!isText && carried.value !== null) answer.set('value', carried.value);
        if (!isText && carried.raw !== null) answer.set('raw', carried.raw);
        answer.set(CARRIED, carried);
      }
      answers.set(dimension.id, answer);
    }
  });
  const update = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return update;
};

const isForeign = (item: Y.Item | null, owners: ClientOwners): boolean => {
  for (let found = item; found !== null; found = found.left) if (owners.get(found.id.client) !== SERVER) return true;
  return false;
};

/** Whether anybody but the server ever wrote under this answer, deleted words included. To keep, or not, is not to write. */
const hasAuthorsMark = (answer: Y.Map<unknown>, owners: ClientOwners): boolean => {
  for (const [key, item] of answer._map) {
    if (key === CARRIED || key === 'kept') continue;
    if (isForeign(item, owners)) return true;
    const value = answer.get(key);
    if (!(value instanceof Y.Text)) continue;
    for (let inner = value._start; inner !== null; inner = inner.right) {
      if (owners.get(inner.id.client) !== SERVER) return true;
    }
  }
  return false;
};

const readAnswer = (answer: Y.Map<unknown>, owners: ClientOwners): RawAnswer => {
  const value = answer.get('value');
  const isText = value instanceof Y.Text;
  const found = {
    state: answer.get('state'),
    ...(isText ? { text: toPlain(value.toJSON()) } : { value }),
    raw: answer.get('raw'),
  };
  const carried = answer.get(CARRIED) as Carried | undefined;
  const isChanged =
    carried !== undefined && JSON.stringify(carriedFrom({ ...found, isTouched: true })) !== JSON.stringify(carried);
  return { ...found, isTouched: answer.get('kept') === true || isChanged || hasAuthorsMark(answer, owners) };
};

/** The plain content of a reading as it stands. */
export const readReading = (doc: Y.Doc, owners: ClientOwners): RawReading => {
  const answers = new Map<DimensionId, RawAnswer>();
  for (const [id, answer] of doc.getMap<unknown>(ANSWERS)) {
    if (answer instanceof Y.Map) answers.set(id as DimensionId, readAnswer(answer as Y.Map<unknown>, owners));
  }
  const nod = doc.getMap<unknown>(NOD);
  if (nod.size === 0) return { answers };
  return { answers, nod: { fist: nod.get('fist'), sure: nod.get('sure'), reason: nod.get('reason') } };
};
