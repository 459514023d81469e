/** A shared document as state: whatever reads its saving state or content through here is told when it changes. */

import { createSubscriber } from 'svelte/reactivity';
import type * as Y from 'yjs';
import type { DocumentLink, DocumentState } from '../link/document-link.ts';

export class LiveDocument {
  readonly link: DocumentLink;
  readonly #linkChanged: () => void;
  readonly #contentChanged: () => void;

  constructor(link: DocumentLink) {
    this.link = link;
    this.#linkChanged = createSubscriber((update) => link.onChange(update));
    this.#contentChanged = createSubscriber((update) => {
      link.doc.on('afterTransaction', update);
      return () => link.doc.off('afterTransaction', update);
    });
  }

  get state(): DocumentState {
    this.#linkChanged();
    return this.link.state;
  }

  get hasArrived(): boolean {
    this.#linkChanged();
    return this.link.hasArrived;
  }

  /** What `look` finds in the document; asked again after every change of it. */
  read<Found>(look: (doc: Y.Doc) => Found): Found {
    this.#contentChanged();
    return look(this.link.doc);
  }

  close(): void {
    this.link.close();
  }
}
