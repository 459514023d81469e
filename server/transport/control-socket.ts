/**
 * The control socket: socket.io over WebSocket. Who somebody is was settled in the handshake; what they may do is
 * decided for every message. No message, of any shape, ends more than its own connection.
 *
 *   handshake → board and key known? → entries after `after` → commands with acks, signals ⇄ entries, presence, pulse
 */

import type { Server as HttpServer, IncomingMessage, RequestListener } from 'node:http';
import { Server, type Socket } from 'socket.io';
import * as v from 'valibot';
import { parseBoardId, type ParticipantId } from '../../shared/board/ids.ts';
import { parseCommand } from '../../shared/board/commands.ts';
import { rejection, type RejectionCode } from '../../shared/board/rejections.ts';
import { isPresent } from '../../shared/board/state.ts';
import type { ByeReason, CommandAck, ServerMessage } from '../../shared/protocol/control.ts';
import { keyFromCookie } from '../access/cookies.ts';
import { hashOffered } from '../access/keys.ts';
import { bearerKey } from '../access/origin.ts';
import { RateLimit } from '../access/rate-limit.ts';
import type { ServerLimits } from '../limits.ts';
import type { ControlSession } from '../room/control-sessions.ts';
import { runCommand } from '../room/room-commands.ts';
import type { Room } from '../room/room.ts';
import type { Rooms } from '../room/rooms.ts';
import type { Clock } from '../runtime/clock.ts';
import { describeFault, type Log } from '../runtime/log.ts';
import type { Metrics } from '../runtime/metrics.ts';
import { StoreUnavailable } from '../store/board-store.ts';
import { pendingBytes } from './backpressure.ts';
import { BoundedWebSocketServer, boundPackets, type EngineConnection } from './web-socket-bounds.ts';

export interface ControlDependencies {
  readonly rooms: Rooms;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly limits: ServerLimits;
}

const PING_EVERY_MS = 12_000;
const PONG_WITHIN_MS = 9000;
const HANDSHAKE_WITHIN_MS = 8000;
/** A client that lets this much pile up is dropped, and resumes by `seq` when it returns (A3). */
const MOST_PENDING_BYTES = 2 * 1024 * 1024;
/** Every command is answered within this time, if only by `unavailable`: the sender then asks again with the same id. */
const ANSWER_WITHIN_MS = 4500;

const authSchema = v.object({
  boardId: v.string(),
  key: v.optional(v.string()),
  after: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
});

interface Admitted {
  readonly room: Room;
  readonly person: ParticipantId;
  readonly keyHash: string;
  readonly after: number;
}

class Refused extends Error {
  readonly data: object;
  constructor(code: RejectionCode) {
    super(code);
    this.data = { rejection: rejection(code) };
  }
}

export const attachControlSocket = (http: HttpServer, dependencies: ControlDependencies): Server => {
  // socket.io would answer plain requests to its path in a way of its own; with one transport it has no use for them.
  const answering = http.listeners('request') as RequestListener[];
  const io = new Server(http, {
    path: '/socket.io',
    transports: ['websocket'],
    serveClient: false,
    destroyUpgrade: false,
    wsEngine: BoundedWebSocketServer,
    httpCompression: false,
    maxHttpBufferSize: dependencies.limits.controlMessageBytes,
    pingInterval: PING_EVERY_MS,
    pingTimeout: PONG_WITHIN_MS,
    connectTimeout: HANDSHAKE_WITHIN_MS,
    // Origin and counts were judged before the upgrade reached this server (upgrades.ts).
    allowRequest: (request, answer) => answer(null, isJudged(request)),
  });
  http.removeAllListeners('request');
  for (const listener of answering) http.on('request', listener);
  io.engine.on('connection', (connection: EngineConnection) => boundPackets(connection, dependencies));
  const busy = new WeakSet<object>();
  io.use((socket, next) => {
    const isFirst = !busy.has(socket.conn);
    if (isFirst) busy.add(socket.conn);
    const admitted = isFirst ? admit(socket, dependencies) : Promise.reject(new Refused('too_many'));
    admitted.then(
      (found) => {
        (socket.data as { admitted?: Admitted }).admitted = found;
        socket.once('disconnect', () => busy.delete(socket.conn));
        next();
      },
      (fault: unknown) => {
        if (isFirst) busy.delete(socket.conn);
        if (!(fault instanceof Refused)) dependencies.log.warn('control.admit', { fault: describeFault(fault) });
        const refused = fault instanceof Refused ? fault : new Refused('unavailable');
        dependencies.metrics.countRefusal('control', refused.message);
        next(refused);
      },
    );
  });
  io.on('connection', (socket) => {
    const { admitted } = socket.data as { admitted?: Admitted };
    if (admitted === undefined) socket.disconnect(true);
    else serve(socket, admitted, dependencies);
  });
  return io;
};

const JUDGED = Symbol('origin and counts of this upgrade were judged');

/** Marks an upgrade that may go on to the control socket. */
export const markJudged = (request: IncomingMessage): void => {
  Object.assign(request, { [JUDGED]: true });
};

const isJudged = (request: IncomingMessage): boolean => JUDGED in request;

