/**
 * This node's copy of a document: loaded from the store, kept in step with what others append, and thrown away whenever
 * it might hold what the store does not. Remembers what peers were told, so that a fresh copy can tell them the rest.
 */

import { DocumentState } from './document-state.ts';
import { lacksFirstState, writeFirstState, type FirstStateDependencies } from './first-state.ts';
import type { Serving } from './serving.ts';
import type { Entry, Seq } from '../store/board-store.ts';

export interface CopyDependencies extends FirstStateDependencies {
  readonly serving: Serving;
  /** It holds something that this node did not see become durable. */
  readonly onUnflushed: () => void;
}

export class DocumentCopy {
  readonly #dependencies: CopyDependencies;
  #state: DocumentState | undefined;
  /** Entry up to which everybody who has joined was told. */
  #toldUpTo: Seq | undefined;
  /** Entries of other writers that have not been applied yet. */
  #arrived: Entry[] = [];
  #mayLackAdditions = true;

  constructor(dependencies: CopyDependencies) {
    this.#dependencies = dependencies;
  }

  get state(): DocumentState | undefined {
    return this.#state;
  }

  /** The copy if it is there, with the first state it is to have. */
  get ready(): DocumentState | undefined {
    const state = this.#state;
    return state === undefined || lacksFirstState(state, this.#dependencies) ? undefined : state;
  }

  /** Loads it, and writes its first state where it is to have one. @throws StoreUnavailable */
  async prepare(): Promise<DocumentState> {
    let state = this.#state ?? (await this.#load());
    while (lacksFirstState(state, this.#dependencies)) {
      const entry = await writeFirstState(state, this.#dependencies);
      if (entry === undefined) state = await this.#load();
      else this.#dependencies.serving.followed(entry);
      this.#dependencies.onUnflushed();
      this.#toldUpTo = state.head;
    }
    return state;
  }

  forget(): void {
    this.#state?.destroy();
    this.#state = undefined;
    this.#dependencies.serving.cache.clear();
  }

  /** Everybody was told of everything that is in it. */
  told(): void {
    this.#toldUpTo = this.#state?.head;
  }

  /** What the document stands on may have changed. */
  reconsider(): void {
    this.#mayLackAdditions = true;
  }

  /** What the server has to add to the document as it stands. */
  additions(): Uint8Array | undefined {
    const { model, access } = this.#dependencies;
    if (!this.#mayLackAdditions || !access.isFresh() || this.#state === undefined) return undefined;
    this.#mayLackAdditions = false;
    return model.additions?.(this.#state.doc, this.#state.serverClient);
  }

  arrive(entry: Entry): void {
    this.#arrived.push(entry);
  }

  /** Those of what has arrived that are not in the copy yet. */
  takeArrived(): Entry[] {
    const head = this.#state?.head ?? 0;
    return this.#arrived.splice(0).filter(({ seq }) => seq > head);
  }

  /** Applies what has arrived, and tells everybody. @throws when it is no continuation of what is there */
  followArrived(): void {
    for (const entry of this.takeArrived()) this.follow(entry);
  }

  follow(entry: Entry): void {
    const state = this.#state;
    if (state === undefined || entry.seq <= state.head) return;
    state.follow(entry);
    if (!state.isWhole()) throw new Error('An entry of the log lacks what comes before it');
    this.#toldUpTo = entry.seq;
    this.#dependencies.onUnflushed();
    this.#dependencies.serving.followed(entry);
  }

  async #load(): Promise<DocumentState> {
    const { store, board, stream, serving, access } = this.#dependencies;
    this.forget();
    const content = await store.read(board, stream);
    // It may be ahead of what this node has folded, and hold what peers may not see any more.
    await access.catchUp();
    const state = new DocumentState(content, this.#dependencies);
    this.#state = state;
    this.#mayLackAdditions = true;
    if (state.head > 0) this.#dependencies.onUnflushed();
    if (this.#toldUpTo !== undefined) serving.reloaded(content, this.#toldUpTo);
    this.#toldUpTo = state.head;
    this.followArrived();
    return state;
  }
}
