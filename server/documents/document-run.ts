/**
 * What moves a document. One run at a time takes from the queue of what has come in:
 *
 *   load, if it is not loaded            nothing is served before; a failed load sends everybody away
 *   judge what is waiting                permission and content of each message, applied as one transaction
 *   append it                            under the head and the fence it was judged under
 *   committed:   tell everybody, answer those who came, acknowledge what is durable
 *   superseded:  load again, judge again what may still be written
 *   unknown:     tell the writers, load again, ask them what they have
 *
 * From the moment something is applied until it is committed nobody is served: what a peer sees is in the store (I1, D2).
 */

import type { RejectionCode } from '../../shared/board/rejections.ts';
import type { Clock } from '../runtime/clock.ts';
import { StoreUnavailable, type Entry } from '../store/board-store.ts';
import { Acknowledgements, flushed } from './acknowledgements.ts';
import { appendFlush, type AppendDependencies, type Refused } from './appending.ts';
import type { BoardAccess, DocumentName } from './board-access.ts';
import { DocumentCopy, type CopyDependencies } from './document-copy.ts';
import type { DocumentState } from './document-state.ts';
import type { InboundQueue } from './inbound-queue.ts';
import { judgeQueue, type Flush, type JudgeDependencies } from './judging.ts';
import type { Mirror } from './mirror.ts';
import type { Peers } from './peers.ts';
import { takeBack, tellOfLoss } from './undoing.ts';
import { Waiters } from './waiters.ts';
import { WriteWindow } from './write-window.ts';

export interface RunDependencies
  extends Omit<CopyDependencies, 'onUnflushed'>, Pick<JudgeDependencies, 'refuse' | 'holderOf'> {
  readonly name: DocumentName;
  readonly access: BoardAccess;
  readonly clock: Clock;
  readonly queue: InboundQueue;
  readonly peers: Peers;
  readonly mirror: Mirror | undefined;
  /** Something went wrong that is no refusal. */
  readonly report: (event: string, fault: unknown) => void;
  /** The document cannot be loaded: everybody is to be sent away. */
  readonly onFailure: () => void;
  /** A run has ended well. */
  readonly onRest: (state: DocumentState) => void;
}

export class DocumentRun {
  readonly #dependencies: RunDependencies;
  readonly #copy: DocumentCopy;
  readonly #window: WriteWindow;
  readonly #acknowledgements: Acknowledgements;
  readonly #judging: JudgeDependencies;
  readonly #appending: AppendDependencies;
  readonly #waiters = new Waiters<DocumentState>();
  #isRunning = false;
  #isEnded = false;
  /** What is applied and not known to be committed. */
  #pending: Flush | undefined;
  /** Why the copy is not to be trusted, or something committed will not be durable. */
  #lost: { readonly fault: unknown } | undefined;

