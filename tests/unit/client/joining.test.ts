/** Pieces of joining: one request until it is answered, spoken words, letters that stand for a name. */

import { describe, expect, it } from 'vitest';
import { Attempt } from '../../../client/session/attempt.ts';
import { codeOf, wordsOf } from '../../../client/session/spoken-code.ts';
import { initialsOf } from '../../../client/text/initials.ts';

const counted = () => {
  let count = 0;
  return new Attempt(() => `command-${++count}`);
};

describe('pressing Join', () => {
  it('U2 stays the same request while nobody knows whether it arrived', () => {
    const attempt = counted();
    for (const code of ['offline', 'unanswered', 'unavailable', 'busy', 'internal', 'rate_limited'] as const)
      attempt.refused({ code });
    expect(attempt.commandId).toBe('command-1');
  });

  it('U2 is another request after a refusal', () => {
    const attempt = counted();
    attempt.refused({ code: 'passphrase_wrong' });
    expect(attempt.commandId).toBe('command-2');
    attempt.refused({ code: 'malformed' });
    expect(attempt.commandId).toBe('command-3');
  });
});

describe('the spoken code', () => {
  it.each([
    ['harbor lemon tiger', 'harbor-lemon-tiger'],
    ['  Harbor, Lemon – TIGER ', 'harbor-lemon-tiger'],
    ['harbor-lemon-tiger', 'harbor-lemon-tiger'],
    ['harbor lemon', undefined],
    ['harbor lemon tiger swan', undefined],
    ['', undefined],
  ])('U2 is understood as typed: %j', (spoken, code) => {
    expect(codeOf(spoken)).toBe(code);
  });

  it('U2 is said in words', () => {
    expect(wordsOf('harbor-lemon-tiger')).toEqual(['harbor', 'lemon', 'tiger']);
  });
});

describe('initials', () => {
  it.each([
    ['Ana', 'A'],
    ['ana maría de la Cruz', 'AC'],
    ['Jean-Luc', 'JL'],
    ['Øystein Å.', 'ØÅ'],
    ['王小明', '王'],
    ['👩‍🚀 Sally', '👩‍🚀S'],
    ['  ', ''],
    [null, ''],
  ])('S13 stand for %j', (name, initials) => {
    expect(initialsOf(name)).toBe(initials);
  });
});
