/**
 * What moves a document. One run at a time takes from the queue of what has come in:
 *
 *   load, if it is not loaded            nothing is served before; a failed load sends everybody away (Y18)
 *   judge what is waiting                permission and content of each message, applied as one transaction
 *   append it                            under the head and the fence it was judged under
 *   committed:   tell everybody, answer those who came, acknowledge what is durable
 *   superseded:  load again, judge again what may still be written
 *   unknown:     tell the writers, load again, ask everybody what they have
 *
 * From the moment something is applied until it is committed nobody is served: what a peer sees is in the store (I1, D2).
 */

import type { ParticipantId } from '../../shared/board/ids.ts';
import type { RejectionCode } from '../../shared/board/rejections.ts';
import type { Clock } from '../runtime/clock.ts';
import { StoreUnavailable, type Entry, type Seq } from '../store/board-store.ts';
import { Acknowledgements } from './acknowledgements.ts';
import { appendFlush, type AppendDependencies } from './appending.ts';
import type { BoardAccess, DocumentName } from './board-access.ts';
import { DocumentState } from './document-state.ts';
import { lacksFirstState, writeFirstState, type FirstStateDependencies } from './first-state.ts';
import type { Inbound, InboundQueue } from './inbound-queue.ts';
import { judgeQueue, type Flush, type JudgeDependencies } from './judging.ts';
import type { Mirror } from './mirror.ts';
import type { PeerSession } from './peer-session.ts';
import type { Peers } from './peers.ts';
import type { Serving } from './serving.ts';
import { tellOfLoss } from './loss.ts';
import { WriteWindow } from './write-window.ts';

export interface RunDependencies extends FirstStateDependencies {
  readonly name: DocumentName;
  readonly access: BoardAccess;
  readonly clock: Clock;
  readonly queue: InboundQueue;
  readonly peers: Peers;
  readonly serving: Serving;
  readonly mirror: Mirror | undefined;
  readonly refuse: (session: PeerSession, code: RejectionCode, isHostile?: boolean) => void;
  /** Who shows themselves under a client id that nobody has written with yet. */
  readonly holderOf: (clientId: number) => ParticipantId | undefined;
  /** Something went wrong that is no refusal. */
  readonly report: (event: string, fault: unknown) => void;
  /** The document cannot be loaded: everybody is to be sent away. */
  readonly onFailure: () => void;
  /** A run has ended well. */
  readonly onRest: (state: DocumentState) => void;
}

/** How often a node that lags looks whether it still does, while somebody waits for it. */
const LOOK_AGAIN_MS = 1000;

interface Waiter {
  readonly resolve: (state: DocumentState) => void;
  readonly reject: (fault: unknown) => void;
}

export class DocumentRun {
  readonly #dependencies: RunDependencies;
  readonly #window: WriteWindow;
  readonly #acknowledgements: Acknowledgements;
  readonly #judging: JudgeDependencies;
  readonly #appending: AppendDependencies;
  #state: DocumentState | undefined;
  /** Entry up to which everybody who has joined was told. */
  #toldUpTo: Seq | undefined;
  /** Entries of the stream that came in during a run. */
  #arrived: Entry[] = [];
  #waiters: Waiter[] = [];
  #isRunning = false;
  #isEnded = false;
  /** What is applied and not known to be committed. */
  #pending: Flush | undefined;
  #mayLackAdditions = true;
  /** Why something that was committed will not be durable. */
  #lost: { readonly fault: unknown } | undefined;

