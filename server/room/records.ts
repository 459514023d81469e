/** Names and replies of one board: folded from the records stream, which forgets what was erased. */

import type { PersonRecord, RecordChange, ReplyRecord } from '../../shared/board/events.ts';
import type { ParticipantId, ReplyId } from '../../shared/board/ids.ts';
import type { Entry, Seq, StreamContent } from '../store/board-store.ts';
import { decodeRecords, encodeRecords } from './entry-codec.ts';

export class Records {
  readonly #people = new Map<ParticipantId, PersonRecord>();
  readonly #replies = new Map<ReplyId, ReplyRecord>();
  #head: Seq = 0;
  #hasErasedSinceSnapshot = false;

  readonly nameOf = (id: ParticipantId): PersonRecord | undefined => this.#people.get(id);
  readonly replyOf = (id: ReplyId): string | undefined => this.#replies.get(id)?.text;

  /** Sequence number of the last change folded. */
  get head(): Seq {
    return this.#head;
  }

  /** Whether the stream still holds bytes of something that was erased. */
  get hasErasedSinceSnapshot(): boolean {
    return this.#hasErasedSinceSnapshot;
  }

  load(content: StreamContent): void {
    if (content.snapshot !== undefined) this.#replaceBy(content.snapshot.upTo, content.snapshot.bytes);
    for (const entry of content.entries) this.fold(entry);
  }

  fold(entry: Entry): void {
    if (entry.seq <= this.#head) return;
    if (entry.isSnapshot === true) {
      this.#replaceBy(entry.seq, entry.payload);
      return;
    }
    this.#head = entry.seq;
    for (const change of decodeRecords(entry.payload)) this.#apply(change);
  }

  /** What the stream should hold once compacted: everything that is not erased. */
  snapshot(): Uint8Array {
    const people = [...this.#people].map(([id, value]): RecordChange => ({ key: `name:${id}`, value }));
    const replies = [...this.#replies].map(([id, value]): RecordChange => ({ key: `reply:${id}`, value }));
    return encodeRecords([...people, ...replies]);
  }

  /** Call once the stream was compacted to `snapshot()`. */
  markCompacted(): void {
    this.#hasErasedSinceSnapshot = false;
  }

  #replaceBy(upTo: Seq, bytes: Uint8Array): void {
    this.#people.clear();
    this.#replies.clear();
    this.#head = upTo;
    for (const change of decodeRecords(bytes)) this.#apply(change);
    this.#hasErasedSinceSnapshot = false;
  }

  #apply(change: RecordChange): void {
    if (change.value === null) this.#hasErasedSinceSnapshot = true;
    const id = change.key.slice(change.key.indexOf(':') + 1);
    if (change.key.startsWith('name:'))
      setOrDelete(this.#people, id as ParticipantId, change.value as PersonRecord | null);
    else setOrDelete(this.#replies, id as ReplyId, change.value as ReplyRecord | null);
  }
}

const setOrDelete = <Key, Value>(map: Map<Key, Value>, key: Key, value: Value | null): void => {
  if (value === null) map.delete(key);
  else map.set(key, value);
};
