/** Words around the editor of the shared wording. */

import type { DocumentState } from '../../link/document-link.ts';
import { plural, sayList } from './language.ts';

const states: Readonly<Record<DocumentState['kind'], string>> = {
  connecting: 'Connecting …',
  saved: 'Saved',
  saving: 'Saving …',
  failing: 'Nothing is being saved at the moment. Keep this page open; it goes on by itself.',
  lost: 'No connection. What you write stays on this page until it is back.',
  refused: 'The last words were not taken. The text as the board has it is being loaded.',
};

export const wording = {
  states,
  loading: 'The text can be edited in a moment.',
  notLoaded: 'The editor could not be loaded. The text above is what the board has.',
  loadAgain: 'Load the page again',
  othersHere: (names: readonly string[], more: number) => {
    const all = more === 0 ? names : [...names, plural(more, { one: '# more', other: '# more' })];
    return all.length === 1 ? `${sayList(all)} is in the text.` : `${sayList(all)} are in the text.`;
  },
  others: (more: number) => `+ ${String(more)}`,
  tooLong: (most: string) => `A wording has room for ${most} characters. What would have been more was left out.`,
  askShortcut: 'Ctrl or ⌘ + Enter',
  aside:
    'The text was closed for writing while you typed. This is how it stood on your screen; it is on this page only.',
  asideWords: 'The wording as it stood on your screen',
  asideCopy: 'Copy it',
  asideLetGo: 'Let it go',
} as const;
