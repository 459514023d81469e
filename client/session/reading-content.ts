/**
 * A reading document as plain values, without any state: what its author has written, which of it was carried over from
 * an earlier round, and whether it counts. The shape is the server's; nothing here makes or changes any of it.
 */

import * as Y from 'yjs';
import { ANSWER_STATES, type AnswerState, type AnswerValue } from '../../shared/board/reading.ts';

export const ANSWERS = 'answers';
export const NOD = 'nod';
const CARRIED = 'carried';

export type AnswerMap = Y.Map<unknown>;

export interface AnswerContent {
  readonly state: AnswerState | undefined;
  /** What was understood or chosen; undefined where nothing was. Text questions have `text` instead. */
  readonly value: AnswerValue | undefined;
  /** What was typed, exactly. */
  readonly raw: string;
  readonly text: string | undefined;
  /** Where it was carried over from an earlier round: what its author has made of it since. */
  readonly carried: 'untouched' | 'kept' | 'changed' | undefined;
}

export interface NodContent {
  readonly fist: number | undefined;
  readonly sure: number | undefined;
  readonly reason: string;
}

export interface ReadingContent {
  readonly answers: ReadonlyMap<string, AnswerContent>;
  readonly nod: NodContent;
}

/** What was carried over, in the order in which the server compares it. */
const comparable = (state: unknown, value: unknown, raw: unknown, text: unknown): string =>
  JSON.stringify([state ?? null, value ?? null, raw ?? null, text ?? '']);

const isBy = (client: number, item: Y.Item | null): boolean => {
  for (let found = item; found !== null; found = found.left) if (found.id.client !== client) return false;
  return true;
};

/** Whether anybody but the server ever wrote under this answer, what was deleted again included. */
const hasAuthorsMark = (answer: AnswerMap, server: number): boolean => {
  for (const [key, item] of answer._map) {
    if (key === CARRIED || key === 'kept') continue;
    if (!isBy(server, item)) return true;
    const value = answer.get(key);
    if (!(value instanceof Y.Text)) continue;
    for (let inner = value._start; inner !== null; inner = inner.right) if (inner.id.client !== server) return true;
  }
  return false;
};

const carriedState = (answer: AnswerMap, content: Omit<AnswerContent, 'carried'>): AnswerContent['carried'] => {
  const item = answer._map.get(CARRIED);
  if (item === undefined || item.deleted) return undefined;
  const carried = answer.get(CARRIED) as { readonly [part: string]: unknown };
  const before = comparable(carried['state'], carried['value'], carried['raw'], carried['text']);
  const now = comparable(
    answer.get('state'),
    content.text === undefined ? answer.get('value') : null,
    answer.get('raw'),
    content.text,
  );
  if (before !== now || hasAuthorsMark(answer, item.id.client)) return 'changed';
  return answer.get('kept') === true ? 'kept' : 'untouched';
};

export const readAnswer = (answer: AnswerMap): AnswerContent => {
  const value = answer.get('value');
  const raw = answer.get('raw');
  const content = {
    state: ANSWER_STATES.find((state) => state === answer.get('state')),
    value: value instanceof Y.Text ? undefined : ((value ?? undefined) as AnswerValue | undefined),
    raw: typeof raw === 'string' ? raw : '',
    text: value instanceof Y.Text ? value.toJSON() : undefined,
  };
  return { ...content, carried: carriedState(answer, content) };
};

const numberOr = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);

export const readNod = (doc: Y.Doc): NodContent => {
  const nod = doc.getMap<unknown>(NOD);
  const reason = nod.get('reason');
  return {
    fist: numberOr(nod.get('fist')),
    sure: numberOr(nod.get('sure')),
    reason: typeof reason === 'string' ? reason : '',
  };
};

export const answerMaps = (doc: Y.Doc): ReadonlyMap<string, AnswerMap> =>
  new Map(
    [...doc.getMap<unknown>(ANSWERS)].flatMap(([id, answer]) =>
      answer instanceof Y.Map ? [[id, answer as AnswerMap] as const] : [],
    ),
  );

export const readContent = (doc: Y.Doc): ReadingContent => ({
  answers: new Map([...answerMaps(doc)].map(([id, answer]) => [id, readAnswer(answer)])),
  nod: readNod(doc),
});

const isNothing = ({ state, value, raw, text }: AnswerContent): boolean =>
  state === undefined && value === undefined && raw === '' && (text ?? '') === '';

/** Something of one reading that is not in another: an answer, or the nod. */
export type Difference =
  | { readonly kind: 'answer'; readonly dimensionId: string; readonly answer: AnswerContent }
  | { readonly kind: 'nod'; readonly nod: NodContent };

/** What `mine` says that `theirs` does not. */
export const differencesBetween = (mine: ReadingContent, theirs: ReadingContent): Difference[] => {
  const answers = [...mine.answers].flatMap(([dimensionId, answer]): Difference[] => {
    const other = theirs.answers.get(dimensionId);
    const isSame =
      other === undefined
        ? isNothing(answer) || answer.carried === 'untouched'
        : comparable(answer.state, answer.value, answer.raw, answer.text) ===
          comparable(other.state, other.value, other.raw, other.text);
    return isSame ? [] : [{ kind: 'answer', dimensionId, answer }];
  });
  const isNodSame = JSON.stringify(mine.nod) === JSON.stringify(theirs.nod);
  return isNodSame ? answers : [{ kind: 'nod', nod: mine.nod }, ...answers];
};

/**
 * What a device holds of a reading beyond what the server has: all of it put together, compared with the server's alone,
 * so that a copy that is merely older holds nothing more.
 */
export const heldBeyond = (held: readonly Uint8Array[], server: Y.Doc): Difference[] => {
  const both = new Y.Doc();
  for (const update of [Y.encodeStateAsUpdate(server), ...held]) Y.applyUpdate(both, update);
  const found = differencesBetween(readContent(both), readContent(server));
  both.destroy();
  return found;
};
