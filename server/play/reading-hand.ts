/** The hand that writes a reading: carries out the acts of a script on the document, one transaction each. */

import * as Y from 'yjs';
import type { DimensionId } from '../../shared/board/ids.ts';
import { toBoardValue, type MappedDimension } from '../../shared/scenario/case-dimensions.ts';
import type { Deed } from '../../shared/scenario/reading-script.ts';
import { strike, type Stroke } from '../../shared/scenario/typing.ts';
import { Problem } from './problem.ts';

export interface Hand {
  readonly doc: Y.Doc;
  readonly dimensions: readonly MappedDimension[];
  /** Case participant → participant of the board. */
  readonly people: ReadonlyMap<string, string>;
}

/** Shapes are the server's: whatever is not there when the document has arrived never will be. */
const answerOf = (doc: Y.Doc, dimension: DimensionId): Y.Map<unknown> => {
  const answer = doc.getMap<unknown>('answers').get(dimension);
  if (answer instanceof Y.Map) return answer as Y.Map<unknown>;
  throw new Problem(`The reading has no place for an answer to ${dimension}.`);
};

const rawOf = (answer: Y.Map<unknown>): string => {
  const raw = answer.get('raw');
  return typeof raw === 'string' ? raw : '';
};

const write = (answer: Y.Map<unknown>, stroke: Stroke): void => {
  const text = answer.get('value');
  if (!(text instanceof Y.Text)) answer.set('raw', strike(rawOf(answer), stroke));
  else if (stroke.kind === 'insert') text.insert(stroke.at, stroke.text);
  else text.delete(stroke.at, stroke.length);
};

const clear = (answer: Y.Map<unknown>): void => {
  const text = answer.get('value');
  if (text instanceof Y.Text) text.delete(0, text.length);
  else answer.set('raw', '');
};

const choose = ({ dimensions, people }: Hand, answer: Y.Map<unknown>, deed: Deed & { kind: 'choose' }): void => {
  const mapped = dimensions.find(({ dimension }) => dimension.id === deed.dimension);
  if (mapped !== undefined) answer.set('value', toBoardValue(mapped, deed.value, people));
};

/** @throws Problem when the document is not the one the script was written for */
export const carryOut = (hand: Hand, deed: Deed): void => {
  const nod = hand.doc.getMap<unknown>('nod');
  switch (deed.kind) {
    case 'nod':
      nod.set('fist', deed.fist);
      return;
    case 'sure':
      nod.set('sure', deed.sure);
      return;
    case 'stroke':
      write(answerOf(hand.doc, deed.dimension), deed.stroke);
      return;
    case 'state':
      answerOf(hand.doc, deed.dimension).set('state', deed.state);
      return;
    case 'keep':
      answerOf(hand.doc, deed.dimension).set('kept', true);
      return;
    case 'clear':
      clear(answerOf(hand.doc, deed.dimension));
      return;
    case 'choose':
      choose(hand, answerOf(hand.doc, deed.dimension), deed);
  }
};
