/**
 * The wall as this person sees it: what hangs there, by round and reading, in the order of reading ids, which tells
 * nothing about people. The only writer is the server; sealed and open rounds arrive on this one path.
 */

import type { DocumentLink } from '../link/document-link.ts';
import type { Hung, HungReading } from './hung.ts';
import { LiveDocument } from './live-document.svelte.ts';

export { isWithdrawn, type Hung, type HungReading } from './hung.ts';

type Rounds = Readonly<Record<string, Readonly<Record<string, HungReading>>>>;

export class WallSession {
  readonly #document: LiveDocument;
  readonly #rounds = $derived.by(() => this.#document.read((doc) => doc.getMap('rounds').toJSON() as Rounds));

  constructor(link: DocumentLink) {
    this.#document = new LiveDocument(link);
  }

  get hasArrived(): boolean {
    return this.#document.hasArrived;
  }

  /** Everything that hangs there for a round; empty before its reveal. */
  of(round: number): readonly Hung[] {
    return Object.entries(this.#rounds[String(round)] ?? {})
      .map(([readingId, reading]) => ({ readingId, reading }))
      .sort((a, b) => (a.readingId < b.readingId ? -1 : 1));
  }

  close(): void {
    this.#document.close();
  }
}
