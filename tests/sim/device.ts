/**
 * One device of a person: a control socket, documents, and what it knows of the board. Comes back by itself when it was
 * cut off, repeats commands whose answer it never got, and begins anew where it was told to.
 */

import type { LogEntry } from '../../shared/board/events.ts';
import type { ParticipantId } from '../../shared/board/ids.ts';
import type { Phase } from '../../shared/board/state.ts';
import type { BoardView, View } from '../../shared/board/view.ts';
import type { CommandAck, ServerMessage } from '../../shared/protocol/control.ts';
import { ControlConnection } from './control-connection.ts';
import { DocumentConnection } from './document-connection.ts';
import { DocumentCopy } from './document-copy.ts';
import type { Ledger } from './ledger.ts';
import type { Place } from './place.ts';
import type { SimNode } from './sim-node.ts';
import type { Violations } from './archive.ts';

export interface Identity {
  readonly id: ParticipantId;
  key: string;
}

export interface DeviceDependencies {
  readonly place: Place;
  readonly who: Identity;
  /** Any node that is up, now. */
  readonly anyNode: () => SimNode;
  readonly freshClientId: () => number;
  readonly ledger: Ledger;
  readonly violations: Violations;
}

interface OpenCopy {
  readonly copy: DocumentCopy;
  connection: DocumentConnection | undefined;
  /** Not to be opened again by itself: forbidden. */
  isOver: boolean;
}

export interface Asked {
  readonly payload: Record<string, unknown> & { readonly commandId: string };
  isAnswered: boolean;
}

const PASSING = new Set(['unavailable', 'busy', 'rate_limited', 'shutting_down']);
const AGAIN_MS = 1500;

export class Device {
  readonly #dependencies: DeviceDependencies;
  readonly copies = new Map<string, OpenCopy>();
  readonly asked: Asked[] = [];
  isOnline = true;
  isGone = false;
  #control: ControlConnection | undefined;
  #isControlOpen = false;
  /** Entries it has from here on; 0 before the first look at the board. */
  #baseline: number | undefined;
  #last = 0;
  readonly seqs = new Set<number>();
  phase: Phase = 'frame';
  round = 0;
  seen = 0;
  view: View | undefined;

  constructor(dependencies: DeviceDependencies) {
    this.#dependencies = dependencies;
  }

  get who(): Identity {
    return this.#dependencies.who;
  }

  get isListening(): boolean {
    return this.#isControlOpen;
  }

  /** Entry after which it is to have got every one. */
  get baseline(): number | undefined {
    return this.#baseline;
  }

  goOnline(): void {
    if (this.isGone) return;
    this.isOnline = true;
    if (this.view === undefined) this.look();
    this.#connectControl();
    for (const name of this.copies.keys()) this.#connectCopy(name);
  }

  goOffline(): void {
    this.isOnline = false;
    this.cutControl();
    for (const name of this.copies.keys()) this.cutCopy(name);
  }

  close(): void {
    this.goOffline();
    this.isGone = true;
  }

  /** Everything that hangs on this node is cut. */
  lose(node: SimNode): void {
    if (this.#control?.wire.node === node) this.#controlEnded('lost');
    for (const [name, { connection }] of this.copies) if (connection?.wire.node === node) this.#copyEnded(name, 1006);
  }

  cutControl(): void {
    this.#control?.wire.cut();
    this.#control = undefined;
    this.#isControlOpen = false;
  }

  cutCopy(name: string): void {
    const open = this.copies.get(name);
    open?.connection?.wire.cut();
    if (open === undefined) return;
    open.connection = undefined;
    open.copy.disconnected();
  }

  pause(isPaused: boolean): void {
    this.#control?.wire.pause(isPaused);
    for (const { connection } of this.copies.values()) connection?.wire.pause(isPaused);
  }

  open(name: string, wantsAcks: boolean): DocumentCopy {
    const known = this.copies.get(name);
    if (known !== undefined) {
      known.isOver = false;
      this.#connectCopy(name);
      return known.copy;
    }
    const { ledger, violations, freshClientId, who } = this.#dependencies;
    const copy = new DocumentCopy(
      {
        violations,
        freshClientId,
        saved: (updates, stateVector) => ledger.saved(who.id, name, updates, stateVector),
        refused: (code) => this.#refused(name, code),
      },
      wantsAcks,
    );
    this.copies.set(name, { copy, connection: undefined, isOver: false });
    this.#connectCopy(name);
    return copy;
  }

  /** Loads the board anew, as a page does. */
  look(): void {
    const { place, ledger } = this.#dependencies;
    ledger
      .ask(place, this.#dependencies.anyNode(), this.who.key, async (room, person, keyHash) => {
        const found = await room.view(person);
        if (found === undefined) return undefined;
        place.guard.view(room, { person, keyHash }, found.view);
        return { seq: found.seq, view: found.view };
      })
      .then(
        (found) => this.#looked(found),
        () => undefined,
      );
  }

  command(payload: Asked['payload']): void {
    const asked: Asked = { payload, isAnswered: false };
    this.asked.push(asked);
    this.#ask(asked);
  }

