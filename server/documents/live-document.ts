/** One document that is open on this node: its connections, what moves it, and when it is let go. */

import type { RejectionCode } from '../../shared/board/rejections.ts';
import type { Cancel } from '../runtime/clock.ts';
import type { Entry } from '../store/board-store.ts';
import { Awareness } from './awareness.ts';
import { CLOSE } from './close-codes.ts';
import type { DocumentPeer, ServedPeer } from './document-peer.ts';
import { DocumentRun, type RunDependencies } from './document-run.ts';
import type { DocumentState } from './document-state.ts';
import { InboundQueue } from './inbound-queue.ts';
import { Mirror, type Reflect } from './mirror.ts';
import { PeerSession } from './peer-session.ts';
import { Peers } from './peers.ts';
import { Reception } from './reception.ts';
import { Serving } from './serving.ts';

export interface LiveDependencies extends Pick<
  RunDependencies,
  'store' | 'board' | 'stream' | 'model' | 'limits' | 'random' | 'mayBegin' | 'name' | 'access' | 'clock' | 'report'
> {
  /** For the metrics. */
  readonly onRefusal: (code: RejectionCode) => void;
  /** It is closed: it has been of no use to anybody for a while, or cannot be loaded. */
  readonly onEnd: (why: 'idle' | 'failed' | 'closed') => void;
  /** Cursors for the other nodes, of a document that has cursors. */
  readonly tellNodes?: (update: Uint8Array) => void;
  readonly reflect?: Reflect;
}

/** Compacting a shorter log costs more than it saves. */
const FEW_ENTRIES = 64;

export class LiveDocument {
  readonly #dependencies: LiveDependencies;
  readonly #queue: InboundQueue;
  readonly #peers: Peers;
  readonly #awareness: Awareness | undefined;
  readonly #mirror: Mirror | undefined;
  readonly #run: DocumentRun;
  readonly #reception: Reception;
  #stopIdle: Cancel | undefined;
  #isEnded = false;

  constructor(dependencies: LiveDependencies) {
    this.#dependencies = dependencies;
    const { clock, limits, access, name, tellNodes, reflect } = dependencies;
    const refuse = (session: PeerSession, code: RejectionCode, isHostile = false) => {
      dependencies.onRefusal(code);
      session.refuse(code, isHostile);
    };
    this.#queue = new InboundQueue(limits);
    const state = () => this.#run.committedNow();
    this.#peers = new Peers({ clock, limits, state, cache: () => serving.cache });
    if (tellNodes !== undefined) {
      this.#awareness = new Awareness({
        clock,
        limits,
        tellNodes,
        displayName: access.displayName,
        ownerOf: (clientId) => state()?.owners.get(clientId),
        broadcast: (message, except) => this.#peers.broadcast(message, except),
      });
    }
    const serving = new Serving({
      name,
      access,
      clock,
      peers: this.#peers,
      awareness: this.#awareness,
      wake: () => this.#run.ask(),
    });
    if (reflect !== undefined) this.#mirror = new Mirror(clock, reflect, () => this.#run.ask());
    this.#run = new DocumentRun({
      ...dependencies,
      queue: this.#queue,
      peers: this.#peers,
      serving,
      mirror: this.#mirror,
      refuse,
      holderOf: (clientId) => this.#awareness?.holderOf(clientId),
      onFailure: () => this.#end('failed', CLOSE.tryLater, 'unavailable'),
      onRest: (rested) => this.#compactLongLog(rested),
    });
    this.#reception = new Reception({
      queue: this.#queue,
      serving,
      awareness: this.#awareness,
      refuse,
      ask: () => this.#run.ask(),
    });
    this.#watchIdle();
  }

  get peers(): number {
    return this.#peers.count;
  }

  connect(peer: DocumentPeer): ServedPeer {
    const session = new PeerSession(peer, this.#dependencies.limits, this.#dependencies.clock);
    this.#peers.add(session);
    return {
      receive: (message) => this.#reception.receive(session, message),
      closed: () => this.#leave(session),
    };
  }

  /** An entry of this document's stream, in order. */
  onEntry(entry: Entry): void {
    this.#run.onEntry(entry);
  }

  hearAwareness(node: string, update: Uint8Array): void {
    this.#awareness?.hear(node, update);
  }

  /** Permissions, or what the document stands on, may have changed. */
  recheck(): void {
    const { access, name } = this.#dependencies;
    for (const session of this.#peers) {
      const code = access.mayRead(session.peer.person, name);
      if (code !== undefined) session.close(CLOSE.forbidden, code);
    }
    this.#run.reconsider();
  }

  /** Ends the connections that `isMeant` says. */
  cutOff(isMeant: (peer: DocumentPeer) => boolean, code: RejectionCode): void {
    for (const { peer, session } of [...this.#peers].map((session) => ({ session, peer: session.peer }))) {
      if (isMeant(peer)) session.close(CLOSE.forbidden, code);
    }
  }

  /** As it is committed; valid until the caller waits for anything. @throws StoreUnavailable */
  committed(): Promise<DocumentState> {
    this.#watchIdle();
    return this.#run.committed();
  }

  /** The same if it is there at this moment; it will be soon if it is not. */
  committedNow(): DocumentState | undefined {
    this.#watchIdle();
    return this.#run.committedNow();
  }

  /** Keep one state without history. @throws StoreUnavailable */
  async forgetHistory(): Promise<void> {
    await this.#compact(await this.committed());
  }

  /** Everything that has come in is written and acknowledged as far as the store allows, then everybody is sent away. */
  async close(code: number, reason: string): Promise<void> {
    if (this.#isEnded) return;
    if (!this.#queue.isEmpty || this.#run.isRunning) await this.#run.committed().catch(() => undefined);
    await this.#run.durable();
    this.#end('closed', code, reason);
  }

  #leave(session: PeerSession): void {
    if (!this.#peers.remove(session)) return;
    this.#awareness?.leave(session);
    this.#watchIdle();
  }

  #watchIdle(): void {
    const { clock, limits } = this.#dependencies;
    this.#stopIdle?.();
    if (!this.#isEnded) this.#stopIdle = clock.after(limits.unloadMs, () => this.#endIfIdle());
  }

  #endIfIdle(): void {
    if (this.#peers.count > 0) return;
    if (this.#run.isRunning || !this.#queue.isEmpty) return this.#watchIdle();
    const state = this.#run.committedNow();
    if (state !== undefined && state.logEntries > FEW_ENTRIES) this.#compactLater(state);
    this.#end('idle', CLOSE.goingAway, 'idle');
  }

  #compactLongLog(state: DocumentState): void {
    const { limits } = this.#dependencies;
    if (state.logEntries > limits.logEntries || state.logBytes > limits.logBytes) this.#compactLater(state);
  }

  #compactLater(state: DocumentState): void {
    this.#compact(state).catch((fault: unknown) => this.#dependencies.report('document.compact', fault));
  }

  async #compact(state: DocumentState): Promise<void> {
    const { store, board, stream } = this.#dependencies;
    const snapshot = state.snapshot();
    state.compacted();
    if (state.head > 0) await store.compact(board, stream, state.head, snapshot);
  }

  #end(why: 'idle' | 'failed' | 'closed', code: number, reason: string): void {
    if (this.#isEnded) return;
    this.#isEnded = true;
    this.#stopIdle?.();
    this.#peers.stop();
    this.#awareness?.stop();
    this.#mirror?.stop();
    this.#peers.closeAll(code, reason);
    this.#run.end();
    this.#dependencies.onEnd(why);
  }
}
