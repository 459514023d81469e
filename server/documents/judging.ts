/**
 * One flush: takes what is waiting, judges each message (permission and content, on every one of them), applies what is
 * let in as one transaction, and says what is to be stored. Nothing is waited for in here, so permissions, the fence they
 * stand under and the document are of one moment.
 */

import * as Y from 'yjs';
import type { ParticipantId } from '../../shared/board/ids.ts';
import type { RejectionCode } from '../../shared/board/rejections.ts';
import type { Seq } from '../store/board-store.ts';
import type { Handled } from './acknowledgements.ts';
import type { BoardAccess, DocumentName, WritePlace } from './board-access.ts';
import type { Ownership } from './client-owners.ts';
import type { DocumentState } from './document-state.ts';
import { clientsOf } from './entry-format.ts';
import type { Inbound, InboundJoin, InboundQueue, InboundUpdate } from './inbound-queue.ts';
import type { PeerSession } from './peer-session.ts';
import { vetUpdate, type Verdict } from './vet/vet.ts';

/** A message that was taken and not refused, or a piece of one. */
export interface Taken {
  readonly inbound: Inbound;
  /** What of it was new and is let in now; undefined when nothing was. */
  readonly write: { readonly update: Uint8Array; readonly places: readonly WritePlace[] } | undefined;
}

/** What vetting let in and Yjs could not take: a fault of ours, and the document is to be loaded again. */
export interface Spoiled {
  readonly inbound: InboundUpdate;
  readonly fault: unknown;
}

export interface Flush {
  /** Everything let in, as one update; undefined when there is nothing to store. */
  readonly update: Uint8Array | undefined;
  readonly owners: readonly Ownership[];
  /** Some of it is the server's own. */
  readonly hasAdditions: boolean;
  /** In order. */
  readonly taken: readonly Taken[];
  /** How many of them write. */
  readonly writes: number;
  readonly handled: readonly Handled[];
  readonly joins: readonly InboundJoin[];
  /** Under which everything was judged. */
  readonly fence: Seq;
  /** The next message can only be judged once this node has caught up with the others. */
  readonly needsCatchUp: boolean;
  readonly spoiled: Spoiled | undefined;
}

export interface JudgeDependencies {
  readonly name: DocumentName;
  readonly access: BoardAccess;
  readonly queue: InboundQueue;
  /** A message is refused: its author is to be told. */
  readonly refuse: (session: PeerSession, code: RejectionCode, isHostile?: boolean) => void;
  /** A message has a gap before it: its author is to be asked what they have, unless they are about to answer. */
  readonly ask: (inbound: InboundUpdate) => void;
  /** Who shows themselves under a client id that nobody has written with yet. */
  readonly holderOf: (clientId: number) => ParticipantId | undefined;
  /** A message of theirs came while nothing could be written: they are to be asked what they have once it can. */
  readonly askWhenCalm: (session: PeerSession) => void;
  /** What the server itself has to add to the document as it stands. */
  readonly additions: () => Uint8Array | undefined;
}

/** Struct visits in one flush: a few milliseconds, then others are served. */
const MOST_WORK = 50_000;
/** A connection pays as for one more message for each so many. */
const WORK_PER_TOKEN = 500;

const FOREIGN: Verdict = { kind: 'refused', code: 'foreign_client', isHostile: false };

/** Refusals that mean the same, whatever others have written meanwhile. */
const FINAL: ReadonlySet<RejectionCode> = new Set(['malformed', 'too_large', 'too_many', 'read_only', 'unavailable']);

export const judgeQueue = (state: DocumentState, dependencies: JudgeDependencies): Flush => {
  const judging = new Judging(state, dependencies);
  const update = state.collect(() => {
    judging.add(dependencies.additions());
    judging.run();
    return judging.only;
  });
  return judging.flush(update);
};

class Judging {
  readonly #state: DocumentState;
  readonly #dependencies: JudgeDependencies;
  readonly #owners: Ownership[] = [];
  readonly #taken: Taken[] = [];
  readonly #handled: Handled[] = [];
  readonly #joins: InboundJoin[] = [];
  #work = 0;
  #writes = 0;
  #only: Uint8Array | undefined;
  #needsCatchUp = false;
  #hasAdditions = false;
  #spoiled: Spoiled | undefined;

  constructor(state: DocumentState, dependencies: JudgeDependencies) {
    this.#state = state;
    this.#dependencies = dependencies;
  }

  /** The update that was applied, where it was one, and nothing in it was known. */
  get only(): Uint8Array | undefined {
    return this.#writes === 1 && !this.#hasAdditions ? this.#only : undefined;
  }

