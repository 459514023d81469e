/** Addresses that people pass on. */

import { describe, expect, it } from 'vitest';
import { boardLink, joinCodeLink, personalLink } from '../../shared/protocol/links.ts';

describe('a link', () => {
  it('S10 to oneself carries its key where no server ever gets it', () => {
    const link = personalLink('https://board.example.org', 'AbC-1', 'key_2');
    expect(link).toBe('https://board.example.org/b/AbC-1#key_2');
    const { hash, href } = new URL(link);
    expect(href.replace(hash, '')).toBe(boardLink('https://board.example.org', 'AbC-1'));
  });

  it('U2 by spoken code is the words, joined', () => {
    expect(joinCodeLink('http://10.0.0.7:3000', 'amber-river-stone')).toBe('http://10.0.0.7:3000/j/amber-river-stone');
  });
});
