/** What hands do to a document: type a word nobody else would type, take one away, answer, nod. */

import * as Y from 'yjs';
import type { ParticipantId } from '../../shared/board/ids.ts';
import type { Seeded } from '../kit/seeded.ts';
import { CANARY, CANARY_UNITS, type Canaries } from './canaries.ts';

export interface Hand {
  readonly die: Seeded;
  readonly canaries: Canaries;
  readonly who: ParticipantId;
}

export const pick = <Item>(die: Seeded, items: readonly Item[]): Item | undefined =>
  items[Math.floor(die() * items.length)];

const typeWord = ({ die, canaries, who }: Hand, text: Y.Text, kind: 'reading' | 'shared'): void => {
  // Between words, so that the letters of each stay together.
  const places = [...text.toJSON().matchAll(/ /g)].map(({ index }) => index);
  text.insert(pick(die, [0, text.length, ...places]) ?? 0, ` ${canaries.fresh(who, kind)} `);
};

const deleteWord = ({ die }: Hand, text: Y.Text): void => {
  const at = pick(
    die,
    [...text.toJSON().matchAll(CANARY)].map(({ index }) => index),
  );
  if (at !== undefined) text.delete(at, CANARY_UNITS);
};

export const writeText = (hand: Hand, text: Y.Text, kind: 'reading' | 'shared'): void => {
  if (hand.die() < 0.7) typeWord(hand, text, kind);
  else deleteWord(hand, text);
};

/** Wording or notes, whatever of them has arrived. */
export const writeShared = (hand: Hand, doc: Y.Doc, place: 'wording' | 'notes'): void => {
  if (place === 'wording') return writeText(hand, doc.getText('wording'), 'shared');
  const note = pick(hand.die, [...doc.getMap<unknown>('notes').values()]);
  if (note instanceof Y.Text) writeText(hand, note, 'shared');
};

export const writeReading = (hand: Hand, doc: Y.Doc): void => {
  const { die, canaries, who } = hand;
  const answers = [...doc.getMap<unknown>('answers').values()].filter((answer) => answer instanceof Y.Map);
  const answer = pick(die, answers) as Y.Map<unknown> | undefined;
  // The shape is the server's: before it has arrived there is nothing to write into.
  if (answer === undefined) return;
  const nod = doc.getMap<unknown>('nod');
  const value = answer.get('value');
  const deed = die();
  if (deed < 0.1) nod.set('fist', Math.floor(die() * 6));
  else if (deed < 0.15) nod.set('sure', Math.floor(die() * 11) * 10);
  else if (deed < 0.2) nod.set('reason', canaries.fresh(who, 'reading'));
  else if (deed < 0.25) answer.set('state', pick(die, ['answered', 'not_decided', 'dont_know', 'skipped']));
  else if (deed < 0.3) answer.set('kept', die() < 0.7);
  else if (value instanceof Y.Text) writeText(hand, value, 'reading');
  else answer.set('raw', canaries.fresh(who, 'reading'));
};