  /** Sends again what was never answered. */
  retry(): void {
    for (const asked of this.asked) if (!asked.isAnswered) this.#ask(asked);
  }

  spotlight(dimensionId: string | null): void {
    this.#control?.spotlight(dimensionId);
  }

  #ask(asked: Asked): void {
    if (!this.#isControlOpen) return;
    this.#control?.command(asked.payload, (ack) => this.#answered(asked, ack));
  }

  #answered(asked: Asked, ack: CommandAck): void {
    if (ack.ok) this.#dependencies.ledger.answered(this.who.id, asked.payload, ack.seq);
    if (ack.ok || !PASSING.has(ack.rejection.code)) asked.isAnswered = true;
    if (!ack.ok && ack.rejection.code === 'internal')
      this.#dependencies.violations.add('A1', 'a command failed inside');
  }

  #connectControl(): void {
    if (!this.isOnline || this.isGone || this.#control !== undefined) return;
    const { place, anyNode } = this.#dependencies;
    const after = this.#baseline === undefined ? 0 : this.#last;
    if (this.#baseline === undefined) this.#baseline = 0;
    const connection: ControlConnection = new ControlConnection(place, anyNode(), this.who.key, after, {
      opened: () => {
        this.#isControlOpen = true;
        this.retry();
      },
      received: (message) => this.#received(message),
      ended: (reason) => {
        if (this.#control === connection) this.#controlEnded(reason);
      },
    });
    this.#control = connection;
  }

  #controlEnded(reason: string): void {
    this.cutControl();
    if (reason === 'removed' || reason === 'key_ended' || reason === 'erased') return;
    if (reason === 'refresh') this.#beginAnew();
    this.#later(() => this.#connectControl());
  }

  /** What this person may see has changed: everything is loaded anew. */
  #beginAnew(): void {
    this.#baseline = undefined;
    this.#last = 0;
    this.seqs.clear();
    this.look();
  }

  /** A power cut may have taken what it has seen. */
  reload(): void {
    this.cutControl();
    this.#beginAnew();
    for (const [name, open] of this.copies) {
      this.cutCopy(name);
      open.isOver = false;
    }
    if (this.isOnline) this.#later(() => this.goOnline());
  }

  #later(run: () => void): void {
    const { steps } = this.#dependencies.place;
    steps.clock.after(steps.die() * AGAIN_MS, run);
  }

  #received(message: ServerMessage): void {
    if (message.type !== 'entries') return;
    for (const { seq, events } of message.entries) {
      if (seq <= this.#last) this.#dependencies.violations.add('D5', `entry ${seq} came after ${this.#last}`);
      this.#last = seq;
      this.seqs.add(seq);
      for (const event of events) this.#follow(seq, event as LogEntry['events'][number]);
    }
  }

  #follow(seq: number, event: LogEntry['events'][number]): void {
    const phase = ((): Phase | undefined => {
      switch (event.type) {
        case 'round.opened':
          return 'write';
        case 'round.revealed':
          return 'reveal';
        case 'phase.back':
          return event.to;
        case 'board.closed':
          return 'closed';
        default:
          return undefined;
      }
    })();
    if (event.type === 'round.opened') this.round = event.round;
    if (phase === undefined) return;
    this.phase = phase;
    this.seen = seq;
  }

  #looked(found: { readonly seq: number; readonly view: BoardView } | undefined): void {
    if (found === undefined || 'pending' in found.view) return;
    this.view = found.view;
    if (found.view.board.seen <= this.seen) return;
    this.seen = found.view.board.seen;
    this.phase = found.view.board.phase;
    this.round = found.view.board.round;
  }

  #connectCopy(name: string): void {
    const open = this.copies.get(name);
    if (!this.isOnline || this.isGone || open === undefined || open.connection !== undefined || open.isOver) return;
    const { place, anyNode } = this.#dependencies;
    const isMine = (): boolean => open.connection === connection;
    const connection = new DocumentConnection(place, anyNode(), this.who.key, name, {
      wantsAcks: open.copy.wantsAcks,
      received: (payload) => {
        if (isMine()) open.copy.received(payload);
      },
      ended: (code) => {
        if (isMine()) this.#copyEnded(name, code);
      },
    });
    open.connection = connection;
    open.copy.connected((message) => connection.send(message));
  }

  #copyEnded(name: string, code: number): void {
    const open = this.copies.get(name);
    if (open === undefined) return;
    this.cutCopy(name);
    if (code === 1003 || code === 1008) {
      this.#dependencies.violations.add('A1', `an honest client of ${name} was closed with ${code}`);
    }
    open.isOver = code >= 4400;
    if (open.isOver) open.copy.reset();
    else this.#later(() => this.#connectCopy(name));
  }

  #refused(name: string, code: string): void {
    if (code === 'malformed') this.#dependencies.violations.add('A1', `an honest client of ${name} is told ${code}`);
    const open = this.copies.get(name);
    this.cutCopy(name);
    open?.copy.reset();
    this.#later(() => this.#connectCopy(name));
  }
}
