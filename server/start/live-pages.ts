/**
 * The client straight from its sources, for `npm run dev`: served, and reloaded while it is edited, on the port and by
 * the HTTP server of the program itself. Takes the place of `dist/client`. Never part of what is built.
 */

import type { IncomingMessage, RequestListener, Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';

export interface LivePages {
  /** Answers a request for a page or a part of one. Sets its own headers: hot reload needs inline styles. */
  readonly serve: RequestListener;
  /** The upgrade belongs to hot reload, which answers it by itself: nobody else may touch or end the socket. */
  readonly ownsUpgrade: (request: IncomingMessage) => boolean;
  readonly close: () => Promise<void>;
}

/** @param http where hot reload listens for its upgrades; need not listen yet */
export async function livePages(http: Server): Promise<LivePages> {
  const vite = await createServer({
    configFile: fileURLToPath(new URL('../../vite.config.ts', import.meta.url)),
    server: { middlewareMode: true, hmr: { server: http } },
  });
  return {
    serve: (request, response) => {
      vite.middlewares(request, response);
    },
    ownsUpgrade: ({ headers }) => /^vite-(hmr|ping)$/.test(headers['sec-websocket-protocol'] ?? ''),
    close: () => vite.close(),
  };
}
