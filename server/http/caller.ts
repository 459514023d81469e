/**
 * Who an HTTP request comes from: the address, and the person on one board, by bearer key or by cookie. A cookie
 * proves nothing about who made the page, so a request that changes something with it must come from a page of ours.
 */

import type { IncomingMessage } from 'node:http';
import type { BoardId } from '../../shared/board/ids.ts';
import type { RejectionCode } from '../../shared/board/rejections.ts';
import { keyFromCookie } from '../access/cookies.ts';
import { bearerKey, isOwnOrigin, type OriginRule } from '../access/origin.ts';
import { hashOffered } from '../access/keys.ts';

/** The address of the sender, as far as it can be trusted. */
export const addressOf = (request: IncomingMessage, trustsProxy: boolean): string => {
  const forwarded = request.headers['x-forwarded-for'];
  const nearest = trustsProxy && typeof forwarded === 'string' ? forwarded.split(',').at(-1)?.trim() : undefined;
  return (nearest ?? request.socket.remoteAddress ?? 'unknown').replace(/^::ffff:/, '');
};

export const isSecure = (request: IncomingMessage, publicUrl: URL | undefined, trustsProxy: boolean): boolean =>
  publicUrl?.protocol === 'https:' || (trustsProxy && request.headers['x-forwarded-proto'] === 'https');

/** Undefined when the request may go on. */
export const judgeOrigin = (request: IncomingMessage, rule: OriginRule): RejectionCode | undefined => {
  const { origin } = request.headers;
  return origin === undefined || isOwnOrigin(origin, request.headers, rule) ? undefined : 'bad_origin';
};

const CHANGES_NOTHING = new Set(['GET', 'HEAD']);

/**
 * The hash of the key that came along, if any. Without `Origin` a cookie counts only for requests that change nothing:
 * browsers leave `Origin` away exactly there.
 */
export const offeredKeyHash = (request: IncomingMessage, board: BoardId): string | undefined => {
  const bearer = bearerKey(request.headers);
  if (bearer !== undefined) return hashOffered(bearer);
  const mayUseCookie = request.headers.origin !== undefined || CHANGES_NOTHING.has(request.method ?? '');
  return mayUseCookie ? hashOffered(keyFromCookie(request.headers.cookie, board)) : undefined;
};
