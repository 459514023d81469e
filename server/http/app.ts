/**
 * The HTTP surface: JSON in, JSON out, one shape of refusal, the same headers on every answer. A fault of ours is
 * caught here, logged without content, and answered as one.
 */

import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { describeFault } from '../runtime/log.ts';
import { refusal } from './answer.ts';
import { addBoardRoutes } from './boards.ts';
import { judgeOrigin } from './caller.ts';
import { addExampleRoute } from './example.ts';
import { addExportRoutes } from './exports.ts';
import { NEVER_STORED, SECURITY_HEADERS } from './headers.ts';
import { addHealthRoutes } from './health.ts';
import { addPeopleRoutes } from './people.ts';
import { senderOf, type Ask, type Env, type Surface } from './surface.ts';

export const createApp = (surface: Surface): Hono<Env> => {
  const app = new Hono<Env>();

  app.use(async (ask, next) => {
    await next();
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) ask.res.headers.set(name, value);
    if (!ask.res.headers.has('Cache-Control')) {
      for (const [name, value] of Object.entries(NEVER_STORED)) ask.res.headers.set(name, value);
    }
    if (ask.res.status >= 400) surface.metrics.countRefusal('http', String(ask.res.status));
  });

  app.use('/api/*', async (ask: Ask, next) => {
    const refused = judgeOrigin(ask.env.incoming, surface.originRule);
    if (refused !== undefined) return refusal(refused);
    if (!surface.mayAsk(senderOf(surface, ask))) return refusal('rate_limited');
    await next();
    return undefined;
  });
  app.use('/api/*', bodyLimit({ maxSize: surface.config.limits.bodyBytes, onError: () => refusal('too_large') }));

  addBoardRoutes(app, surface);
  addExampleRoute(app, surface);
  addExportRoutes(app, surface);
  addPeopleRoutes(app, surface);
  addHealthRoutes(app, surface);

  // What stands here answers only what the routes above do not take.
  for (const path of new Set(app.routes.filter(({ method }) => method !== 'ALL').map((route) => route.path))) {
    app.all(path, () => refusal('method_not_allowed'));
  }
  app.notFound(() => refusal('not_found'));
  app.onError((fault, ask) => {
    const { destroyed, complete } = ask.env.incoming;
    // Its sender is gone in the middle of the body: there is nobody to answer, and nothing is wrong with us.
    if (destroyed && !complete) return refusal('malformed');
    surface.log.error('http.fault', { fault: describeFault(fault) });
    return refusal('internal');
  });
  return app;
};
