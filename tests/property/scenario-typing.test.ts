/** Typing, with its slips and second thoughts, always ends in the text that was meant. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seeded } from '../../shared/scenario/seeded.ts';
import { strike, typing, type Stroke } from '../../shared/scenario/typing.ts';

const isPossible = (text: string, stroke: Stroke): boolean =>
  stroke.at >= 0 && stroke.at + (stroke.kind === 'delete' ? stroke.length : 0) <= text.length;

describe('typing', () => {
  it('S6 ends in the text that was meant, by strokes that are all possible', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.integer(), (text, seed) => {
        const { strokes } = typing(text, seeded(seed));
        const result = strokes.reduce((before, stroke) => {
          expect(isPossible(before, stroke)).toBe(true);
          return strike(before, stroke);
        }, '');
        expect(result).toBe(text);
      }),
    );
  });

  it('S5 shows its drafts while it lasts', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.integer(), (text, seed) => {
        const { strokes, drafts } = typing(text, seeded(seed));
        const seen = new Set<string>();
        strokes.reduce((before, stroke) => {
          const after = strike(before, stroke);
          seen.add(after);
          return after;
        }, '');
        for (const draft of drafts) expect(seen).toContain(draft);
      }),
    );
  });
});
