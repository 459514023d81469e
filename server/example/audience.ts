/**
 * Who came to an example besides those who play it, as its facilitator sees them. Folded from what reaches the
 * facilitator anyway: whether somebody is done, never what they write.
 */

import type { VisibleEvent } from '../../shared/board/visible.ts';
import type { Client } from '../play/client.ts';
import type { Learnt } from '../play/control-link.ts';

export interface Visitor {
  readonly reads: boolean;
  readonly isDone: boolean;
}

/** @param cast those who play, by participant id */
export const visitorsAmong = (events: readonly VisibleEvent[], cast: ReadonlySet<string>): readonly Visitor[] => {
  const visitors = new Map<string, Visitor>();
  for (const event of events) {
    if (event.type === 'participant.joined' || event.type === 'participant.renamed') {
      const { id, reads } = event.person;
      if (!cast.has(id)) visitors.set(id, { isDone: visitors.get(id)?.isDone ?? false, reads });
    } else if (event.type === 'reading.finished') {
      const visitor = visitors.get(event.participantId);
      if (visitor !== undefined) visitors.set(event.participantId, { ...visitor, isDone: event.done });
    } else if (event.type === 'participant.removed') visitors.delete(event.participantId);
  }
  return [...visitors.values()];
};

/** What the facilitator waits for. Every wait ends with a Problem when the facilitator leaves. */
export class Audience {
  readonly #facilitator: Client;
  readonly #cast: ReadonlySet<string>;

  constructor(facilitator: Client, cast: ReadonlySet<string>) {
    this.#facilitator = facilitator;
    this.#cast = cast;
  }

  /** Whether anybody came in time. */
  comes(patienceMs: number): Promise<boolean> {
    return this.#facilitator.within(patienceMs, ({ events }) => visitorsAmong(events, this.#cast).length > 0);
  }

  /** Whether everybody who gives a reading was done in time. */
  isDone(patienceMs: number): Promise<boolean> {
    return this.#facilitator.within(patienceMs, ({ events }) =>
      visitorsAmong(events, this.#cast).every(({ reads, isDone }) => isDone || !reads),
    );
  }

  /** Resolves when nobody has been connected for `unwatchedMs`, or after `atMostMs`. */
  async hasGone(unwatchedMs: number, atMostMs: number, monotonicMs: () => number): Promise<void> {
    const untilMs = monotonicMs() + atMostMs;
    const isWatched = ({ online }: Learnt) => [...online].some((id) => !this.#cast.has(id));
    for (let leftMs = atMostMs; leftMs > 0; leftMs = untilMs - monotonicMs()) {
      const isAlone = await this.#facilitator.within(leftMs, (learnt) => !isWatched(learnt));
      const awayMs = Math.min(unwatchedMs, untilMs - monotonicMs());
      if (!isAlone || !(await this.#facilitator.within(awayMs, isWatched))) return;
    }
  }
}
