/** `/api/boards/:board/…`: coming onto a board, sessions on a device, keys. */

import type { Hono } from 'hono';
import { parseJoinRequest } from '../../shared/board/commands.ts';
import { parseBoardId, parseParticipantId } from '../../shared/board/ids.ts';
import { forgetCookie, keepCookies } from '../access/cookies.ts';
import { hashOffered } from '../access/keys.ts';
import { addKey, joinBoard, openSession, replaceKey } from '../room/joining.ts';
import type { Room } from '../room/room.ts';
import { refusal } from './answer.ts';
import { answerMade } from './boards.ts';
import type { Made } from './repeats.ts';
import {
  bodyOf,
  isRejection,
  isSecureAsk,
  senderOf,
  withPresent,
  withRoom,
  type Ask,
  type Env,
  type Surface,
} from './surface.ts';

const join = async (surface: Surface, ask: Ask, room: Room): Promise<Response> => {
  const sent = await bodyOf(ask);
  if ('refused' in sent) return refusal(sent.refused);
  const request = parseJoinRequest(sent.body);
  if (request === undefined) return refusal('malformed');
  const sender = senderOf(surface, ask);
  let refused: Response | undefined;
  const made = await surface.repeats.once([sender, room.id, sent.text], async (): Promise<Made> => {
    const isGuess = room.state.passphrase !== undefined;
    const mayTry = surface.mayJoin(sender) && (!isGuess || surface.mayGuess(sender));
    const joined = mayTry ? await joinBoard(room, request) : 'rate_limited';
    if (typeof joined === 'string' || isRejection(joined)) {
      refused = refusal(joined);
      return { status: refused.status, body: {} };
    }
    const { participantId, key, isPending } = joined;
    const cookies = keepCookies(ask.env.incoming.headers.cookie, room.id, key, isSecureAsk(surface, ask));
    return { status: isPending ? 202 : 201, body: { participantId, key }, cookies };
  });
  return refused ?? answerMade(made);
};

const keepSession = async (surface: Surface, ask: Ask, room: Room): Promise<Response> => {
  const sent = await bodyOf(ask);
  if ('refused' in sent) return refusal(sent.refused);
  const offered = sent.body !== null && typeof sent.body === 'object' && 'key' in sent.body ? sent.body.key : undefined;
  const hash = typeof offered === 'string' ? hashOffered(offered) : undefined;
  if (typeof offered !== 'string' || hash === undefined) return refusal('not_found');
  const session = await openSession(room, hash, offered);
  if (isRejection(session)) return refusal(session);
  const response = new Response(null, { status: 204 });
  const cookies = keepCookies(ask.env.incoming.headers.cookie, room.id, session.key, isSecureAsk(surface, ask));
  for (const cookie of cookies) response.headers.append('Set-Cookie', cookie);
  return response;
};

const answerKey = (made: { key: string } | Parameters<typeof isRejection>[0]): Response =>
  isRejection(made) ? refusal(made) : Response.json(made, { status: 201 });

export const addPeopleRoutes = (app: Hono<Env>, surface: Surface): void => {
  app.post('/api/boards/:board/participants', (ask) => withRoom(surface, ask, (room) => join(surface, ask, room)));

  app.post('/api/boards/:board/session', (ask) => withRoom(surface, ask, (room) => keepSession(surface, ask, room)));

  // Whether there is such a board does not matter, and is not told.
  app.delete('/api/boards/:board/session', (ask) => {
    const board = parseBoardId(ask.req.param('board'));
    if (board === undefined) return refusal('not_found');
    const forget = forgetCookie(board, isSecureAsk(surface, ask));
    return new Response(null, { status: 204, headers: { 'Set-Cookie': forget } });
  });

  app.post('/api/boards/:board/keys', (ask) =>
    withPresent(surface, ask, async ({ room, person }) => answerKey(await addKey(room, person))),
  );

  app.post('/api/boards/:board/participants/:person/keys', (ask) =>
    withPresent(surface, ask, async ({ room, person }) => {
      const other = parseParticipantId(ask.req.param('person'));
      if (other === undefined) return refusal('unknown_participant');
      return answerKey(await replaceKey(room, person, other));
    }),
  );
};