  /** Of the server's own. */
  add(update: Uint8Array | undefined): void {
    if (update === undefined) return;
    this.#hasAdditions = true;
    for (const ownership of this.#state.newServerClient()) this.#own(ownership);
    Y.applyUpdate(this.#state.doc, update);
  }

  run(): void {
    const { queue } = this.#dependencies;
    while (this.#work < MOST_WORK && !this.#needsCatchUp && this.#spoiled === undefined) {
      const inbound = queue.shift();
      if (inbound === undefined) return;
      if (inbound.session.isClosed) continue;
      if (inbound.kind === 'join') this.#join(inbound);
      else this.#judge(inbound);
    }
  }

  flush(update: Uint8Array | undefined): Flush {
    return {
      update,
      owners: this.#owners,
      hasAdditions: this.#hasAdditions,
      taken: this.#taken,
      writes: this.#writes,
      handled: this.#handled,
      joins: this.#joins,
      fence: this.#dependencies.access.fence(),
      needsCatchUp: this.#needsCatchUp,
      spoiled: this.#spoiled,
    };
  }

  #join(inbound: InboundJoin): void {
    this.#joins.push(inbound);
    this.#taken.push({ inbound, write: undefined });
    this.#settle(inbound);
  }

  #judge(inbound: InboundUpdate): void {
    const { session } = inbound;
    const verdict = this.#judgeContent(inbound);
    if (verdict.kind === 'nothing') {
      this.#taken.push({ inbound, write: undefined });
      return this.#settle(inbound);
    }
    if (verdict.kind === 'refused') {
      if (!FINAL.has(verdict.code) && inbound.isSecondLook !== true) return this.#lookAgain(inbound);
      return this.#refuse(inbound, verdict.code, verdict.isHostile);
    }
    if (!this.#apply(inbound, verdict.update)) return;
    for (const clientId of verdict.newClientIds) this.#own([clientId, session.peer.person]);
    this.#work += verdict.work;
    if (verdict.work > WORK_PER_TOKEN) session.messages.charge(verdict.work / WORK_PER_TOKEN);
    this.#only = verdict.isExact ? verdict.update : undefined;
    this.#writes++;
    this.#taken.push({ inbound, write: verdict });
    if (verdict.rest === undefined) this.#settle(inbound);
    else this.#dependencies.queue.putBack([{ ...inbound, update: verdict.rest }]);
  }

  #apply(inbound: InboundUpdate, update: Uint8Array): boolean {
    try {
      Y.applyUpdate(this.#state.doc, update);
      if (!this.#state.isWhole()) throw new Error('Something that was vetted waits for something else');
      return true;
    } catch (fault) {
      this.#spoiled = { inbound, fault };
      return false;
    }
  }

  #judgeContent({ session, update, isOwn }: InboundUpdate): Verdict {
    const { person } = session.peer;
    // What was let in and not stored may have been overtaken by somebody who took the same client id on another node.
    if (isOwn === true && clientsOf(update).some((id) => (this.#state.owners.get(id) ?? person) !== person)) {
      return FOREIGN;
    }
    const verdict = vetUpdate(update, person, this.#state);
    if (verdict.kind !== 'write') return verdict;
    const isTaken = verdict.newClientIds.some((id) => (this.#dependencies.holderOf(id) ?? person) !== person);
    return isTaken ? FOREIGN : this.#permitted(verdict, person);
  }

  #permitted(verdict: Verdict & { kind: 'write' }, person: ParticipantId): Verdict {
    const { access, name } = this.#dependencies;
    if (!access.isFresh()) return { kind: 'refused', code: 'unavailable', isHostile: false };
    for (const place of verdict.places) {
      const code = access.mayWrite(person, name, place);
      if (code !== undefined) return { kind: 'refused', code, isHostile: false };
    }
    return verdict;
  }

  #lookAgain(inbound: InboundUpdate): void {
    this.#dependencies.queue.putBack([{ ...inbound, isSecondLook: true }]);
    this.#needsCatchUp = true;
  }

  #refuse(inbound: InboundUpdate, code: RejectionCode, isHostile: boolean): void {
    const { session, number, isAnswer } = inbound;
    const isDropped = code === 'reset' || code === 'unavailable';
    if (inbound.isCounted !== true && isDropped) session.droppedOne(number);
    else if (inbound.isCounted !== true) session.handledOne();
    else if (isDropped) session.lostSome();
    if (code === 'unavailable') this.#dependencies.askWhenCalm(session);
    if (code === 'reset' && !isAnswer) return this.#dependencies.ask(inbound);
    this.#dependencies.refuse(session, code, isHostile);
    this.#owe(session);
  }

  #settle(inbound: Inbound): void {
    const { session } = inbound;
    if (inbound.kind === 'update' && inbound.isAnswer) session.fillHole(inbound.number);
    if (inbound.isCounted !== true) session.handledOne();
    this.#owe(session);
  }

  /** An acknowledgement, once everything up to here is durable. */
  #owe(session: PeerSession): void {
    if (session.peer.wantsAcks) this.#handled.push({ session, count: session.acknowledgeable });
  }

  #own(ownership: Ownership): void {
    this.#owners.push(ownership);
    this.#state.own([ownership]);
  }
}