  constructor(dependencies: RunDependencies) {
    this.#dependencies = dependencies;
    const { access, name, clock, peers, mirror, serving } = dependencies;
    const acknowledgements = new Acknowledgements(
      () => flushed(dependencies.store, dependencies.board),
      (fault) => this.#lose(fault),
    );
    const copy = new DocumentCopy({ ...dependencies, onUnflushed: () => acknowledgements.doubt() });
    this.#copy = copy;
    this.#window = new WriteWindow(
      clock,
      () => peers.count,
      () => void this.#run(),
    );
    this.#acknowledgements = acknowledgements;
    this.#judging = {
      ...dependencies,
      ask: (inbound) => serving.foundGap(inbound),
      askWhenCalm: (session) => serving.askWhenCalm(session),
      additions: () => copy.additions(),
    };
    this.#appending = {
      ...dependencies,
      fence: access.fence,
      catchUp: access.catchUp,
      judgeAgain: (author, places) =>
        places.map((place) => access.mayWrite(author, name, place)).find((code) => code !== undefined),
      arrived: () => copy.takeArrived(),
      follow: (entry) => copy.follow(entry),
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
    const { state, ready } = this.#copy;
    this.#copy.reconsider();
    // Most documents of a board have nothing to reconsider, and there may be a thousand of them.
    const hasToAct = ready === undefined || this.#dependencies.model.additions !== undefined;
    if (state !== undefined && hasToAct) this.ask();
  }

  onEntry(entry: Entry): void {
    this.#copy.arrive(entry);
    if (!this.#isRunning) this.#followArrived();
  }

  /** As it is committed, if that can be told at this moment; it is loaded soon if it is not there. */
  committedNow(): DocumentState | undefined {
    if (this.#copy.state === undefined) this.ask();
    return this.#pending === undefined ? this.#copy.state : undefined;
  }

  /** As it is committed; valid until the caller waits for anything. @throws StoreUnavailable */
  committed(): Promise<DocumentState> {
    const { state } = this.#copy;
    if (!this.#isRunning && state !== undefined) return Promise.resolve(state);
    if (this.#isEnded) return Promise.reject(new StoreUnavailable('The document is closed'));
    this.ask();
    return this.#waiters.wait();
  }

  /** Resolves when everything committed so far is durable, or never will be. */
  durable(): Promise<void> {
    return this.#acknowledgements.settled();
  }

  end(): void {
    this.#isEnded = true;
    this.#waiters.reject(new StoreUnavailable('The document is closed'));
    this.#window.stop();
    this.#copy.forget();
  }

  async #run(): Promise<void> {
    if (this.#isRunning || this.#isEnded) return;
    this.#isRunning = true;
    try {
      if (this.#lost !== undefined) throw this.#lost.fault;
      await this.#turn(this.#copy.ready ?? (await this.#copy.prepare()));
    } catch (fault) {
      await this.#recover(fault);
    }
    this.#isRunning = false;
    this.#rest();
  }

  async #turn(prepared: DocumentState): Promise<void> {
    const { access, mirror } = this.#dependencies;
    for (let state = prepared; ;) {
      const flush = judgeQueue(state, this.#judging);
      this.#pending = flush;
      if (flush.writes > 0) mirror?.owe();
      const refused = flush.spoiled === undefined ? await this.#append(flush, state) : this.#spoil(flush);
      if (refused !== undefined) {
        this.#forget();
        takeBack(flush, refused, this.#dependencies);
        state = await this.#copy.prepare();
        continue;
      }
      if (!flush.needsCatchUp) return;
      await access.catchUp();
      this.#copy.followArrived();
    }
  }

  /** @returns who may not write any more, when the flush came too late; undefined when it is committed and told */
  async #append(flush: Flush, state: DocumentState): Promise<Refused | undefined> {
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
    this.#copy.told();
    this.#acknowledgements.after(durable, flush.handled, () => serving.cache.stateVector(state.doc));
    this.#copy.followArrived();
    for (const join of flush.joins) serving.join(join, state);
    serving.askThoseOwed(state);
    return undefined;
  }

  /** Vetting let in what Yjs cannot take. Its author is sent away, and the document is as if it had never come. */
  #spoil({ spoiled }: Flush): Refused {
    const { report, refuse } = this.#dependencies;
    report('document.spoiled', spoiled?.fault);
    if (spoiled !== undefined) refuse(spoiled.inbound.session, 'malformed', true);
    return new Map<never, RejectionCode>();
  }

  /** Nobody knows what of the last write is in the store, or the copy is not to be trusted. */
  async #recover(fault: unknown): Promise<void> {
    const { report, onFailure, serving } = this.#dependencies;
    report('document.fault', fault);
    this.#lost = undefined;
    tellOfLoss(this.#pending, this.#dependencies);
    this.#forget();
    try {
      await this.#copy.prepare();
      serving.askLosers();
    } catch (again) {
      report('document.load', again);
      this.#waiters.reject(again);
      this.#isEnded = true;
      onFailure();
    }
  }

  #forget(): void {
    this.#pending = undefined;
    this.#copy.forget();
  }

  #lose(fault: unknown): void {
    this.#lost = { fault };
    this.ask();
  }

  #rest(): void {
    if (this.#isEnded) return;
    this.#followArrived();
    const { state } = this.#copy;
    if (state === undefined) return;
    this.#waiters.resolve(state);
    if (!this.#dependencies.queue.isEmpty || this.#lost !== undefined) this.ask();
    this.#dependencies.mirror?.watch();
    this.#dependencies.onRest(state);
  }

  #followArrived(): void {
    try {
      this.#copy.followArrived();
    } catch (fault) {
      this.#lose(fault);
    }
  }
}
