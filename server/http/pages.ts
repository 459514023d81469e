/** The client as built: hashed files for good, the page itself fresh each time, the same headers as everything else. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import sirv from 'sirv';
import { SECURITY_HEADERS } from './headers.ts';

export type ServePage = (request: IncomingMessage, response: ServerResponse, otherwise: () => void) => void;

const A_YEAR = 'public, max-age=31536000, immutable';

/** Addresses of boards are routes of the client, so every unknown page is the one page. */
export const builtPages = (directory: string): ServePage => {
  if (!existsSync(join(directory, 'index.html'))) return (_request, _response, otherwise) => otherwise();
  return sirv(directory, {
    single: true,
    etag: true,
    // Written beside each file when the client is built (start/compress.mjs).
    brotli: true,
    gzip: true,
    setHeaders: (response, path) => {
      for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
      response.setHeader('Cache-Control', path.startsWith('/assets/') ? A_YEAR : 'no-cache');
    },
  });
};

const API = /^\/(api|healthz|readyz|metrics)(\/|\?|$)/;

/** Whether the API answers this, rather than a page. */
export const isForApi = (request: IncomingMessage): boolean =>
  API.test(request.url ?? '') || !['GET', 'HEAD'].includes(request.method ?? '');
