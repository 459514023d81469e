/**
 * The control connection of one device to one board: a socket that comes back by itself, entries that resume where they
 * stopped, and commands that run once. Holds no state of the board; `session/` does.
 *
 *   connecting → live → lost → connecting …          ended (removed, erased, key replaced)
 *                  ↓ refresh: what this person may see has changed; the owner loads the board anew
 */

import { io, type Socket } from 'socket.io-client';
import type { VisibleEntry } from '../../shared/board/visible.ts';
import type { ByeReason, CommandAck, ServerMessage, Spotlight } from '../../shared/protocol/control.ts';
import { backoffMs, pause } from './backoff.ts';
import { refusedLocally, type Refusal } from './refusal.ts';

export type LinkState =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'live' }
  /** Nothing arrives and nothing is taken; the device tries again by itself. */
  | { readonly kind: 'lost' }
  | { readonly kind: 'ended'; readonly reason: ByeReason };

export type Presence = Extract<ServerMessage, { type: 'presence' }>['presence'];
export type Pulse = Extract<ServerMessage, { type: 'pulse' }>['pulse'];
export type CommandOutcome =
  { readonly ok: true; readonly seq: number } | { readonly ok: false; readonly refusal: Refusal };

export interface BoardLinkListener {
  readonly onState: (state: LinkState) => void;
  readonly onEntries: (entries: readonly VisibleEntry[]) => void;
  readonly onPresence: (presence: Presence) => void;
  readonly onPulse: (pulse: Pulse) => void;
  readonly onSpotlight: (spotlight: Spotlight) => void;
  /** Load the view again, then call `resume` with its `seq`. */
  readonly onRefresh: () => void;
}

export interface OutgoingCommand {
  readonly commandId: string;
  readonly type: string;
  readonly [field: string]: unknown;
}

export interface BoardLink {
  /** Connects; entries after `seq` come first. Called again after a refresh. */
  readonly resume: (seq: number) => void;
  /** Runs once, however often it has to be sent. Refused as `offline` at once when there is no connection. */
  readonly send: (command: OutgoingCommand) => Promise<CommandOutcome>;
  readonly point: (dimensionId: string | null, readingId: string | null) => void;
  /** The device says that it has a network again, or has lost it. */
  readonly networkChanged: (isThere: boolean) => void;
  readonly close: () => void;
}

const ANSWER_WITHIN_MS = 6000;
const ATTEMPTS = 3;
const AGAIN_AFTER_MS = 400;
/** The command may succeed when it is sent again with the same id. */
const PASSING = new Set(['unavailable', 'busy', 'shutting_down']);
const ENDINGS: ReadonlySet<ByeReason> = new Set<ByeReason>(['removed', 'key_ended', 'erased', 'not_found']);

/** @param chance in [0, 1), for spreading reconnects */
export const openBoardLink = (
  boardId: string,
  listener: BoardLinkListener,
  chance: () => number = Math.random,
): BoardLink => {
  let seq = 0;
  let attempt = 0;
  let goodbye: ByeReason | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isClosed = false;
  /** Entries that were missed come before the first presence: from then on this device is caught up. */
  let isCaughtUp = false;

  const socket: Socket = io({
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    autoConnect: false,
    timeout: 8000,
    auth: (tell: (auth: object) => void) => tell({ boardId, after: seq }),
  });

  const connect = (): void => {
    clearTimeout(timer);
    if (isClosed || socket.connected) return;
    goodbye = undefined;
    socket.connect();
  };
  const connectLater = (): void => {
    clearTimeout(timer);
    if (isClosed) return;
    listener.onState({ kind: 'lost' });
    timer = setTimeout(connect, backoffMs(attempt++, chance()));
  };
  const end = (reason: ByeReason): void => {
    isClosed = true;
    clearTimeout(timer);
    socket.disconnect();
    listener.onState({ kind: 'ended', reason });
  };

  socket.on('entries', (entries: readonly VisibleEntry[]) => {
    const fresh = entries.filter((entry) => entry.seq > seq);
    const last = fresh.at(-1);
    if (last === undefined) return;
    seq = last.seq;
    listener.onEntries(fresh);
  });
  socket.on('presence', (presence: Presence) => {
    if (!isCaughtUp) {
      isCaughtUp = true;
      attempt = 0;
      listener.onState({ kind: 'live' });
    }
    listener.onPresence(presence);
  });
  socket.on('pulse', listener.onPulse);
  socket.on('spotlight', listener.onSpotlight);
  socket.on('bye', ({ reason }: { reason: ByeReason }) => (goodbye = reason));
  socket.on('disconnect', () => {
    isCaughtUp = false;
    if (isClosed) return;
    if (goodbye !== undefined && ENDINGS.has(goodbye)) end(goodbye);
    else if (goodbye === 'refresh') listener.onRefresh();
    else connectLater();
  });
  socket.on('connect_error', (fault: Error) => {
    // The board, or the key, is not known any more; everything else passes.
    if (fault.message === 'not_found') end('not_found');
    else connectLater();
  });

  const emit = async (command: OutgoingCommand): Promise<CommandAck | undefined> => {
    try {
      return (await socket.timeout(ANSWER_WITHIN_MS).emitWithAck('command', command)) as CommandAck;
    } catch (fault) {
      if (fault instanceof Error) return undefined;
      throw fault;
    }
  };

  return {
    resume: (from) => {
      seq = from;
      listener.onState({ kind: 'connecting' });
      connect();
    },
    send: async (command) => {
      let wasSent = false;
      for (let count = 0; count < ATTEMPTS; count++) {
        if (count > 0) await pause(AGAIN_AFTER_MS * count);
        // socket.io would keep it and send it late, when it may mean something else.
        if (!socket.connected || !isCaughtUp) continue;
        wasSent = true;
        const answer = await emit(command);
        if (answer?.ok === true) return answer;
        if (answer !== undefined && !PASSING.has(answer.rejection.code))
          return { ok: false, refusal: answer.rejection };
        if (answer !== undefined && count === ATTEMPTS - 1) return { ok: false, refusal: answer.rejection };
      }
      return { ok: false, refusal: refusedLocally(wasSent ? 'unanswered' : 'offline') };
    },
    point: (dimensionId, readingId) => {
      if (socket.connected) socket.emit('signal', { type: 'spotlight', dimensionId, readingId });
    },
    networkChanged: (isThere) => {
      if (isClosed) return;
      if (isThere) {
        attempt = 0;
        connect();
      } else if (socket.connected) {
        // The browser knows before any timeout does.
        socket.disconnect();
      }
    },
    close: () => {
      isClosed = true;
      clearTimeout(timer);
      socket.disconnect();
    },
  };
};
