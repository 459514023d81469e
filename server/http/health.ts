/** `/healthz`, `/readyz`, `/metrics`: for those who run the server. */

import { timingSafeEqual } from 'node:crypto';
import type { Hono } from 'hono';
import { bearerKey } from '../access/origin.ts';
import { StoreUnavailable } from '../store/board-store.ts';
import { refusal } from './answer.ts';
import { senderOf, type Ask, type Env, type Surface } from './surface.ts';

const LOOPBACK = new Set(['127.0.0.1', '::1']);

const isSame = (a: string, b: string): boolean => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
};

/** With a token, whoever has it; without one, this machine only. */
const maySeeMetrics = (surface: Surface, ask: Ask): boolean => {
  const { metricsToken } = surface.config;
  if (metricsToken === undefined) return LOOPBACK.has(senderOf(surface, ask));
  return isSame(bearerKey(ask.env.incoming.headers) ?? '', metricsToken);
};

export const addHealthRoutes = (app: Hono<Env>, surface: Surface): void => {
  app.get('/healthz', () => Promise.resolve(Response.json({ ok: true })));

  app.get('/readyz', async () => {
    try {
      await surface.checkReady();
      return Response.json({ ok: true });
    } catch (fault) {
      if (fault instanceof StoreUnavailable) return refusal('unavailable');
      throw fault;
    }
  });

  app.get('/metrics', async (ask) => {
    if (!maySeeMetrics(surface, ask)) return refusal('not_found');
    const { contentType, text } = await surface.metrics.expose();
    return new Response(text, { headers: { 'Content-Type': contentType } });
  });
};
