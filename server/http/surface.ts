/** What every route needs: the boards, the rules of entry, and a way to turn a request into a person on a board. */

import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import { parseBoardId, type BoardId, type ParticipantId } from '../../shared/board/ids.ts';
import type { Rejection, RejectionCode } from '../../shared/board/rejections.ts';
import { isPresent } from '../../shared/board/state.ts';
import { StoreUnavailable } from '../store/board-store.ts';
import type { RateLimit } from '../access/rate-limit.ts';
import type { OriginRule } from '../access/origin.ts';
import type { Config } from '../config.ts';
import type { Examples } from '../example/examples.ts';
import type { Room } from '../room/room.ts';
import type { Rooms } from '../room/rooms.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Log } from '../runtime/log.ts';
import type { Metrics } from '../runtime/metrics.ts';
import { refusal } from './answer.ts';
import { addressOf, isSecure, offeredKeyHash } from './caller.ts';
import type { Repeats } from './repeats.ts';

export interface Surface {
  readonly rooms: Rooms;
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly originRule: OriginRule;
  readonly repeats: Repeats;
  readonly examples: Examples;
  /** By address; `RATE_LIMIT_EXEMPT` is already taken into account. */
  readonly mayCreate: (address: string) => boolean;
  readonly mayStartExample: (address: string) => boolean;
  readonly mayExport: (address: string) => boolean;
  readonly mayJoin: (address: string) => boolean;
  readonly mayGuess: (address: string) => boolean;
  readonly mayAsk: (address: string) => boolean;
  /** Resolves when boards can be served. @throws StoreUnavailable */
  readonly checkReady: () => Promise<void>;
}

export type Env = { Bindings: HttpBindings };
export type Ask = Context<Env>;

export const exempting =
  (limit: RateLimit, exempt: ReadonlySet<string>) =>
  (address: string): boolean =>
    exempt.has(address) || limit.allows(address);

export const senderOf = (surface: Surface, ask: Ask): string => addressOf(ask.env.incoming, surface.config.trustsProxy);

export const isSecureAsk = (surface: Surface, ask: Ask): boolean =>
  isSecure(ask.env.incoming, surface.config.publicUrl, surface.config.trustsProxy);

/** The JSON body, also as it was sent, or why there is none. */
export const bodyOf = async (ask: Ask): Promise<{ body: unknown; text: string } | { refused: RejectionCode }> => {
  const type = ask.req.header('content-type') ?? '';
  if (!/^application\/json\s*(;|$)/i.test(type)) return { refused: 'unsupported_media' };
  try {
    const text = await ask.req.text();
    return { body: JSON.parse(text) as unknown, text };
  } catch (fault) {
    if (fault instanceof SyntaxError) return { refused: 'malformed' };
    throw fault;
  }
};

export interface Caller {
  readonly room: Room;
  readonly person: ParticipantId;
  readonly keyHash: string;
  readonly isPending: boolean;
}

const boardAsked = (ask: Ask): BoardId | undefined => parseBoardId(ask.req.param('board'));

/** The board in the address, for a route that needs no person. Unknown boards and forbidden ones answer alike. */
export const withRoom = async (
  surface: Surface,
  ask: Ask,
  then: (room: Room) => Promise<Response>,
): Promise<Response> => {
  const id = boardAsked(ask);
  if (id === undefined) return refusal('not_found');
  return guardStore(async () => {
    const room = await surface.rooms.open(id);
    return room === undefined ? refusal('not_found') : then(room);
  });
};

/** The board in the address and the person whose key came along. */
export const withCaller = async (
  surface: Surface,
  ask: Ask,
  then: (caller: Caller) => Promise<Response>,
): Promise<Response> => {
  const id = boardAsked(ask);
  const keyHash = id === undefined ? undefined : offeredKeyHash(ask.env.incoming, id);
  if (keyHash === undefined) return refusal('not_found');
  return withRoom(surface, ask, async (room) => {
    const person = room.state.keys.get(keyHash)?.participantId;
    const found = person === undefined ? undefined : room.state.participants.get(person);
    if (person === undefined || found === undefined || found.isRemoved) return refusal('not_found');
    return then({ room, person, keyHash, isPending: !isPresent(found) });
  });
};

/** Like `withCaller`, for those who have been let in. */
export const withPresent = (
  surface: Surface,
  ask: Ask,
  then: (caller: Caller) => Promise<Response>,
): Promise<Response> =>
  withCaller(surface, ask, (caller) => (caller.isPending ? Promise.resolve(refusal('pending')) : then(caller)));

export const guardStore = async (work: () => Promise<Response>): Promise<Response> => {
  try {
    return await work();
  } catch (fault) {
    if (fault instanceof StoreUnavailable) return refusal('unavailable');
    throw fault;
  }
};

export const isRejection = (value: object): value is Rejection => 'code' in value && 'message' in value;