/** @throws Refused, StoreUnavailable */
const admit = async (socket: Socket, { rooms, limits }: ControlDependencies): Promise<Admitted> => {
  const auth = v.safeParse(authSchema, socket.handshake.auth);
  if (!auth.success) throw new Refused('malformed');
  const board = parseBoardId(auth.output.boardId);
  if (board === undefined) throw new Refused('not_found');
  const { headers } = socket.request;
  const cookie = headers.origin === undefined ? undefined : keyFromCookie(headers.cookie, board);
  const keyHash = hashOffered(auth.output.key ?? bearerKey(headers) ?? cookie);
  const room = keyHash === undefined ? undefined : await openRoom(rooms, board);
  if (keyHash === undefined || room === undefined) throw new Refused('not_found');
  const person = room.state.keys.get(keyHash)?.participantId;
  const found = person === undefined ? undefined : room.state.participants.get(person);
  if (person === undefined || found === undefined || found.isRemoved) throw new Refused('not_found');
  if (!isPresent(found)) throw new Refused('pending');
  if (room.sessions.sessionsOf(person) >= limits.socketsPerPerson) throw new Refused('too_many');
  const after = auth.output.after ?? 0;
  if (after > room.state.seq) await room.catchUp();
  return { room, person, keyHash, after };
};

const openRoom = (rooms: Rooms, board: Parameters<Rooms['open']>[0]) =>
  rooms.open(board).catch((fault: unknown) => {
    throw fault instanceof StoreUnavailable ? new Refused('unavailable') : fault;
  });

const serve = (socket: Socket, { room, person, keyHash, after }: Admitted, dependencies: ControlDependencies): void => {
  const { clock, limits, metrics, log } = dependencies;
  const bucket = new RateLimit(
    { burst: limits.commandsPerConnection, perSecond: limits.commandsPerConnection / 10 },
    clock,
  );
  const end = (reason: ByeReason) => {
    socket.emit('bye', { reason });
    socket.disconnect(true);
  };
  const session: ControlSession = { person, keyHash, end, send: (message) => send(socket, message, end) };

  if (!isPresent(room.state.participants.get(person)) || room.isEnded) {
    end('removed');
    return;
  }
  if (!room.state.keys.has(keyHash)) {
    end('key_ended');
    return;
  }
  if (room.isOutdated(person, after)) {
    end('refresh');
    return;
  }
  // Others of theirs may have come while this one was let in.
  if (room.sessions.sessionsOf(person) >= limits.socketsPerPerson) {
    end('too_many');
    return;
  }
  // Nothing of the board can change between this state and the subscription: both are in one turn of the loop.
  const missed = room.entriesFor(person, after);
  if (missed.length > 0) send(socket, { type: 'entries', entries: missed }, end);
  room.join(session);
  socket.on('disconnect', () => room.leave(session));
  socket.on('error', () => end('malformed'));

  let overTheLimit = 0;
  const mayGoOn = (): boolean => {
    if (bucket.allows('')) return true;
    metrics.countRefusal('control', 'rate_limited');
    if (++overTheLimit > limits.commandsPerConnection) end('too_many');
    return false;
  };

  socket.on('command', (payload: unknown, ack: unknown) => {
    const answer = answerOnce(ack);
    if (!mayGoOn()) return answer({ ok: false, rejection: rejection('rate_limited') });
    const parsed = parseCommand(payload);
    if ('rejection' in parsed) return answer({ ok: false, rejection: parsed.rejection });
    const giveUp = clock.after(ANSWER_WITHIN_MS, () => answer({ ok: false, rejection: rejection('unavailable') }));
    runCommand(room, person, parsed.command)
      .then((result) => {
        metrics.countCommand(parsed.command.type, result.ok);
        answer(result);
      })
      .catch((fault: unknown) => {
        log.error('control.command', { fault: describeFault(fault) });
        answer({ ok: false, rejection: rejection(fault instanceof StoreUnavailable ? 'unavailable' : 'internal') });
      })
      .finally(giveUp);
  });

  socket.on('signal', (payload: unknown) => {
    const signal = mayGoOn() ? v.safeParse(spotlightSchema, payload) : undefined;
    if (signal?.success !== true) return;
    const { dimensionId = null, readingId = null } = signal.output;
    room.spotlight({ by: person, dimensionId, readingId });
  });

  socket.onAny((event: string) => {
    if (event !== 'command' && event !== 'signal') mayGoOn();
  });
};

const place = v.optional(v.nullable(v.pipe(v.string(), v.maxLength(40))));
const spotlightSchema = v.object({ type: v.literal('spotlight'), dimensionId: place, readingId: place });

/** An ack is whatever the sender made of it; it is called once, and only if it can be. */
const answerOnce = (ack: unknown): ((answer: CommandAck) => void) => {
  let isAnswered = false;
  return (answer) => {
    if (isAnswered || typeof ack !== 'function') return;
    isAnswered = true;
    (ack as (answer: CommandAck) => void)(answer);
  };
};

const send = (socket: Socket, message: ServerMessage, end: (reason: ByeReason) => void): void => {
  if (pendingBytes(socket) > MOST_PENDING_BYTES) {
    end('too_slow');
    return;
  }
  switch (message.type) {
    case 'entries':
      socket.emit('entries', message.entries);
      break;
    case 'presence':
      socket.emit('presence', message.presence);
      break;
    case 'pulse':
      socket.emit('pulse', message.pulse);
      break;
    case 'spotlight':
      socket.emit('spotlight', message.spotlight);
      break;
  }
};
