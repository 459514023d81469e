/** Who reveals, as the subject of a sentence: "Noor reveals", "you or Ben reveal". */

import { LOCALE } from './language.ts';

const orFormat = new Intl.ListFormat(LOCALE, { style: 'long', type: 'disjunction' });

/** Names of facilitators; `isMe` when the reader is one of them, whose name is not in it then. */
export interface Revealers {
  readonly names: readonly string[];
  readonly isMe: boolean;
}
const MOST_NAMED = 3;
export const whoReveals = ({ names, isMe }: Revealers): string => {
  if (isMe) return names.length === 0 ? 'you reveal' : `you or ${orFormat.format(names)} reveal`;
  return names.length === 0 || names.length > MOST_NAMED
    ? 'the facilitator reveals'
    : `${orFormat.format(names)} reveals`;
};
