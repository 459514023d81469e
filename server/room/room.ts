/**
 * One open board on one node. It follows the board's tail and hands every entry to the part it concerns: control
 * entries to the log, documents to the documents. Nothing here moves except by what was read back from the store (I1).
 *
 *   open:   follow the tail, load log and records → finish what is half done
 *   entry:  fold → documents recheck who may stay → sessions get what they may see → finish a sealed round
 */

import type { LogEntry } from '../../shared/board/events.ts';
import type { BoardId, ParticipantId } from '../../shared/board/ids.ts';
import { isWithheldFrom } from '../../shared/board/permissions.ts';
import { isPresent, type BoardState } from '../../shared/board/state.ts';
import { viewOf, type BoardView, type ViewSources } from '../../shared/board/view.ts';
import { mayUnveil, visibleEntry, type VisibleEntry } from '../../shared/board/visible.ts';
import type { BoardLimits } from '../../shared/protocol/limits.ts';
import type { ByeReason, Spotlight } from '../../shared/protocol/control.ts';
import type { Clock } from '../runtime/clock.ts';
import { describeFault, type Log } from '../runtime/log.ts';
import type { Random } from '../runtime/random.ts';
import type { BoardStore, Entry } from '../store/board-store.ts';
import { BoardLog } from './board-log.ts';
import { BoardTail } from './board-tail.ts';
import { CommandLine } from './command-line.ts';
import { ControlSessions, type ControlSession } from './control-sessions.ts';
import { Finishing } from './finishing.ts';
import { Presence } from './presence.ts';
import { PulseBeat } from './pulse-beat.ts';
import type { RoomDocuments } from './room-documents.ts';
import { decodeSignal, encodeSignal, type NodeSignal } from './signals.ts';
import { EVENTS, RECORDS } from './streams.ts';

export interface RoomDependencies {
  readonly store: BoardStore;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly boardLimits: BoardLimits;
  /** Distinguishes this process from others in signals. */
  readonly nodeId: string;
  readonly openDocuments: (room: Room) => RoomDocuments;
}

export class Room {
  readonly id: BoardId;
  readonly dependencies: RoomDependencies;
  readonly log = new BoardLog();
  readonly line: CommandLine;
  readonly sessions = new ControlSessions();
  readonly presence: Presence;
  readonly documents: RoomDocuments;
  readonly finishing: Finishing;
  readonly #pulse: PulseBeat;
  readonly #tail: BoardTail;
  #isEnded = false;
  #lastUsedMs: number;

