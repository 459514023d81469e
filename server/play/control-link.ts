/**
 * The control socket of one client. Commands are sent only while connected, and sent again with the same id until they
 * are answered; what was missed meanwhile is asked for by `seq`.
 */

import { setTimeout as pause } from 'node:timers/promises';
import { io, type Socket } from 'socket.io-client';
import type { ByeReason, CommandAck, ServerMessage } from '../../shared/protocol/control.ts';
import type { VisibleEntry, VisibleEvent } from '../../shared/board/visible.ts';
import type { Membership } from './board-http.ts';
import { Problem } from './problem.ts';
import { Bell } from './waiting.ts';

const ATTEMPTS = 20;
const ANSWER_WITHIN_MS = 6000;
const AGAIN_AFTER_MS = 500;

/** After these the same command, or a new connection, may succeed. */
const PASSING_REFUSALS = new Set(['unavailable', 'busy', 'rate_limited', 'shutting_down']);
const PASSING_GOODBYES: ReadonlySet<ByeReason> = new Set<ByeReason>(['restart', 'refresh', 'too_slow', 'unavailable']);

type Presence = Extract<ServerMessage, { type: 'presence' }>['presence'];

export interface SentCommand {
  readonly commandId: string;
  readonly type: string;
  readonly [field: string]: unknown;
}

/** What one person has learnt of the board so far. */
export interface Learnt {
  readonly events: readonly VisibleEvent[];
  /** Participants who are connected now. */
  readonly online: ReadonlySet<string>;
}

export class ControlLink {
  readonly #socket: Socket;
  readonly #events: VisibleEvent[] = [];
  readonly #online = new Set<string>();
  readonly #bell = new Bell();
  #seq = 0;
  #ending: Problem | undefined;
  #goodbye: ByeReason | undefined;

  constructor({ url, boardId, key }: Membership) {
    this.#socket = io(url, {
      transports: ['websocket'],
      forceNew: true,
      auth: (tell: (auth: object) => void) => tell({ boardId, key, after: this.#seq }),
    });
    this.#socket.on('entries', (entries: readonly VisibleEntry[]) => {
      for (const { seq, events } of entries) {
        if (seq <= this.#seq) continue;
        this.#seq = seq;
        this.#events.push(...events);
      }
      this.#bell.changed();
    });
    this.#socket.on('presence', (presence: Presence) => this.#onPresence(presence));
    this.#socket.on('connect', () => this.#bell.changed());
    this.#socket.on('bye', ({ reason }: { reason: ByeReason }) => (this.#goodbye = reason));
    this.#socket.on('disconnect', (how) => this.#onDisconnect(how));
    this.#socket.on('connect_error', (fault) => this.#onConnectError(fault));
  }

  /** Resolves when an event of this kind has arrived here: then this node knows of it. */
  sees(what: string, isIt: (event: VisibleEvent) => boolean): Promise<void> {
    return this.#bell.until(what, () => this.#ending ?? this.#events.some(isIt));
  }

  /**
   * Resolves with true as soon as what was learnt is of this kind, with false when time is over.
   * @throws Problem when the connection ends for good
   */
  within(patienceMs: number, isIt: (learnt: Learnt) => boolean): Promise<boolean> {
    const learnt: Learnt = { events: this.#events, online: this.#online };
    return this.#bell.within(patienceMs, () => this.#ending ?? isIt(learnt));
  }

  /** Something for this moment only: nobody answers it, and it is lost while there is no connection. */
  signal(signal: { readonly type: string; readonly [field: string]: unknown }): void {
    if (this.#socket.connected) this.#socket.emit('signal', signal);
  }

  /**
   * @returns the `seq` of the entry it became
   * @throws Problem when it is refused
   */
  async send(command: SentCommand): Promise<number> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (attempt > 0) await pause(AGAIN_AFTER_MS);
      await this.#connected();
      const answer = await this.#emit(command);
      if (answer === undefined) continue;
      if (answer.ok) return answer.seq;
      const { code, message } = answer.rejection;
      if (!PASSING_REFUSALS.has(code)) throw new Problem(`${command.type} was refused as ${code}: ${message}`);
    }
    throw new Problem(`${command.type} was not answered, however often it was sent.`);
  }

  /** Whoever still waits is told. */
  close(): void {
    this.#end('closed');
    this.#socket.disconnect();
  }

  #connected(): Promise<void> {
    return this.#bell.until('a control connection', () => this.#ending ?? this.#socket.connected);
  }

  /** Undefined when no answer came in time. */
  async #emit(command: SentCommand): Promise<CommandAck | undefined> {
    try {
      return (await this.#socket.timeout(ANSWER_WITHIN_MS).emitWithAck('command', command)) as CommandAck;
    } catch (fault) {
      if (fault instanceof Error) return undefined;
      throw fault;
    }
  }

  #onPresence(presence: Presence): void {
    if ('online' in presence) this.#online.clear();
    for (const id of 'online' in presence ? presence.online : presence.arrived) this.#online.add(id);
    for (const id of 'online' in presence ? [] : presence.left) this.#online.delete(id);
    this.#bell.changed();
  }

  #onDisconnect(how: Socket.DisconnectReason): void {
    // A connection that the server ended is not taken up again by itself.
    if (how !== 'io server disconnect') return;
    if (this.#goodbye !== undefined && !PASSING_GOODBYES.has(this.#goodbye)) this.#end(`ended: ${this.#goodbye}`);
    else this.#connectAgain();
  }

  #onConnectError(fault: Error): void {
    if (this.#socket.active) return;
    if (PASSING_REFUSALS.has(fault.message)) this.#connectAgain();
    else this.#end(`refused as ${fault.message}`);
  }

  #connectAgain(): void {
    setTimeout(() => {
      if (this.#ending === undefined) this.#socket.connect();
    }, AGAIN_AFTER_MS);
  }

  #end(how: string): void {
    this.#ending = new Problem(`The control connection was ${how}.`);
    this.#bell.changed();
  }
}