  constructor(dependencies: RunDependencies) {
    this.#dependencies = dependencies;
    const { access, name, clock, peers, queue, mirror, refuse, serving } = dependencies;
    this.#window = new WriteWindow(
      clock,
      () => peers.count,
      () => void this.#run(),
    );
    this.#acknowledgements = new Acknowledgements((fault) => {
      this.#lost = { fault };
      this.ask();
    });
    this.#judging = {
      name,
      access,
      queue,
      refuse,
      ask: (inbound) => serving.foundGap(inbound),
      askWhenFresh: (session) => this.#askWhenFresh(session),
      holderOf: dependencies.holderOf,
      additions: () => this.#additions(),
    };
    this.#appending = {
      ...dependencies,
      fence: access.fence,
      catchUp: access.catchUp,
      judgeAgain: (author, places) =>
        places.map((place) => access.mayWrite(author, name, place)).find((code) => code !== undefined),
      arrived: () => this.#takeArrived(),
      follow: (entry) => this.#follow(entry),
      companions: (state) => mirror?.companions(state),
    };
  }

  get isRunning(): boolean {
    return this.#isRunning;
  }

  /** Something is waiting, or due. */
  ask(): void {
    if (!this.#isEnded) this.#window.ask();
  }

  /** Something the document stands on may have changed: permissions, questions. */
  reconsider(): void {
    this.#mayLackAdditions = true;
    if (this.#state !== undefined) this.ask();
  }

  onEntry(entry: Entry): void {
    if (this.#isRunning) this.#arrived.push(entry);
    else this.#followNow(entry);
  }

  /** As it is committed, if that can be told at this moment; it is loaded soon if it is not there. */
  committedNow(): DocumentState | undefined {
    if (this.#state === undefined) this.ask();
    return this.#pending === undefined ? this.#state : undefined;
  }

  /** As it is committed; valid until the caller waits for anything. @throws StoreUnavailable */
  committed(): Promise<DocumentState> {
    if (!this.#isRunning && this.#state !== undefined) return Promise.resolve(this.#state);
    if (this.#isEnded) return Promise.reject(new StoreUnavailable('The document is closed'));
    return new Promise((resolve, reject) => {
      this.#waiters.push({ resolve, reject });
      this.ask();
    });
  }

  /** Resolves when everything committed so far is durable, or never will be. */
  durable(): Promise<void> {
    return this.#acknowledgements.settled();
  }

  end(): void {
    this.#isEnded = true;
    for (const { reject } of this.#waiters.splice(0)) reject(new StoreUnavailable('The document is closed'));
    this.#window.stop();
    this.#state?.destroy();
    this.#state = undefined;
  }

  async #run(): Promise<void> {
    if (this.#isRunning || this.#isEnded) return;
    this.#isRunning = true;
    try {
      if (this.#lost !== undefined) throw this.#lost.fault;
      const state = this.#state;
      const isReady = state !== undefined && !lacksFirstState(state, this.#dependencies);
      await this.#turn(isReady ? state : await this.#loaded());
    } catch (fault) {
      await this.#recover(fault);
    }
    this.#isRunning = false;
    this.#rest();
  }

  async #turn(loaded: DocumentState): Promise<void> {
    const { access, mirror } = this.#dependencies;
    for (let state = loaded; ;) {
      const flush = judgeQueue(state, this.#judging);
      this.#pending = flush;
      if (flush.writes > 0) mirror?.owe();
      const refused = flush.spoiled === undefined ? await this.#append(flush, state) : this.#spoil(flush);
      if (refused !== undefined) {
        this.#takeBack(flush, refused);
        state = await this.#loaded();
        continue;
      }
      if (!flush.needsCatchUp) return;
      await access.catchUp();
      for (const entry of this.#takeArrived()) this.#follow(entry);
    }
  }

  /** @returns who may not write any more, when the flush came too late; undefined when it is committed and told */
  async #append(flush: Flush, state: DocumentState): Promise<ReadonlyMap<ParticipantId, RejectionCode> | undefined> {
    const { serving, mirror } = this.#dependencies;
    let durable: Promise<void> | undefined;
    if (flush.update !== undefined || mirror?.isDue === true) {
      const outcome = await appendFlush(flush, state, this.#appending);
      if (outcome.kind === 'superseded') return outcome.refused;
      ({ durable } = outcome);
      if (outcome.hasCompanions) mirror?.committed();
    }
    this.#pending = undefined;
    serving.committed(flush);
    this.#toldUpTo = state.head;
    this.#acknowledgements.after(durable, flush.handled, () => serving.cache.stateVector(state.doc));
    for (const entry of this.#takeArrived()) this.#follow(entry);
    for (const join of flush.joins) serving.join(join, state);
    serving.askThoseOwed(state);
    return undefined;
  }

  /** Vetting let in what Yjs cannot take. Its author is sent away, and the document is as if it had never come. */
  #spoil({ spoiled }: Flush): ReadonlyMap<ParticipantId, RejectionCode> {
    const { report, refuse } = this.#dependencies;
    report('document.spoiled', spoiled?.fault);
    if (spoiled !== undefined) refuse(spoiled.inbound.session, 'malformed', true);
    return new Map();
  }

  #takeBack(flush: Flush, refused: ReadonlyMap<ParticipantId, RejectionCode>): void {
    const { queue, refuse } = this.#dependencies;
    this.#forget();
    const told = new Set<PeerSession>();
    const again: Inbound[] = [];
    for (const { inbound, write } of flush.taken) {
      const { session } = inbound;
      const code = write === undefined ? undefined : refused.get(session.peer.person);
      if (code !== undefined && !told.has(session)) refuse(session, code);
      if (code !== undefined) told.add(session);
      else if (inbound.kind === 'join') again.push({ ...inbound, isCounted: true });
      else again.push({ ...inbound, isCounted: true, ...(write && { update: write.update, isOwn: true }) });
    }
    queue.putBack(again);
  }

  /** The document with its first state, if it is to have one. */
  async #loaded(): Promise<DocumentState> {
    let state = this.#state ?? (await this.#load());
    while (lacksFirstState(state, this.#dependencies)) {
      const entry = await writeFirstState(state, this.#dependencies);
      if (entry === undefined) state = await this.#load();
      else this.#dependencies.serving.followed(entry);
      this.#toldUpTo = state.head;
    }
    return state;
  }

  async #load(): Promise<DocumentState> {
    const { store, board, stream, serving } = this.#dependencies;
    this.#forget();
    const content = await store.read(board, stream);
    const state = new DocumentState(content, this.#dependencies);
    this.#state = state;
    this.#mayLackAdditions = true;
    if (this.#toldUpTo !== undefined) serving.reloaded(content, this.#toldUpTo);
    this.#toldUpTo = state.head;
    for (const entry of this.#takeArrived()) this.#follow(entry);
    return state;
  }

  #forget(): void {
    this.#state?.destroy();
    this.#state = undefined;
    this.#pending = undefined;
    this.#dependencies.serving.cache.clear();
  }

  /** Nobody knows what of the last write is in the store, or the document itself is not to be trusted. */
  async #recover(fault: unknown): Promise<void> {
    const { report, onFailure } = this.#dependencies;
    report('document.fault', fault);
    this.#lost = undefined;
    tellOfLoss(this.#pending, this.#dependencies);
    this.#forget();
    try {
      const state = await this.#loaded();
      this.#dependencies.serving.askEverybody();
      this.#dependencies.serving.askThoseOwed(state);
    } catch (again) {
      report('document.load', again);
      for (const { reject } of this.#waiters.splice(0)) reject(again);
      this.#isEnded = true;
      onFailure();
    }
  }

  #rest(): void {
    if (this.#isEnded || this.#state === undefined) return;
    for (const entry of this.#takeArrived()) this.#followNow(entry);
    const state: DocumentState | undefined = this.#state;
    for (const { resolve } of this.#waiters.splice(0)) resolve(state);
    if (!this.#dependencies.queue.isEmpty) this.ask();
    this.#dependencies.mirror?.watch();
    this.#dependencies.onRest(state);
  }

  #askWhenFresh(session: PeerSession): void {
    const { access, clock, serving } = this.#dependencies;
    clock.after(LOOK_AGAIN_MS, () => {
      if (this.#isEnded || session.isClosed || !session.hasHole) return;
      if (!access.isFresh()) return this.#askWhenFresh(session);
      serving.askLater(session);
      this.ask();
    });
  }

  #additions(): Uint8Array | undefined {
    const { model, access } = this.#dependencies;
    if (!this.#mayLackAdditions || !access.isFresh() || this.#state === undefined) return undefined;
    this.#mayLackAdditions = false;
    return model.additions?.(this.#state.doc, this.#state.serverClient);
  }

  #takeArrived(): Entry[] {
    const head = this.#state?.head ?? 0;
    return this.#arrived.splice(0).filter(({ seq }) => seq > head);
  }

  #followNow(entry: Entry): void {
    try {
      this.#follow(entry);
    } catch (fault) {
      this.#lost = { fault };
      this.ask();
    }
  }

  #follow(entry: Entry): void {
    const state = this.#state;
    if (state === undefined || entry.seq <= state.head) return;
    state.follow(entry);
    if (!state.isWhole()) throw new Error('An entry of the log lacks what comes before it');
    this.#toldUpTo = entry.seq;
    this.#dependencies.serving.followed(entry);
  }
}
