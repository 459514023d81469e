/** The app as a listener for Node's own HTTP server. */

import type { RequestListener } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { refusal } from './answer.ts';
import { createApp } from './app.ts';
import type { Surface } from './surface.ts';

/** What cannot even be made a request of is malformed. */
export const apiListener = (surface: Surface): RequestListener => {
  const listen = getRequestListener(createApp(surface).fetch, { errorHandler: () => refusal('malformed') });
  return (request, response) => void listen(request, response);
};
