/**
 * What an author may put into a reading: letters into its texts, values under the keys of an answer and of the nod. The
 * shape, and what was carried over, is the server's.
 */

import * as Y from 'yjs';
import { ANSWER_STATES } from '../../shared/board/reading.ts';
import type { DocumentLimits } from './document-limits.ts';
import { ANSWERS, NOD } from './reading-document.ts';
import type { SharedType } from './shared-type.ts';
import type { ContentRules } from './vet/content-judge.ts';
import { schemaRules, type TypeRule } from './vet/schema-judge.ts';

export const readingRules = (doc: Y.Doc, limits: DocumentLimits): ContentRules => {
  const answers = doc.getMap(ANSWERS);
  const nod = doc.getMap(NOD);
  const text: TypeRule = {
    kind: 'text',
    place: 'reading',
    allowance: { limit: limits.readingUnits, units: () => unitsOfAll(answers) },
  };
  const nodRule: TypeRule = {
    kind: 'values',
    place: 'reading',
    isOpen: (key) => key === 'fist' || key === 'sure' || key === 'reason',
    fits: fitsNod(limits),
  };
  const answerRule = (answer: SharedType): TypeRule => ({
    kind: 'values',
    place: 'reading',
    isOpen: (key) => key === 'state' || key === 'kept' || ((key === 'value' || key === 'raw') && !holdsText(answer)),
    fits: fitsAnswer(limits),
  });
  return schemaRules(doc, {
    ruleOf: (type) => {
      if (type === nod) return nodRule;
      if (type.parent === answers) return type instanceof Y.Map ? answerRule(type) : undefined;
      return type instanceof Y.Text && type.parent?.parent === answers ? text : undefined;
    },
  });
};

const textOf = (answer: SharedType): SharedType | undefined => {
  const value = answer._map.get('value');
  return value?.content instanceof Y.ContentType ? value.content.type : undefined;
};

const holdsText = (answer: SharedType): boolean => textOf(answer) !== undefined;

const unitsOfAll = (answers: SharedType): number => {
  let units = 0;
  for (const { content } of answers._map.values()) {
    if (content instanceof Y.ContentType) units += textOf(content.type)?._length ?? 0;
  }
  return units;
};

const isWholeUpTo = (value: unknown, most: number): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= most;

const fitsAnswer = (limits: DocumentLimits) => (key: string, value: unknown, bytes: number) => {
  switch (key) {
    case 'state':
      return ANSWER_STATES.some((state) => state === value);
    case 'raw':
      return typeof value === 'string' && value.length <= limits.rawUnits;
    case 'kept':
      return typeof value === 'boolean';
    default:
      return bytes <= limits.valueBytes;
  }
};

/** Null takes back what was said. */
const fitsNod = (limits: DocumentLimits) => (key: string, value: unknown) => {
  if (key === 'reason') return typeof value === 'string' && value.length <= limits.reasonUnits;
  if (value === null) return true;
  return isWholeUpTo(value, key === 'fist' ? 5 : 100);
};
