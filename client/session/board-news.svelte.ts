/**
 * What everybody on a board is told when it happens, because it changes who may do what: seats and keys. Kept in sight
 * until its reader puts it away. Built without a browser; the words are in the catalogue.
 */

import type { View } from '../../shared/board/view.ts';
import type { VisibleEvent } from '../../shared/board/visible.ts';

/** `seat_since`: somebody who had no seat when this device was last here. */
export type NewsKind = 'seat_taken' | 'seat_recovered' | 'seat_given' | 'seat_left' | 'seat_since' | 'key_replaced';

export interface News {
  readonly id: number;
  readonly kind: NewsKind;
  readonly isMe: boolean;
  /** Null once they took their name back. */
  readonly who: string | null;
  /** Whoever made a new link. */
  readonly by: string | null;
}

const KINDS: Partial<Record<VisibleEvent['type'], NewsKind>> = {
  'facilitator.taken': 'seat_taken',
  'facilitator.recovered': 'seat_recovered',
  'facilitator.granted': 'seat_given',
  'facilitator.revoked': 'seat_left',
  'key.replaced': 'key_replaced',
};

const MOST = 3;

const nameIn = ({ participants, former }: View, id: string): string | null =>
  [...participants, ...former].find((person) => person.id === id)?.name ?? null;

export class BoardNews {
  #items: readonly News[] = $state.raw([]);
  #count = 0;

  /** The latest last. */
  get items(): readonly News[] {
    return this.#items;
  }

  hear(event: VisibleEvent, view: View): void {
    const kind = KINDS[event.type];
    if (kind === undefined || !('participantId' in event)) return;
    this.#tell(view, kind, event.participantId, event.type === 'key.replaced' ? nameIn(view, event.by) : null);
  }

  /** @param known the facilitators this device knew of on its last visit */
  compare(known: readonly string[], view: View): void {
    const wasMine = known.includes(view.me.participantId);
    for (const { id, facilitator } of view.participants)
      if (wasMine && facilitator && !known.includes(id)) this.#tell(view, 'seat_since', id, null);
  }

  dismiss(id: number): void {
    this.#items = this.#items.filter((item) => item.id !== id);
  }

  #tell(view: View, kind: NewsKind, id: string, by: string | null): void {
    const item = { id: this.#count++, kind, isMe: id === view.me.participantId, who: nameIn(view, id), by };
    this.#items = [...this.#items, item].slice(-MOST);
  }
}
