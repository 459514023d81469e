/**
 * The documents of one board that are open on this node, each once. Opened when somebody asks, let go when nobody has for
 * a while; what could not be loaded is not tried again at once, however many ask.
 */

import type { BoardId } from '../../shared/board/ids.ts';
import type { RejectionCode } from '../../shared/board/rejections.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Random } from '../runtime/random.ts';
import { StoreUnavailable, type BoardStore, type Entry, type StreamName } from '../store/board-store.ts';
import type { BoardAccess, DocumentName } from './board-access.ts';
import type { DocumentLimits } from './document-limits.ts';
import type { DocumentModel } from './document-model.ts';
import { streamOf } from './document-name.ts';
import { DocumentState, type StateDependencies } from './document-state.ts';
import { LiveDocument } from './live-document.ts';
import type { Reflect } from './mirror.ts';

/** What a document is, by its name. */
export interface DocumentKind {
  readonly model: DocumentModel;
  /** Whether those it is for may write it now. */
  readonly mayBegin: () => boolean;
  readonly hasAwareness?: boolean;
  readonly reflect?: Reflect;
}

export interface OpenDependencies {
  readonly board: BoardId;
  readonly store: BoardStore;
  readonly access: BoardAccess;
  readonly clock: Clock;
  readonly random: Random;
  readonly limits: DocumentLimits;
  readonly kindOf: (name: DocumentName) => DocumentKind;
  readonly tellNodes: (update: Uint8Array) => void;
  readonly report: (event: string, fault: unknown) => void;
  readonly onRefusal: (code: RejectionCode) => void;
}

const RETRY_MS = 1000;

export class OpenDocuments {
  readonly #dependencies: OpenDependencies;
  readonly #open = new Map<StreamName, LiveDocument>();
  readonly #failedAtMs = new Map<StreamName, number>();
  #isClosed = false;

  constructor(dependencies: OpenDependencies) {
    this.#dependencies = dependencies;
  }

  /** Connections to all of them. */
  get peers(): number {
    let count = 0;
    for (const live of this.#open.values()) count += live.peers;
    return count;
  }

  /** @throws StoreUnavailable it could not be loaded a moment ago */
  get(name: DocumentName): LiveDocument {
    const stream = streamOf(name);
    const known = this.#open.get(stream);
    if (known !== undefined) return known;
    const { clock } = this.#dependencies;
    const failedAtMs = this.#failedAtMs.get(stream);
    const isTooSoon = failedAtMs !== undefined && clock.monotonicMs() - failedAtMs < RETRY_MS;
    if (this.#isClosed || isTooSoon) throw new StoreUnavailable('The document could not be loaded');
    const live = this.#start(name, stream);
    this.#open.set(stream, live);
    return live;
  }

  /** Undefined when it is not open. */
  peek(name: DocumentName): LiveDocument | undefined {
    return this.#open.get(streamOf(name));
  }

  /** As the store holds it, without opening it. @throws StoreUnavailable */
  async stored(name: DocumentName): Promise<DocumentState> {
    const dependencies = this.#stateOf(name);
    const { store, board, stream } = dependencies;
    return new DocumentState(await store.read(board, stream), dependencies);
  }

  onEntry(entry: Entry): void {
    this.#open.get(entry.stream)?.onEntry(entry);
  }

  forEach(run: (live: LiveDocument) => void): void {
    for (const live of [...this.#open.values()]) run(live);
  }

  async close(code: number, reason: string): Promise<void> {
    this.#isClosed = true;
    await Promise.all([...this.#open.values()].map((live) => live.close(code, reason)));
  }

  #stateOf(name: DocumentName): StateDependencies {
    const { kindOf, ...rest } = this.#dependencies;
    return { ...rest, stream: streamOf(name), model: kindOf(name).model };
  }

  #start(name: DocumentName, stream: StreamName): LiveDocument {
    const { kindOf, tellNodes, ...rest } = this.#dependencies;
    const { model, mayBegin, hasAwareness, reflect } = kindOf(name);
    const live: LiveDocument = new LiveDocument({
      ...rest,
      name,
      stream,
      model,
      mayBegin,
      ...(hasAwareness === true ? { tellNodes } : {}),
      ...(reflect === undefined ? {} : { reflect }),
      onEnd: (why) => {
        if (this.#open.get(stream) === live) this.#open.delete(stream);
        if (why === 'failed') this.#failedAtMs.set(stream, this.#dependencies.clock.monotonicMs());
        else this.#failedAtMs.delete(stream);
      },
    });
    return live;
  }
}
