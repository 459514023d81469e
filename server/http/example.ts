/** `/api/example`: a board on which simulated people play, for a visitor who wants to see how it goes. */

import type { Hono } from 'hono';
import { parseCommandId } from '../../shared/board/ids.ts';
import { refusal } from './answer.ts';
import { answerMade } from './boards.ts';
import type { Made } from './repeats.ts';
import { bodyOf, guardStore, senderOf, type Ask, type Env, type Surface } from './surface.ts';

const startExample = async (surface: Surface, ask: Ask): Promise<Response> => {
  const sent = await bodyOf(ask);
  if ('refused' in sent) return refusal(sent.refused);
  const { body, text } = sent;
  const commandId = typeof body === 'object' && body !== null && 'commandId' in body ? body.commandId : undefined;
  if (parseCommandId(commandId) === undefined) return refusal('malformed');
  const sender = senderOf(surface, ask);
  let refused: Response | undefined;
  const made = await surface.repeats.once([sender, 'example', text], async (): Promise<Made> => {
    const started = surface.mayStartExample(sender)
      ? await surface.examples.start()
      : { refused: 'rate_limited' as const };
    if ('boardId' in started) return { status: 201, body: started };
    refused = refusal(started.refused);
    return { status: refused.status, body: {} };
  });
  return refused ?? answerMade(made);
};

export const addExampleRoute = (app: Hono<Env>, surface: Surface): void => {
  app.post('/api/example', (ask) => guardStore(() => startExample(surface, ask)));
};
