/**
 * Whether a request may have come from a page of ours. Browsers cannot forge `Origin`; programs send none and prove
 * themselves with a bearer key instead of a cookie.
 */

import type { IncomingHttpHeaders } from 'node:http';

export interface OriginRule {
  /** From `PUBLIC_URL`; without it, a page is ours when its host is the host that was asked. */
  readonly publicOrigin?: string;
  readonly trustsProxy: boolean;
}

const PROTOCOLS = new Set(['http:', 'https:']);

/** Undefined where none was named. */
export const hostAsked = (headers: IncomingHttpHeaders, { trustsProxy }: OriginRule): string | undefined => {
  const forwarded = headers['x-forwarded-host'];
  return trustsProxy && typeof forwarded === 'string' ? forwarded.split(',')[0]?.trim() : headers.host;
};

/** Of an origin as a browser writes it; anything more, less or other has none. */
const hostOf = (origin: string): string | undefined => {
  const parsed = URL.canParse(origin) ? new URL(origin) : undefined;
  return parsed !== undefined && PROTOCOLS.has(parsed.protocol) && parsed.origin === origin ? parsed.host : undefined;
};

export const isOwnOrigin = (origin: string, headers: IncomingHttpHeaders, rule: OriginRule): boolean => {
  if (rule.publicOrigin !== undefined && origin === rule.publicOrigin) return true;
  const host = hostOf(origin);
  return rule.publicOrigin === undefined && host !== undefined && host === hostAsked(headers, rule);
};

const BEARER = /^Bearer ([\x21-\x7e]{1,200})$/;

export const bearerKey = (headers: IncomingHttpHeaders): string | undefined =>
  BEARER.exec(headers.authorization ?? '')?.[1];
