/**
 * What was deleted while a reading was written leaves the store once the round is revealed: of every document that is
 * final only one state without history stays (S5). Done after a reveal, and again when a board is opened, in case a process
 * died in between.
 */

import type { ParticipantId } from '../../shared/board/ids.ts';
import type { RoomParts } from './room-parts.ts';
import { readingStream } from './streams.ts';

export class Drafts {
  readonly #room: RoomParts;
  /** Streams that are known to hold no history. */
  readonly #forgotten = new Set<string>();

  constructor(room: RoomParts) {
    this.#room = room;
  }

  /** @throws StoreUnavailable */
  async forget(): Promise<void> {
    const { id, documents, dependencies } = this.#room;
    const { store } = dependencies;
    const waiting = this.#final().filter(({ stream }) => !this.#forgotten.has(stream));
    if (waiting.length === 0) return;
    const kept = new Set((await store.streams(id)).map(({ stream }) => stream));
    for (const { round, author, stream } of waiting) {
      if (kept.has(stream) && (await store.read(id, stream)).entries.length > 0) {
        await documents.forgetHistory({ round, author });
      }
      this.#forgotten.add(stream);
    }
  }

  /** Readings of revealed rounds that nobody can write any more. */
  #final(): { round: number; author: ParticipantId; stream: string }[] {
    const { state } = this.#room;
    return state.rounds
      .filter(({ status }) => status === 'revealed')
      .flatMap(({ number: round, readers }) =>
        [...state.participants.values()]
          // Who was absent may still be writing.
          .filter(({ id, isAbsent }) => !isAbsent || readers.has(id))
          .map(({ id: author }) => ({ round, author, stream: readingStream(round, author) })),
      );
  }
}
