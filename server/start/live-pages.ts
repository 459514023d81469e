/**
 * The client straight from its sources, for `npm run dev`: served, and reloaded while it is edited, on the port and by
 * the HTTP server of the program itself. Takes the place of `dist/client`. Never part of what is built.
 */

import type { IncomingMessage, Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';
import type { ServePage } from '../http/pages.ts';

/**
 * Answers requests for pages. Sets its own headers: hot reload needs inline styles, which the policy of the built client
 * forbids.
 *
 * @param http where hot reload listens for its upgrades
 */
export function livePages(http: Server): ServePage {
  const starting = createServer({
    configFile: fileURLToPath(new URL('../../vite.config.ts', import.meta.url)),
    server: { middlewareMode: true, hmr: { server: http } },
  });
  return (request, response, otherwise) => {
    void starting.then(({ middlewares }) => {
      middlewares(request, response, otherwise);
    });
  };
}

/** The upgrade belongs to hot reload, which answers it by itself: nobody else may touch or end the socket. */
export const isHotReload = ({ headers }: IncomingMessage): boolean =>
  /^vite-(hmr|ping)$/.test(headers['sec-websocket-protocol'] ?? '');
