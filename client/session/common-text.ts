/**
 * A text of the shared document in a plain text field: what somebody did to the field is written as the one piece that
 * changed, so that what others write meanwhile stays. Built without a browser.
 */

import type * as Y from 'yjs';
import { changeBetween, rebased, shifted, wellFormed } from './text-change.ts';

const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/gu;

/**
 * The field that showed `base` shows `next` now; others may have changed the text meanwhile.
 * @param most UTF-16 units the text may have
 * @param caret where it stands in `next`
 * @returns the text as it is then; what would make it too long is not taken
 */
export const editCommonText = (text: Y.Text, base: string, next: string, caret: number, most: number): string => {
  const now = text.toJSON();
  const taken = wellFormed(next.replace(/\r\n?/gu, '\n').replace(CONTROLS, ''));
  const change = changeBetween(base, taken, caret);
  if (change === undefined) return now;
  const grows = change.insert.length - change.remove;
  if (grows > 0 && now.length + grows > most) return now;
  const write = () => {
    for (const { at, remove, insert } of base === now ? [change] : rebased(change, base, now)) {
      if (remove > 0) text.delete(at, remove);
      if (insert !== '') text.insert(at, insert);
    }
  };
  if (text.doc === null) write();
  else text.doc.transact(write);
  return text.toJSON();
};

/** Where a caret of `before` stands once the field shows `after`. */
export const caretAfter = (caret: number, before: string, after: string): number => {
  const change = changeBetween(before, after);
  return change === undefined ? caret : shifted(caret, change);
};
