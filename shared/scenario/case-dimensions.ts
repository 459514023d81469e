/**
 * The questions of a case as questions of a board, and values there and back. A case names its options by any string in
 * any script; a board wants short ids and shows labels, so every string is found again by the label it became.
 */

import { parseDimension, type Dimension } from '../board/dimension.ts';
import { parseDimensionId } from '../board/ids.ts';
import type { AnswerValue } from '../board/reading.ts';
import type { CaseDimension } from './workshop-case.ts';

export interface MappedDimension {
  /** What the case calls it. */
  readonly caseId: string;
  readonly dimension: Dimension;
  /** String of the case → id of the choice. */
  readonly choiceIds: ReadonlyMap<string, string>;
  /** Id of the choice → string of the case. */
  readonly strings: ReadonlyMap<string, string>;
}

const RESERVED = new Set(['__proto__', 'constructor']);

/** Strings as ids of their own kind: kept where they can be, else numbered. */
const idsFor = (strings: readonly string[], kind: string): Map<string, string> => {
  const kept = new Set(strings.filter((text) => parseDimensionId(text) !== undefined && !RESERVED.has(text)));
  const ids = new Map<string, string>();
  for (const [index, text] of strings.entries()) {
    let id = kept.has(text) ? text : `${kind}-${index + 1}`;
    while (!kept.has(text) && kept.has(id)) id = `${id}-`;
    ids.set(text, id);
  }
  return ids;
};

const turned = (ids: ReadonlyMap<string, string>): Map<string, string> =>
  new Map([...ids].map(([text, id]) => [id, text]));

const isStrings = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');

const mapDimension = ({ config, ...asked }: CaseDimension, id: string): MappedDimension | undefined => {
  const field = asked.type === 'ranking' ? 'items' : 'options';
  const strings = isStrings(config[field]) ? config[field] : [];
  const choiceIds = idsFor(strings, field === 'items' ? 'item' : 'option');
  const choices = [...choiceIds].map(([label, choiceId]) => ({ id: choiceId, label }));
  const dimension = parseDimension({
    ...asked,
    id,
    config: choices.length === 0 ? config : { ...config, [field]: choices },
  });
  return dimension && { caseId: asked.id, dimension, choiceIds, strings: turned(choiceIds) };
};

/** @returns the questions in their order, or in one line which of them a board cannot ask */
export const mapDimensions = (
  dimensions: readonly CaseDimension[],
): { mapped: readonly MappedDimension[] } | { problem: string } => {
  const ids = idsFor(
    dimensions.map(({ id }) => id),
    'question',
  );
  const mapped: MappedDimension[] = [];
  for (const dimension of dimensions) {
    const found = mapDimension(dimension, ids.get(dimension.id) ?? dimension.id);
    if (found === undefined) return { problem: `A board cannot ask the dimension ${dimension.id}.` };
    mapped.push(found);
  }
  return { mapped };
};

/** Ids of people on one side → ids on the other; `ext:<name>` and unknown ones stay as they are. */
type People = ReadonlyMap<string, string>;

const translated = (value: AnswerValue, names: ReadonlyMap<string, string>): AnswerValue => {
  if (typeof value === 'string') return names.get(value) ?? value;
  if (isStrings(value)) return value.map((text) => names.get(text) ?? text);
  return value;
};

const translate = (type: Dimension['type'], value: AnswerValue, choices: People, people: People): AnswerValue => {
  if (type === 'text') return value;
  return translated(value, type === 'persons' ? people : choices);
};

/** @param people case participant → participant of the board */
export const toBoardValue = (
  { dimension, choiceIds }: MappedDimension,
  value: AnswerValue,
  people: People,
): AnswerValue => translate(dimension.type, value, choiceIds, people);

/** @param people participant of the board → case participant */
export const toCaseValue = ({ dimension, strings }: MappedDimension, value: AnswerValue, people: People): AnswerValue =>
  translate(dimension.type, value, strings, people);