  private constructor(id: BoardId, dependencies: RoomDependencies) {
    this.id = id;
    this.dependencies = dependencies;
    const { store, clock } = dependencies;
    this.#lastUsedMs = clock.monotonicMs();
    this.line = new CommandLine(store, this, clock);
    this.presence = new Presence({
      clock,
      isFacilitator: (person) => this.state.participants.get(person)?.isFacilitator === true,
      announce: (ids) => this.signal({ kind: 'presence', node: dependencies.nodeId, ids }),
      onChange: ({ arrived, left }) => this.sessions.broadcast({ type: 'presence', presence: { arrived, left } }),
    });
    this.#tail = new BoardTail(store, id, clock, {
      receive: (entries) => this.#receive(entries),
      hear: (message) => this.#hear(message),
      end: (why) => this.#end(why),
    });
    this.documents = dependencies.openDocuments(this);
    this.finishing = new Finishing(this);
    this.#pulse = new PulseBeat(this);
  }

  /** Undefined when there is no such board. @throws StoreUnavailable */
  static async open(id: BoardId, dependencies: RoomDependencies): Promise<Room | undefined> {
    const { store } = dependencies;
    const room = new Room(id, dependencies);
    try {
      const isThere = await room.#tail.follow(async () => {
        const [events, records] = await Promise.all([store.read(id, EVENTS), store.read(id, RECORDS)]);
        room.log.load(events, records);
      });
      if (!isThere || room.state.id === null || room.#isEnded) {
        await room.close('not_found');
        return undefined;
      }
    } catch (fault) {
      await room.close('unavailable');
      throw fault;
    }
    room.finishing.start();
    return room;
  }

  get state(): BoardState {
    return this.log.state;
  }

  /** Erased, or to be opened anew. */
  get isEnded(): boolean {
    return this.#isEnded;
  }

  readonly isFresh = (): boolean => this.#tail.isFresh && !this.#isEnded;

  /** Resolves when everything the store holds now has been folded. @throws StoreUnavailable */
  readonly catchUp = (): Promise<void> => this.#tail.catchUp();

  /** Undefined for somebody who is not on the board. */
  async view(person: ParticipantId): Promise<{ seq: number; view: BoardView } | undefined> {
    const { text } = await this.documents.wording();
    const view = viewOf(this.state, person, { ...this.sources(), wording: text });
    return view === undefined ? undefined : { seq: this.state.seq, view };
  }

  sources(): Omit<ViewSources, 'wording'> {
    const { nameOf, replyOf } = this.log.records;
    return { nameOf, replyOf, isOnline: this.presence.isOnline };
  }

  /** What this person may see of the entries after `after`. */
  entriesFor(person: ParticipantId, after: number): VisibleEntry[] {
    return this.log
      .entriesAfter(after)
      .flatMap((entry) => visibleEntry(this.state, entry, person, this.sources()) ?? []);
  }

  /** Whether entries up to `after` show this person more now than when they were new: they have to load the board anew. */
  isOutdated(person: ParticipantId, after: number): boolean {
    const found = this.state.participants.get(person);
    return after > 0 && found !== undefined && this.log.entriesAfter(after).some((entry) => mayUnveil(entry, found));
  }

  join(session: ControlSession): void {
    this.touch();
    this.sessions.add(this.state, session);
    this.presence.arrive(session.person);
    const online = this.presence.online();
    session.send({ type: 'presence', presence: { online, serverNow: this.dependencies.clock.nowMs() } });
    this.#pulse.greet(session);
  }

  leave(session: ControlSession): void {
    this.touch();
    this.sessions.remove(session);
    this.presence.leave(session.person);
  }

  /** Facilitators take everyone to one difference, once there are any to see. */
  spotlight(spotlight: Spotlight): boolean {
    const { phase, participants } = this.state;
    if (participants.get(spotlight.by)?.isFacilitator !== true) return false;
    if (phase !== 'reveal' && phase !== 'closed') return false;
    this.signal({ kind: 'spotlight', node: this.dependencies.nodeId, spotlight });
    return true;
  }

  signal(signal: NodeSignal): void {
    this.dependencies.store.signal(this.id, encodeSignal(signal));
  }

  touch(): void {
    this.#lastUsedMs = this.dependencies.clock.monotonicMs();
  }

  /** Milliseconds since anybody used the board here; 0 while somebody is connected. */
  idleMs(): number {
    return this.sessions.count > 0 || this.documents.count() > 0
      ? 0
      : this.dependencies.clock.monotonicMs() - this.#lastUsedMs;
  }

  async close(reason: ByeReason): Promise<void> {
    this.#isEnded = true;
    this.#tail.stop();
    this.#pulse.stop();
    this.presence.stop();
    this.sessions.endAll(reason);
    await this.documents.close(reason);
  }

  #receive(entries: readonly Entry[]): void {
    const folded: LogEntry[] = [];
    for (const entry of entries) {
      const control = this.log.fold(entry);
      if (control !== undefined) {
        folded.push(control);
        // Before any entry after it: whoever may not see a wall any more is gone when it arrives in the same step.
        this.#recheckDocuments(control);
      }
      this.documents.onEntry(entry);
      this.#pulse.notice(entry);
    }
    if (folded.length > 0) this.#afterFold(folded);
  }

  #recheckDocuments({ events }: LogEntry): void {
    for (const event of events) if (event.type === 'key.replaced') this.documents.cutOff(event.participantId);
    this.documents.recheck();
  }

  #afterFold(folded: readonly LogEntry[]): void {
    this.sessions.deliver(this.state, folded, this.sources());
    this.finishing.notice(folded);
  }

  #hear(message: Uint8Array): void {
    const signal = decodeSignal(message);
    if (signal === undefined) return;
    if (signal.kind === 'spotlight') {
      const isShown = (id: ParticipantId) => {
        const person = this.state.participants.get(id);
        return isPresent(person) && !isWithheldFrom(this.state, person);
      };
      this.sessions.broadcast({ type: 'spotlight', spotlight: signal.spotlight }, isShown);
    } else if (signal.node !== this.dependencies.nodeId) {
      if (signal.kind === 'presence') this.presence.hear(signal.node, signal.ids);
      else this.documents.hearAwareness(signal.node, Buffer.from(signal.message, 'base64'));
    }
  }

  #end(why: 'erased' | 'rewound'): void {
    this.close(why === 'erased' ? 'erased' : 'refresh').catch((fault: unknown) => {
      this.dependencies.log.error('room.close', { fault: describeFault(fault) });
    });
  }
}
