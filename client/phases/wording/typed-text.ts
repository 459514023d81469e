/**
 * What may come into the wording from this person's hands: whole characters, lines ended in one way, nothing invisible
 * that the board refuses, and no more than it takes. What others have written passes as it is.
 */

import {
  ChangeSet,
  EditorState,
  Transaction,
  type ChangeSpec,
  type Extension,
  type Text,
  type TransactionSpec,
} from '@codemirror/state';
import { ySyncAnnotation } from 'y-codemirror.next';

const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/gu;

/** Text as the board takes it. */
export const cleaned = (text: string): string => text.replace(/\r\n?/g, '\n').replace(CONTROLS, '').toWellFormed();

/** Whether a character that takes two units lies across this place. */
const isInside = (doc: Text, at: number): boolean =>
  at > 0 && at < doc.length && /^[\ud800-\udbff][\udc00-\udfff]$/.test(doc.sliceString(at - 1, at + 1));

/** The edit with no character cut in two; undefined where it is that way. Half a character would reach nobody whole. */
const whole = (transaction: Transaction): ChangeSpec[] | undefined => {
  const doc = transaction.startState.doc;
  const changes: { from: number; to: number; insert: string }[] = [];
  const mended: number[] = [];
  transaction.changes.iterChanges((fromA, toA, _fromB, _toB, inserted) => {
    const from = isInside(doc, fromA) ? fromA - 1 : fromA;
    const to = isInside(doc, toA) ? toA + 1 : toA;
    const typed = inserted.sliceString(0, inserted.length, '\n');
    const insert = cleaned(doc.sliceString(from, fromA) + typed + doc.sliceString(toA, to));
    if (from !== fromA || to !== toA || insert !== typed) mended.push(from);
    changes.push({ from, to, insert });
  });
  return mended.length === 0 ? undefined : changes;
};

const instead = (transaction: Transaction, changes: ChangeSpec[]): TransactionSpec => {
  const userEvent = transaction.annotation(Transaction.userEvent);
  const set = ChangeSet.of(changes, transaction.startState.doc.length, '\n');
  let end = 0;
  set.iterChangedRanges((_fromA, _toA, _fromB, toB) => (end = toB));
  return {
    changes: set,
    selection: { anchor: end },
    scrollIntoView: transaction.scrollIntoView,
    ...(userEvent === undefined ? {} : { userEvent }),
  };
};

/**
 * @param most UTF-16 units
 * @param onTooLong told when something was not taken because it would be more
 */
export const typedText = (most: number, onTooLong: () => void): Extension => [
  // One kind of line break: offsets in the editor and in the shared text are the same numbers.
  EditorState.lineSeparator.of('\n'),
  EditorState.transactionFilter.of((transaction) => {
    if (!transaction.docChanged || transaction.annotation(ySyncAnnotation) !== undefined) return transaction;
    const { length } = transaction.newDoc;
    if (length > most && length > transaction.startState.doc.length) {
      onTooLong();
      return [];
    }
    const changes = whole(transaction);
    return changes === undefined ? transaction : instead(transaction, changes);
  }),
];
