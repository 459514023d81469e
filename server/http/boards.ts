/** `/api/boards`: a board as a whole. */

import type { Hono } from 'hono';
import { parseCommand, parseCreateRequest } from '../../shared/board/commands.ts';
import { keepCookies } from '../access/cookies.ts';
import { foundBoard } from '../room/founding.ts';
import { boardOfCode, parseCode } from '../room/join-codes.ts';
import { runCommand } from '../room/room-commands.ts';
import { refusal } from './answer.ts';
import type { Made } from './repeats.ts';
import {
  bodyOf,
  guardStore,
  isRejection,
  isSecureAsk,
  senderOf,
  withCaller,
  withPresent,
  type Ask,
  type Env,
  type Surface,
} from './surface.ts';

const createBoard = async (surface: Surface, ask: Ask): Promise<Response> => {
  const sent = await bodyOf(ask);
  if ('refused' in sent) return refusal(sent.refused);
  const request = parseCreateRequest(sent.body);
  if (request === undefined) return refusal('malformed');
  const sender = senderOf(surface, ask);
  let refused: Response | undefined;
  const made = await surface.repeats.once([sender, 'create', sent.text], async (): Promise<Made> => {
    const founded = surface.mayCreate(sender) ? await foundBoard(surface.rooms, request) : 'rate_limited';
    if (typeof founded === 'string' || isRejection(founded)) {
      refused = refusal(founded);
      return { status: refused.status, body: {} };
    }
    surface.metrics.boardsCreated.inc();
    const { cookie } = ask.env.incoming.headers;
    const cookies = keepCookies(cookie, founded.boardId, founded.key, isSecureAsk(surface, ask));
    return { status: 201, body: founded, cookies };
  });
  return refused ?? answerMade(made);
};

export const answerMade = (made: Made): Response => {
  const response = Response.json(made.body, { status: made.status });
  for (const cookie of made.cookies ?? []) response.headers.append('Set-Cookie', cookie);
  return response;
};

const joinByCode = async (surface: Surface, ask: Ask): Promise<Response> => {
  if (!surface.mayGuess(senderOf(surface, ask))) return refusal('rate_limited');
  const code = parseCode(ask.req.param('code') ?? '');
  const board = code === undefined ? undefined : await boardOfCode(surface.rooms.dependencies.store, code);
  return board === undefined ? refusal('not_found') : Response.json({ boardId: board });
};

export const addBoardRoutes = (app: Hono<Env>, surface: Surface): void => {
  app.post('/api/boards', (ask) => guardStore(() => createBoard(surface, ask)));
  app.post('/api/boards/import', () => Promise.resolve(refusal('not_available')));
  app.get('/api/join/:code', (ask) => guardStore(() => joinByCode(surface, ask)));

  app.get('/api/boards/:board', (ask) =>
    withCaller(surface, ask, async ({ room, person }) => {
      const seen = await room.view(person);
      if (seen === undefined) return refusal('not_found');
      return Response.json('pending' in seen.view ? seen.view : seen);
    }),
  );

  app.delete('/api/boards/:board', (ask) =>
    withPresent(surface, ask, async ({ room, person }) => {
      if (room.state.participants.get(person)?.isFacilitator !== true) return refusal('forbidden');
      await surface.rooms.erase(room);
      return new Response(null, { status: 204 });
    }),
  );

  app.post('/api/boards/:board/commands', (ask) =>
    withPresent(surface, ask, async ({ room, person }) => {
      const sent = await bodyOf(ask);
      if ('refused' in sent) return refusal(sent.refused);
      const parsed = parseCommand(sent.body);
      if ('rejection' in parsed) return refusal(parsed.rejection);
      const answer = await runCommand(room, person, parsed.command);
      surface.metrics.countCommand(parsed.command.type, answer.ok);
      return answer.ok ? Response.json({ seq: answer.seq }) : refusal(answer.rejection);
    }),
  );
};
