/** What people on a board are told of seats and keys. */

import { beforeEach, describe, expect, it } from 'vitest';
import { EMPTY_SEAT_MS } from '../../../shared/board/decide-people.ts';
import type { ParticipantId } from '../../../shared/board/ids.ts';
import type { View } from '../../../shared/board/view.ts';
import { BoardNews } from '../../../client/session/board-news.svelte.ts';
import { EmptySeat } from '../../../client/session/empty-seat.svelte.ts';

const [noor, ana, ben] = ['noor', 'ana', 'ben'] as ParticipantId[] as [ParticipantId, ParticipantId, ParticipantId];

const viewOf = (me: ParticipantId, facilitators: readonly string[] = ['noor']): View =>
  ({
    me: { participantId: me, facilitator: facilitators.includes(me) },
    participants: [
      { id: noor, name: 'Noor', facilitator: facilitators.includes(noor) },
      { id: ana, name: null, facilitator: facilitators.includes(ana) },
    ],
    former: [{ id: ben, name: 'Ben' }],
  }) as unknown as View;

let news: BoardNews;
beforeEach(() => {
  news = new BoardNews();
});

describe('news of a board', () => {
  it('A6 tell everybody that the seat was taken', () => {
    news.hear({ type: 'facilitator.taken', participantId: noor }, viewOf(ana));
    news.hear({ type: 'facilitator.taken', participantId: ana }, viewOf(ana));
    expect(news.items).toMatchObject([
      { kind: 'seat_taken', who: 'Noor', isMe: false },
      { kind: 'seat_taken', who: null, isMe: true },
    ]);
  });

  it('S10 tell everybody that somebody got a new link, and from whom', () => {
    news.hear({ type: 'key.replaced', participantId: ben, by: noor }, viewOf(ana));
    expect(news.items).toMatchObject([{ kind: 'key_replaced', who: 'Ben', by: 'Noor' }]);
  });

  it('U3 leave everything else to the screens, and go when they are put away', () => {
    news.hear({ type: 'facilitator.granted', participantId: noor }, viewOf(ana));
    news.hear({ type: 'name.withdrawn', participantId: ana }, viewOf(ana));
    expect(news.items).toHaveLength(1);
    news.dismiss(news.items[0]!.id);
    expect(news.items).toEqual([]);
  });

  it('A6 tell a facilitator who has come to the seat since their last visit, and nobody else', () => {
    news.compare(['noor'], viewOf(noor, ['noor', 'ana']));
    expect(news.items).toMatchObject([{ kind: 'seat_since', isMe: false }]);
    const others = new BoardNews();
    others.compare(['noor'], viewOf(ana, ['noor', 'ana']));
    expect(others.items).toEqual([]);
  });
});

describe('an empty seat', () => {
  it('A6 is offered after ten minutes without any facilitator', () => {
    const seat = new EmptySeat();
    seat.look(true, 1000);
    seat.look(true, 5000);
    expect(seat.isLongEmpty(EMPTY_SEAT_MS)).toBe(false);
    expect(seat.isLongEmpty(1000 + EMPTY_SEAT_MS)).toBe(true);
    seat.look(false, EMPTY_SEAT_MS);
    expect(seat.isLongEmpty(2 * EMPTY_SEAT_MS)).toBe(false);
    seat.look(true, 2 * EMPTY_SEAT_MS);
    expect(seat.isLongEmpty(2 * EMPTY_SEAT_MS + 1)).toBe(false);
  });
});
