/** What a press on "open" is said to do is what the board then does. */

import { describe, expect, it } from 'vitest';
import { foldEntry } from '../../../shared/board/view-fold.ts';
import type { View } from '../../../shared/board/view.ts';
import { parseDimension } from '../../../shared/board/dimension.ts';
import { FIRST_RULES } from '../../../shared/board/rules.ts';
import { missingIn, nextRound } from '../../../client/phases/frame/next-round.ts';

const dimension = (id: string, more: object = {}) => parseDimension({ id, type: 'text', label: id, ...more })!;

const framing = (changes: Partial<View> = {}): View =>
  ({
    board: { id: 'b', phase: 'frame', round: 0, rules: FIRST_RULES, wording: 'We agree.', wordings: [], seen: 0 },
    me: { participantId: 'ana', facilitator: true, reads: true, marks: [] },
    participants: [{ id: 'ana', name: 'Ana', reads: true, online: true, facilitator: true, done: false }],
    dimensions: [dimension('who')],
    rounds: [],
    ...changes,
  }) as unknown as View;

const opened = (view: View, wording: string, isResumed = false): View =>
  foldEntry(view, {
    seq: 1,
    at: 0,
    events: [
      {
        type: 'round.opened',
        round: isResumed ? view.rounds.length : view.rounds.length + 1,
        isResumed,
        wording,
        wordingVersion: 1,
        dimensions: view.dimensions,
        rules: view.board.rules,
      },
    ],
  } as unknown as Parameters<typeof foldEntry>[1]);
const steppedBack = (view: View): View =>
  foldEntry(view, { seq: 2, at: 0, events: [{ type: 'phase.back', from: 'write', to: 'frame' }] });

describe('Opening a round', () => {
  const paused = steppedBack(opened(framing(), 'We agree.'));

  it('U3 begins with the first one', () => {
    expect(nextRound(framing(), 'We agree.')).toEqual({ kind: 'first', number: 1 });
  });

  it('U3 goes on with a paused one of which nothing has changed', () => {
    expect(nextRound(paused, 'We agree.')).toEqual({ kind: 'resumed', number: 1 });
    const framedByFew = {
      ...paused,
      board: { ...paused.board, rules: { ...FIRST_RULES, framing: 'facilitator' as const } },
    };
    expect(nextRound(framedByFew, 'We agree.')).toMatchObject({ kind: 'resumed' });
  });

  it('U3 says what makes it leave a paused one behind', () => {
    expect(nextRound(paused, 'We agree!')).toEqual({ kind: 'instead', number: 2, paused: 1, changed: ['wording'] });
    const otherwise = {
      ...paused,
      dimensions: [dimension('who'), dimension('when')],
      board: { ...paused.board, rules: { ...FIRST_RULES, names: true } },
    };
    expect(nextRound(otherwise, 'We agree.')).toMatchObject({ changed: ['questions', 'rules'] });
  });

  it('U3 starts from everyone’s last answers after a reveal', () => {
    const revealed = {
      ...paused,
      rounds: paused.rounds.map((round) => ({ ...round, status: 'revealed' as const })),
    };
    expect(nextRound(revealed, 'We agree.')).toMatchObject({ kind: 'again', number: 2, last: { number: 1 } });
  });

  it('U5 says what is missing', () => {
    expect(missingIn(framing(), 'We agree.')).toEqual([]);
    const choice = dimension('which', { type: 'single', config: { options: [] } });
    const empty = framing({ dimensions: [], participants: [] });
    expect(missingIn(empty, ' \n').map(({ kind }) => kind)).toEqual(['wording', 'questions', 'people']);
    expect(missingIn(framing({ dimensions: [choice] }), 'x')).toEqual([{ kind: 'choices', question: choice }]);
  });
});
